import { expect, it } from 'vitest';

import type { Toast } from '../ui/Toasts';
import { withToast, withTrouble } from './crowd';

const toast = (id: number, more: Partial<Toast> = {}): Toast => ({ id, kind: 'error', text: `words ${id}`, ...more });
const action = { text: 'Hand over', run: () => undefined };
const ids = (all: readonly Toast[]) => all.map(({ id }) => id);

it('the oldest makes room, and is counted', () => {
  const { shown, left } = withToast([1, 2, 3].map((id) => toast(id)), toast(4));
  expect([ids(shown), left]).toEqual([[2, 3, 4], 1]);
  expect(withToast([toast(1)], toast(2)).left).toBe(0);
});

it('what offers something stays longer, and what is new is always seen', () => {
  expect(ids(withToast([toast(1, { action }), toast(2), toast(3)], toast(4)).shown)).toEqual([1, 3, 4]);
  expect(ids(withToast([1, 2, 3].map((id) => toast(id, { action })), toast(4)).shown)).toEqual([2, 3, 4]);
});

it('what is said again comes up once', () => {
  const { shown, left } = withToast([1, 2, 3].map((id) => toast(id)), toast(4, { text: 'words 1' }));
  expect([ids(shown), left]).toEqual([[2, 3, 4], 0]);
});

it('what went wrong here is kept, and not what the room keeps, or what went well', () => {
  const all = [toast(1), toast(2, { kind: 'success' }), toast(3, { from: 'Docking' }), toast(4, { kind: 'warning' }), toast(5, { text: 'words 1' })];
  expect(ids(all.reduce(withTrouble, [] as readonly Toast[]))).toEqual([4, 5]);
});
