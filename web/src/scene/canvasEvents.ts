// What people do to the canvas beside picking and turning, which is Mol*'s.

/** A finger that rests so long is a long press, milliseconds. */
const LONG_MS = 500;
/** So far it may stray meanwhile, pixels. */
const STRAYS = 10;

/** Where on the page. */
export interface Place { readonly x: number; readonly y: number }

/** Calls the listener where somebody wants a menu, on the page and on the canvas: by a right click or a long press. */
export function onMenu(canvas: HTMLCanvasElement, listener: (place: Place, x: number, y: number) => void): () => void {
  const over = new AbortController();
  const { signal } = over;
  // Not every browser makes a context menu of a long press, least of all where the canvas takes all touches for itself.
  let pressed: { id: number; x: number; y: number; timer: number } | undefined;
  let isLong = false;
  const forget = () => {
    if (pressed) window.clearTimeout(pressed.timer);
    pressed = undefined;
  };
  const ask = (x: number, y: number) => {
    forget();
    const { left, top } = canvas.getBoundingClientRect();
    listener({ x, y }, x - left, y - top);
  };
  const open = (event: MouseEvent) => {
    event.preventDefault();
    ask(event.clientX, event.clientY);
  };
  const press = ({ pointerType, pointerId: id, clientX: x, clientY: y }: PointerEvent) => {
    const isSecond = pressed !== undefined;
    forget();
    isLong = false;
    if (pointerType !== 'touch' || isSecond) return;
    const timer = window.setTimeout(() => {
      isLong = true;
      ask(x, y);
    }, LONG_MS);
    pressed = { id, x, y, timer };
  };
  const stray = (event: PointerEvent) => {
    if (pressed?.id === event.pointerId && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > STRAYS) forget();
  };
  // Else the browser makes a click of it, on what came up under the finger.
  const lift = (event: TouchEvent) => isLong && event.cancelable && event.preventDefault();
  canvas.addEventListener('contextmenu', open, { signal });
  canvas.addEventListener('pointerdown', press, { signal });
  canvas.addEventListener('pointermove', stray, { signal });
  for (const end of ['pointerup', 'pointercancel'] as const) canvas.addEventListener(end, forget, { signal });
  canvas.addEventListener('touchend', lift, { signal, passive: false });
  return () => {
    forget();
    over.abort();
  };
}

/** Calls the listener when the mouse is not over the canvas any more. A finger that was lifted is no mouse. */
export function onMouseGone(canvas: HTMLCanvasElement, listener: () => void): () => void {
  const leave = (event: PointerEvent) => event.pointerType === 'mouse' && listener();
  canvas.addEventListener('pointerleave', leave);
  return () => canvas.removeEventListener('pointerleave', leave);
}
