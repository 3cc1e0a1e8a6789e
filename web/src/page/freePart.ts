// The part of the picture that neither panels nor windows cover: what is looked at stands there.
import { useEffect, type RefObject } from 'react';
import type { FreePart } from '../scene/api';
import { useScene } from './sceneContext';

/** Panels and windows have found their places after so long. */
const SETTLE_MS = 120;
/** A narrower part than this shows nothing well, and a lower one. */
const LEAST_WIDTH = 240;
const LEAST_HEIGHT = 120;

/** Tells the picture where that is, whenever it changes. What is looked at stands where neither panels nor windows cover it. */
export function useFreePart(place: RefObject<HTMLElement | null>): void {
  const scene = useScene();
  useEffect(() => {
    const room = place.current?.closest('.room');
    if (!scene || !room) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rects = (which: string) => [...room.querySelectorAll(which)].map((one) => one.getBoundingClientRect());
    const look = () => {
      if (!place.current) return;
      // On a phone all of it lies across: the sheet, the windows on their pile. What comes and goes with each click does not count.
      const isPhone = rects('.phone').some(({ height }) => height > 0);
      const across = rects(`.top-bar, .tools, .sequence${isPhone ? ', .phone, .windows-pile .window' : ''}`);
      const all = place.current.getBoundingClientRect();
      scene.setFree(freePart(all, { panels: rects('.panel'), windows: rects('.windows .window'), across }));
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(look, SETTLE_MS);
    };
    const mutations = new MutationObserver(later);
    mutations.observe(room, { childList: true, subtree: true, attributes: true, attributeFilter: ['style', 'class'] });
    const sizes = new ResizeObserver(later);
    sizes.observe(room);
    // The sheet of a phone rises.
    room.addEventListener('animationend', later);
    look();
    return () => {
      clearTimeout(timer);
      mutations.disconnect();
      sizes.disconnect();
      room.removeEventListener('animationend', later);
    };
  }, [scene, place]);
}

/** What lies over the picture. */
export interface Covers {
  /** At its sides. They count however high they are: the picture stands still when one becomes longer. */
  panels: readonly DOMRect[];
  /** Anywhere; those count that reach the middle of the height. */
  windows: readonly DOMRect[];
  /** From one side to the other. */
  across: readonly DOMRect[];
}

/** The widest part of the width, and the highest of the height, that nothing covers; all of it where that shows nothing well. */
export function freePart(all: DOMRect, { panels, windows, across }: Covers): FreePart {
  const middle = [all.top + all.height * 0.35, all.top + all.height * 0.65] as const;
  const beside = [...panels, ...windows.filter(({ top, bottom }) => top < middle[1] && bottom > middle[0])].filter(({ width }) => width > 0);
  const [left, right] = widestGap(all.width, beside.map((rect) => [rect.left - all.left, rect.right - all.left]), LEAST_WIDTH);
  const [top, bottom] = widestGap(all.height, across.map((rect) => [rect.top - all.top, rect.bottom - all.top]), LEAST_HEIGHT);
  return { left, right, top, bottom };
}

/** The widest gap between what is covered of a length; all of it where none is as wide as `least`. */
function widestGap(length: number, covered: readonly (readonly [number, number])[], least: number): [number, number] {
  let best: [number, number] = [0, 0];
  let from = 0;
  for (const [start, end] of [...covered].sort(([one], [other]) => one - other).concat([[length, length]])) {
    if (start - from > best[1] - best[0]) best = [from, start];
    from = Math.max(from, end);
  }
  return best[1] - best[0] < least ? [0, length] : best;
}
