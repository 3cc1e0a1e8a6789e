// How many words come up at once: what makes room is counted, and what went wrong can be read later. Pure.
import type { Toast } from '../ui/Toasts';

/** More than these cover what lies behind them. */
const MOST = 3;
/** So much of what went wrong is kept. */
const MOST_KEPT = 50;

/** The toasts with this one, and how many made room for it: the oldest, those first that offer nothing. Said again, it comes up once. */
export function withToast(all: readonly Toast[], toast: Toast): { shown: readonly Toast[]; left: number } {
  const shown = [...all.filter(({ text }) => text !== toast.text), toast];
  const left = Math.max(shown.length - MOST, 0);
  for (let gone = 0; gone < left; gone++) {
    const idle = shown.findIndex(({ action, id }) => !action && id !== toast.id);
    shown.splice(Math.max(idle, 0), 1);
  }
  return { shown, left };
}

/** What went wrong in this page, with this, the oldest first. What the room says it keeps itself. */
export function withTrouble(all: readonly Toast[], toast: Toast): readonly Toast[] {
  const isTrouble = toast.from === undefined && (toast.kind === 'error' || toast.kind === 'warning');
  return isTrouble ? [...all.filter(({ text }) => text !== toast.text), toast].slice(-MOST_KEPT) : all;
}
