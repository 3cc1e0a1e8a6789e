// A button that opens a menu. Arrow keys go through it, Esc closes it and gives the focus back; some items open a menu in its place.
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { Button, type ButtonProps } from './Button';
import { Icon, type IconName } from './Icon';

/** An action of a menu. */
export interface MenuAction {
  text: string;
  icon?: IconName;
  onPick(): void;
  /** It is pointed at, or reached by keys; and then no longer. */
  onPoint?(isPointedAt: boolean): void;
  why?: string | undefined;
  /** What one should know before, in small letters under the text. */
  note?: string;
  danger?: boolean;
  checked?: boolean;
  keepsOpen?: boolean;
}

/** An action, a menu behind an item, a line between such, or a caption over some. */
export type MenuItem = MenuAction | { text: string; icon?: IconName; opens: MenuItem[] } | { caption: string } | 'line';

export interface MenuProps extends Omit<ButtonProps, 'onClick'> {
  /** A function is asked when the menu opens: for items that take a look at every atom. */
  items: MenuItem[] | (() => MenuItem[]);
}

export function Menu({ items, ...button }: MenuProps) {
  const [at, setAt] = useState<DOMRect>();
  const opener = useRef<HTMLSpanElement>(null);
  const close = () => {
    setAt(undefined);
    opener.current?.querySelector('button')?.focus();
  };
  return (
    <span ref={opener} className="menu-opener">
      <Button
        {...button}
        aria-haspopup="menu"
        aria-expanded={at !== undefined}
        onClick={(event) => setAt(at ? undefined : event.currentTarget.getBoundingClientRect())}
      />
      {at && <Popup at={at} items={typeof items === 'function' ? items() : items} onClose={close} />}
    </span>
  );
}

export function Popup({ at, items, onClose }: { at: DOMRect; items: MenuItem[]; onClose(): void }) {
  const popup = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: at.left, top: at.bottom + 4 });
  const [inside, setInside] = useState<string>();
  const inner = items.find((item) => typeof item === 'object' && 'opens' in item && item.text === inside);
  const shown = typeof inner === 'object' && 'opens' in inner ? inner.opens : items;
  useLayoutEffect(() => {
    const size = popup.current?.getBoundingClientRect();
    if (!size) return;
    const below = at.bottom + 4 + size.height <= window.innerHeight;
    setPlace({
      left: Math.max(8, Math.min(at.left, window.innerWidth - size.width - 8)),
      top: Math.max(8, below ? at.bottom + 4 : at.top - 4 - size.height),
    });
    choices(popup.current)[0]?.focus();
  }, [at, inside]);
  const pointed = useRef<MenuAction['onPoint']>(undefined);
  const onPoint: OnPoint = (action) => {
    pointed.current?.(false);
    pointed.current = action?.onPoint;
    pointed.current?.(true);
  };
  // What is taken away with the focus in it is told of no blur.
  useEffect(() => () => pointed.current?.(false), []);
  const keys = (event: KeyboardEvent) => {
    if (inside !== undefined && (event.key === 'Escape' || event.key === 'ArrowLeft')) {
      event.preventDefault();
      event.stopPropagation();
      return setInside(undefined);
    }
    step(event, popup.current, onClose);
  };
  return createPortal(
    <section aria-label="Menu">
      <div className="popup-shade" onPointerDown={onClose} />
      <div ref={popup} role="menu" aria-label={inside} className="popup" style={place} onKeyDown={keys}>
        {inside !== undefined && (
          <button type="button" role="menuitem" tabIndex={-1} className="popup-item popup-back" onClick={() => setInside(undefined)}>
            <Icon name="left" />
            {inside}
          </button>
        )}
        {shown.map((item, index) => line(item, index, onClose, setInside, onPoint))}
      </div>
    </section>,
    document.body,
  );
}

type OnPoint = (action: MenuAction | undefined) => void;

function line(item: MenuItem, key: number, onClose: () => void, onOpen: (text: string) => void, onPoint: OnPoint): ReactNode {
  if (item === 'line') return <hr key={key} />;
  if ('caption' in item) {
    return (
      <div key={key} className="popup-caption" role="presentation">
        {item.caption}
      </div>
    );
  }
  if ('opens' in item) {
    return (
      <button key={key} type="button" role="menuitem" aria-haspopup="menu" tabIndex={-1} className="popup-item" onClick={() => onOpen(item.text)}>
        {item.icon && <Icon name={item.icon} />}
        <span>{item.text}</span>
        <Icon name="right" />
      </button>
    );
  }
  const { text, icon, why, note, danger, checked, keepsOpen, onPick } = item;
  return (
    <button
      key={key}
      type="button"
      role={checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={checked}
      aria-disabled={why !== undefined || undefined}
      data-danger={danger || undefined}
      tabIndex={-1}
      className="popup-item"
      onPointerEnter={(event) => event.currentTarget.focus()}
      onFocus={() => onPoint(item)}
      onBlur={() => onPoint(undefined)}
      onClick={() => {
        if (why !== undefined) return;
        if (!keepsOpen) onClose();
        onPick();
      }}
    >
      {icon && <Icon name={icon} />}
      <span>
        {text}
        {(why ?? note) !== undefined && <small className="why">{why ?? note}</small>}
      </span>
      {checked && <Icon name="check" />}
    </button>
  );
}

function step(event: KeyboardEvent, popup: HTMLElement | null, onClose: () => void): void {
  event.stopPropagation();
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    onClose();
    return;
  }
  const all = choices(popup);
  const now = all.findIndex((choice) => choice === document.activeElement);
  const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  } else if (event.key === 'ArrowRight' && document.activeElement?.getAttribute('aria-haspopup') === 'menu') {
    event.preventDefault();
    (document.activeElement as HTMLElement).click();
  }
}

function choices(popup: HTMLElement | null): HTMLElement[] {
  return popup ? [...popup.querySelectorAll<HTMLElement>('button')] : [];
}
