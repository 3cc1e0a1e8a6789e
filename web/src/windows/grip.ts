// Something that is dragged: with the pointer, or with arrow keys while it has the focus.
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';

/** Pixels of one press of an arrow key; with Shift held it is finer. */
const STEP = 24;
const FINE_STEP = 4;

/** Handlers for what the pointer drags, and for what has the focus: they may be two elements. */
export function useGrip(onDrag: (dx: number, dy: number) => void) {
  const last = useRef<{ x: number; y: number } | null>(null);
  const pointer = {
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      if (event.button !== 0 || (event.target as HTMLElement).closest('.button')) return;
      last.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent<HTMLElement>): void {
      const from = last.current;
      if (!from) return;
      last.current = { x: event.clientX, y: event.clientY };
      onDrag(event.clientX - from.x, event.clientY - from.y);
    },
    onPointerUp(): void {
      last.current = null;
    },
    onPointerCancel(): void {
      last.current = null;
    },
  };
  const keys = {
    onKeyDown(event: KeyboardEvent<HTMLElement>): void {
      const step = event.shiftKey ? FINE_STEP : STEP;
      const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
      if (!by) return;
      event.preventDefault();
      onDrag(by[0] ?? 0, by[1] ?? 0);
    },
  };
  return { pointer, keys };
}
