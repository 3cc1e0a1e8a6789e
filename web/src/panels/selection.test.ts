// Selections, contacts and sequences, on a small frame: two chains, a ligand, and what is near.
import { describe, expect, it } from 'vitest';
import type { Data } from '../api/columns';
import type { Complex } from '../api/types';
import { FrameView } from '../room/frame';
import { table, texts } from '../testing/columns';
import { contactsOf } from './contacts';
import { Grid } from './near';
import { selectedRows, widened } from './selection';
import { chainsOf, keyLeads, letterOf, lettersOf, span } from './sequence';

const bytes = (...values: number[]): Data => ({ type: 'u8', values: Uint8Array.from(values) });
const starts = (...values: number[]): Data => ({ type: 'u32', values: Uint32Array.from(values) });
const serials = (...values: number[]): Data => ({ type: 'i32', values: Int32Array.from(values) });

/** Chain A: ALA (2 atoms), GLY (1); chain B: a ligand (2). The atoms stand in a row, 3 angstrom apart. */
function frame(elements = ['N', 'C', 'C', 'O', 'C']): FrameView {
  const positions = Float32Array.from(elements.flatMap((_, at) => [at * 3, 0, 0]));
  const columns = new Map([
    table('0/chains', 2, { name: texts('A', 'B'), residue_start: starts(0, 2) }),
    table('0/residues', 3, {
      name: texts('ALA', 'GLY', 'LIG'),
      serial: serials(1, 2, 900),
      insertion_code: bytes(32, 65, 32),
      class: bytes(0, 0, 1),
      atom_start: starts(0, 2, 3),
    }),
    table('0/atoms', 5, {
      index: { type: 'f64', values: Float64Array.of(11, 12, 13, 14, 15) },
      symbol: texts(...elements),
      selected: bytes(0, 1, 0, 0, 0),
      'positions/0': { type: 'f32x3', values: positions },
    }),
    table('0/bonds', 0, {}),
  ]);
  const found = FrameView.of(columns, 0);
  if (!found) throw new Error('no frame');
  return found;
}

describe('selections', () => {
  it('are the rows that are marked', () => expect(selectedRows(frame())).toEqual([1]));
  it.each([
    ['residue', 'residue' as const, [11, 12]],
    ['chain', 'chain' as const, [11, 12, 13]],
    ['ligand, wherever one was', 'ligand' as const, [14, 15]],
    ['whole residues within 3 angstrom', { within: 3 }, [11, 12, 13]],
    ['whole residues within 6 angstrom', { within: 6 }, [11, 12, 13, 14, 15]],
  ])('widen to the %s', (_, how, expected) => {
    expect(widened(frame(), 0, [1], how).sort()).toEqual(expected);
  });
});

describe('contacts', () => {
  const complex = (id: number, position: [number, number, number]) =>
    ({ id, name: '', position, rotation: [0, 0, 0, 1] }) as unknown as Complex;
  const standing = (id: number, position: [number, number, number], view = frame()) => ({ complex: complex(id, position), frame: view, conformer: 0 });

  it('are residues near the pose, nearest first, with their kind', () => {
    const found = contactsOf(standing(1, [0, 2, 0], frame(['O', 'C', 'C', 'C', 'C'])), [standing(2, [0, 0, 0])]);
    expect(found.map(({ words, distance, kind }) => [words, distance, kind])).toEqual([
      ['ALA 1 · chain A', 2, 'polar'],
      ['GLY 2A · chain A', 2, 'apolar'],
      ['LIG 900 · chain B', 2, 'apolar'],
    ]);
    expect(found[0]?.atoms).toEqual([11, 12]);
  });
  it('count where the complexes stand, not how their files had them', () => {
    expect(contactsOf(standing(1, [0, 9, 0]), [standing(2, [0, 0, 0])])).toEqual([]);
  });
  it('leave hydrogens out', () => {
    expect(contactsOf(standing(1, [0, 2, 0], frame(['H', 'H', 'H', 'H', 'H'])), [standing(2, [0, 0, 0])])).toEqual([]);
  });
});

it('a grid bears points that are nowhere', () => {
  const grid = new Grid([0, 0, 0, NaN, 0, 0], [0, 1], 2);
  const found: number[] = [];
  grid.around(1, 1, 0, (row) => found.push(row));
  grid.around(NaN, 0, 0, (row) => found.push(row));
  expect(found).toEqual([0]);
});

describe('sequence', () => {
  it('is letters by chain', () => {
    expect(chainsOf(frame())).toEqual([{ chain: 0, name: 'A', residues: 2 }, { chain: 1, name: 'B', residues: 1 }]);
    expect(lettersOf(frame(), 0).map(({ letter, words }) => [letter, words])).toEqual([['A', 'ALA 1'], ['G', 'GLY 2A']]);
    expect([letterOf('DG'), letterOf(' hem '), letterOf('')]).toEqual(['G', 'HEM', '?']);
  });
  it('is gone through with keys, and ends at its ends', () => {
    expect([keyLeads('ArrowRight', 3, 5), keyLeads('ArrowRight', 4, 5), keyLeads('ArrowUp', 3, 5), keyLeads('End', 0, 5)]).toEqual([4, 4, 0, 4]);
    expect([keyLeads('x', 0, 5), keyLeads('Home', 0, 0)]).toEqual([undefined, undefined]);
    expect(span(4, 2)).toEqual([2, 3, 4]);
  });
});
