// The part of the picture that neither panels nor windows cover: what is looked at stands there.
import { useEffect, type RefObject } from 'react';
import { useScene } from './sceneContext';

/** Panels and windows have found their places after so long. */
const SETTLE_MS = 120;
/** A narrower part than this shows nothing well. */
const LEAST_FREE = 240;

/** Tells the picture where that is, whenever it changes. What is looked at stands where neither panels nor windows cover it. */
export function useFreePart(place: RefObject<HTMLElement | null>): void {
  const scene = useScene();
  useEffect(() => {
    const room = place.current?.closest('.room');
    if (!scene || !room) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rects = (which: string) => [...room.querySelectorAll(which)].map((one) => one.getBoundingClientRect());
    const look = () => {
      const part = place.current && freePart(place.current.getBoundingClientRect(), rects('.panel'), rects('.window'));
      if (part) scene.setFree(part[0], part[1]);
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(look, SETTLE_MS);
    };
    const mutations = new MutationObserver(later);
    mutations.observe(room, { childList: true, subtree: true, attributes: true, attributeFilter: ['style', 'class'] });
    const sizes = new ResizeObserver(later);
    sizes.observe(room);
    look();
    return () => {
      clearTimeout(timer);
      mutations.disconnect();
      sizes.disconnect();
    };
  }, [scene, place]);
}

/**
 * The widest part of the width that nothing covers; all of it where that is too narrow. Windows count that reach the middle of the
 * height; panels however high they are: the picture stands still when one becomes longer.
 */
export function freePart(all: DOMRect, panels: readonly DOMRect[], windows: readonly DOMRect[]): [number, number] {
  const middle = [all.top + all.height * 0.35, all.top + all.height * 0.65] as const;
  const covered = [...panels, ...windows.filter(({ top, bottom }) => top < middle[1] && bottom > middle[0])]
    .filter(({ width }) => width > 0)
    .sort((one, other) => one.left - other.left);
  let best: [number, number] = [0, 0];
  let from = all.left;
  for (const { left, right } of [...covered, { left: all.right, right: all.right }]) {
    if (left - from > best[1] - best[0]) best = [from - all.left, left - all.left];
    from = Math.max(from, right);
  }
  return best[1] - best[0] < LEAST_FREE ? [0, all.width] : best;
}
