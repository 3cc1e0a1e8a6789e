// Dragging a complex with the tool for that: the picture follows the pointer at once, the room a few times a second, and where it
// was dropped is where it stands for everybody.

import { took } from '../room/measure';
import type { Point } from './annotations';

/** How often the room is told on the way. */
const TELL_MS = 50;

/** What can be dragged. */
export interface Handle {
  /** Shows it so far from where it stands, angstrom. */
  shift(by: Point): void;
  /** Tells the room that it is to stand so far from where it stood when it was taken. */
  tell(by: Point, isLast: boolean): Promise<void>;
  /** Angstrom of the workspace for a pixel of the page, to the right and up, at its depth. */
  readonly right: Point;
  readonly up: Point;
}

/** Watches a canvas; `take` says what is under the pointer and may be dragged. The answer ends that. */
export function watchDrags(element: HTMLElement, take: (x: number, y: number) => Handle | undefined): () => void {
  let drag: { handle: Handle; x: number; y: number; told: number; pointer: number } | undefined;
  const offset = (event: PointerEvent): Point => {
    const { handle, x, y } = drag!;
    const [dx, dy] = [event.clientX - x, y - event.clientY];
    return [0, 1, 2].map((axis) => handle.right[axis]! * dx + handle.up[axis]! * dy) as unknown as Point;
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0 || drag) return;
    const { left, top } = element.getBoundingClientRect();
    const handle = take(event.clientX - left, event.clientY - top);
    if (!handle) return;
    drag = { handle, x: event.clientX, y: event.clientY, told: performance.now(), pointer: event.pointerId };
    element.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    if (drag?.pointer !== event.pointerId) return;
    const now = performance.now();
    const by = offset(event);
    drag.handle.shift(by);
    if (now - drag.told >= TELL_MS) {
      drag.told = now;
      // On the way: the last word counts.
      drag.handle.tell(by, false).catch(() => undefined);
    }
    took('nts:drag', now);
  };
  const up = (event: PointerEvent) => {
    if (drag?.pointer !== event.pointerId) return;
    const { handle } = drag;
    const by = event.type === 'pointercancel' ? ([0, 0, 0] as const) : offset(event);
    drag = undefined;
    // Where the room refuses, it stands where it stood.
    handle.tell(by, true).catch(() => handle.shift([0, 0, 0]));
  };
  // Mol* turns the camera by these: not while something is dragged.
  const hold = (event: Event) => {
    if (drag) event.stopImmediatePropagation();
  };
  const taken = ['mousedown', 'mousemove', 'touchstart', 'touchmove'];
  element.addEventListener('pointerdown', down, true);
  element.addEventListener('pointermove', move, true);
  element.addEventListener('pointerup', up, true);
  element.addEventListener('pointercancel', up, true);
  for (const name of taken) element.addEventListener(name, hold, { capture: true, passive: true });
  return () => {
    element.removeEventListener('pointerdown', down, true);
    element.removeEventListener('pointermove', move, true);
    element.removeEventListener('pointerup', up, true);
    element.removeEventListener('pointercancel', up, true);
    for (const name of taken) element.removeEventListener(name, hold, true);
  };
}
