// What the room tells of its macros is in the state of the page, as it is in `client::view`.
import { expect, it } from 'vitest';
import type { Snapshot } from '../api/types';
import { fold, fromSnapshot } from './fold';

it('knows the macros of the room and the one that runs', () => {
  const told = fromSnapshot(1, 5, { macros: [], macro_running: null } as unknown as Snapshot);
  const focus = { id: 1, title: 'focus', logic: 'x = 1' };
  const kept = fold(told, 6, { event: 'macros', macros: [focus] }, undefined);
  const running = fold(kept, 7, { event: 'macro_running', title: 'focus' }, undefined);
  expect([kept.macros, kept.macro_running, running.macros, running.macro_running]).toEqual([[focus], null, [focus], 'focus']);
  expect(running.macros).toBe(kept.macros);
  expect(fold(running, 8, { event: 'macro_running', title: null }, undefined).macro_running).toBeNull();
});
