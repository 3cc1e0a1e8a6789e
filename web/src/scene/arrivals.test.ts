import { expect, it } from 'vitest';
import type { RoomState } from '../room/store';
import { columnsOfPdb } from '../testing/pdb';
import type { Point } from './annotations';
import { isOutgrown, welcome, type Gaze } from './arrivals';

const atom = 'ATOM      1  CA  ALA A   1       1.000   0.000   0.000  1.00 10.00           C';

/** Three complexes of an atom each, at x = 1, 101 and 201; the last is hidden. */
const room = {
  complexes: [0, 100, 200].map((x, at) => ({
    id: at + 1, visible: at < 2, current_frame: 0, position: [x, 0, 0], rotation: [0, 0, 0, 1], frames: [{ current_conformer: 0 }],
  })),
  columns: new Map([1, 2, 3].map((id) => [id, columnsOfPdb(atom)])),
} as unknown as RoomState;

/** Somebody who sees what is nearer than 50 angstrom. */
const gaze = (change: Partial<Gaze> = {}): Gaze => ({
  at: undefined,
  isFresh: false,
  sees: (points: readonly Point[]) => points.filter(([x]) => x < 50).length / points.length,
  ...change,
});

it('shows what comes first, and all to those who saw all and did not move', () => {
  expect(welcome(room, [1], gaze({ isFresh: true }))).toBe('fit');
  expect(welcome(room, [], gaze({ isFresh: true }))).toEqual([]);
  expect(welcome(room, [2], gaze({ at: { is: 'all' } }))).toBe('fit');
});

it('leaves the others where they look, and says what of it they do not see', () => {
  expect(welcome(room, [1, 2], gaze())).toEqual([2]);
  expect(welcome(room, [2], gaze({ at: { is: 'complex', complex: 1 } }))).toEqual([2]);
  expect(welcome(room, [1], gaze())).toEqual([]);
});

it('says nothing of what is hidden, and of frames of what was there', () => {
  expect(welcome(room, [3], gaze())).toEqual([]);
  expect(welcome(room, [3], gaze({ at: { is: 'all' } }))).toEqual([]);
  expect(welcome(room, [], gaze({ at: { is: 'all' } }))).toEqual([]);
});

it('what shows another of its frames is looked at anew where that is out of view, by those who looked at it', () => {
  const all = gaze({ at: { is: 'all' } });
  expect([isOutgrown(room, [2], all), isOutgrown(room, [1], all), isOutgrown(room, [], all), isOutgrown(room, [3], all)]).toEqual([true, false, false, false]);
  expect([1, 2].map((complex) => isOutgrown(room, [2], gaze({ at: { is: 'complex', complex } })))).toEqual([false, true]);
  // Whoever looks at a pocket, or moved, is left there.
  expect(isOutgrown(room, [2], gaze({ at: { is: 'atoms', complex: 2, atoms: [1] } }))).toBe(false);
  expect(isOutgrown(room, [2], gaze())).toBe(false);
});
