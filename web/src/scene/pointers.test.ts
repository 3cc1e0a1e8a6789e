// Pointers of others, on one atom that was moved with its complex.
import { expect, it } from 'vitest';
import type { Complex, Member } from '../api/types';
import { table } from '../testing/columns';
import { pointerMarks } from './pointers';

const member = (id: number, name: string): Member => ({ id, name, role: 'guest', here: true });
const complex = { id: 3, name: 'a', visible: true, current_frame: 0, frames: [{}], position: [10, 0, 0], rotation: [0, 0, 0, 1] } as unknown as Complex;
const columns = new Map([
  table('0/chains', 0, {}),
  table('0/residues', 0, {}),
  table('0/atoms', 1, {
    index: { type: 'f64', values: Float64Array.of(12) },
    'positions/0': { type: 'f32x3', values: Float32Array.of(1, 2, 3) },
  }),
  table('0/bonds', 0, {}),
]);
const state = {
  me: 1,
  members: [member(1, 'Alice'), member(2, 'Bob')],
  complexes: [complex],
  columns: new Map([[3, columns]]),
  pointers: [1, 2, 7].map((one) => ({ member: one, at: { complex: 3, atom: 12 } })),
};

it('are drawn where the atom is, for everybody but oneself and those who left', () => {
  const { dots, words } = pointerMarks(state);
  expect(dots.map(({ at }) => at)).toEqual([[11, 2, 3]]);
  expect(words.map(({ text }) => text)).toEqual(['Bob']);
});

it('are not drawn where the complex is hidden, or the atom is gone', () => {
  expect(pointerMarks({ ...state, complexes: [{ ...complex, visible: false }] }).dots).toEqual([]);
  expect(pointerMarks({ ...state, pointers: [{ member: 2, at: { complex: 3, atom: 13 } }] }).dots).toEqual([]);
  expect(pointerMarks({ ...state, complexes: [] }).dots).toEqual([]);
});
