// One tooltip for the whole page: of whatever is pointed at or focused and has `data-tip`. It is for eyes only: what it says,
// the element says too, by its name or description.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';

interface Shown {
  text: string;
  at: DOMRect;
}

export function TooltipLayer() {
  const [shown, setShown] = useState<Shown>();
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let waiting = 0;
    const of = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null);
    const show = (event: Event) => {
      window.clearTimeout(waiting);
      const element = of(event.target);
      if (!element) return setShown(undefined);
      const isFocus = event.type === 'focusin';
      if (isFocus && !element.matches(':focus-visible')) return;
      waiting = window.setTimeout(
        () => element.isConnected && setShown({ text: element.dataset['tip'] ?? '', at: element.getBoundingClientRect() }),
        isFocus ? 0 : 350,
      );
    };
    const hide = () => {
      window.clearTimeout(waiting);
      setShown(undefined);
    };
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && hide();
    document.addEventListener('pointerover', show);
    document.addEventListener('focusin', show);
    document.addEventListener('focusout', hide);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('keydown', onKey);
    return () => {
      hide();
      document.removeEventListener('pointerover', show);
      document.removeEventListener('focusin', show);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('keydown', onKey);
    };
  }, []);

  useLayoutEffect(() => {
    const tip = box.current;
    if (!tip || !shown) return;
    const { width, height } = tip.getBoundingClientRect();
    const { at } = shown;
    const above = at.bottom + 6 + height > window.innerHeight;
    tip.style.top = `${above ? at.top - height - 6 : at.bottom + 6}px`;
    tip.style.left = `${Math.max(6, Math.min(at.left + at.width / 2 - width / 2, window.innerWidth - width - 6))}px`;
  }, [shown]);

  if (!shown?.text) return null;
  return (
    <div ref={box} aria-hidden="true" className="tip">
      {shown.text}
    </div>
  );
}
