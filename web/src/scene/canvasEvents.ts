// What people do to the canvas beside picking and turning, which is Mol*'s.

/** Calls the listener where somebody wants a menu: by a right click or a long press. */
export function onMenu(canvas: HTMLCanvasElement, listener: (x: number, y: number) => void): () => void {
  const open = (event: MouseEvent) => {
    event.preventDefault();
    listener(event.clientX, event.clientY);
  };
  canvas.addEventListener('contextmenu', open);
  return () => canvas.removeEventListener('contextmenu', open);
}

/** Calls the listener when the mouse is not over the canvas any more. A finger that was lifted is no mouse. */
export function onMouseGone(canvas: HTMLCanvasElement, listener: () => void): () => void {
  const leave = (event: PointerEvent) => event.pointerType === 'mouse' && listener();
  canvas.addEventListener('pointerleave', leave);
  return () => canvas.removeEventListener('pointerleave', leave);
}
