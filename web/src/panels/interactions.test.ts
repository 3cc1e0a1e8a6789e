// Interactions are counted by kind, found where their atoms are, and removed in requests that a frame can hold.
import { expect, it } from 'vitest';
import type { Complex, Interaction, InteractionKind } from '../api/types';
import type { Columns } from '../api/columns';
import { table } from '../testing/columns';
import { byKind, inRequests, placesOf } from './interactions';

function interaction(id: number, kind: InteractionKind, atoms1: number[] = [], atoms2: number[] = [], visible = true): Interaction {
  return { id, kind, atoms1, atoms2, visible, conformer1: null, conformer2: null };
}

function atoms(...frames: number[][]): Columns {
  return new Map(frames.map((indices, at) => table(`${at}/atoms`, indices.length, { index: { type: 'f64', values: Float64Array.from(indices) } })));
}

const complex = (id: number, current_frame = 0) => ({ id, current_frame }) as Complex;

it('counts kinds, the most frequent first', () => {
  const kinds = byKind([interaction(1, 'clash'), interaction(2, 'hydrogen_bond'), interaction(3, 'hydrogen_bond', [], [], false), interaction(4, 'aromatic')]);
  expect(kinds.map(({ words, all, hidden }) => [words, all.length, hidden])).toEqual([
    ['Hydrogen bonds', 2, 1],
    ['Aromatic', 1, 0],
    ['Clashes', 1, 0],
  ]);
});

it('finds both ends in the frames that are shown', () => {
  const columns = new Map([[1, atoms([10, 11, 12])], [2, atoms([20], [30, 31])], [3, atoms([40])]]);
  const all = [interaction(1, 'polar', [10], [31]), interaction(2, 'polar', [10, 12], [20])];
  expect(placesOf(all, [complex(1), complex(2, 1), complex(3), complex(4)], columns)).toEqual([
    { complex: 1, atoms: [10, 12] },
    { complex: 2, atoms: [31] },
  ]);
});

it('loses none between two requests', () => {
  const all = Array.from({ length: 20_001 }, (_, id) => interaction(id, 'polar'));
  const requests = inRequests(all);
  expect(requests.map(({ length }) => length)).toEqual([10_000, 10_000, 1]);
  expect(requests.flat()).toEqual(all.map(({ id }) => id));
  expect(inRequests([])).toEqual([]);
});
