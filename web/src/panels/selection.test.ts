// Selections and sequences, on a small frame: two chains, a ligand, and what is near.
import { describe, expect, it } from 'vitest';
import type { Data } from '../api/columns';
import { FrameView } from '../room/frame';
import { table, texts } from '../testing/columns';
import { atomsOfResidues, residuesOf, selectedRows } from './selection';
import { chainsOf, keyLeads, letterOf, lettersOf, span } from './sequence';

const bytes = (...values: number[]): Data => ({ type: 'u8', values: Uint8Array.from(values) });
const starts = (...values: number[]): Data => ({ type: 'u32', values: Uint32Array.from(values) });
const serials = (...values: number[]): Data => ({ type: 'i32', values: Int32Array.from(values) });

/** Chain A: ALA (2 atoms), GLY (1); chain B: a ligand (2). The atoms stand in a row, 3 angstrom apart. */
function frame(elements = ['N', 'C', 'C', 'O', 'C'], chains = ['A', 'B'], isHet = 1): FrameView {
  const positions = Float32Array.from(elements.flatMap((_, at) => [at * 3, 0, 0]));
  const columns = new Map([
    table('0/chains', 2, { name: texts(...chains), residue_start: starts(0, 2) }),
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
      is_het: bytes(0, 0, 0, isHet, isHet),
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
  it('have the atoms of their residues', () => expect(atomsOfResidues(frame(), residuesOf(frame(), [1, 3]))).toEqual([11, 12, 14, 15]));
});

describe('sequence', () => {
  it('is letters by chain', () => {
    expect(chainsOf(frame())).toEqual([{ chain: 0, words: 'Chain A', residues: 2 }, { chain: 1, words: 'Chain B', residues: 1 }]);
    expect(lettersOf(frame(), 0).map(({ letter, words }) => [letter, words])).toEqual([['A', 'ALA 1'], ['G', 'GLY 2A']]);
    expect([letterOf('DG'), letterOf(' hem '), letterOf('')]).toEqual(['G', 'HEM', '?']);
  });
  it('has hetero groups by the chain of their file', () => {
    const words = (second: string, isHet: number) => chainsOf(frame(undefined, ['A', second], isHet)).map(({ words }) => words);
    expect(words('HA', 1)).toEqual(['Chain A', 'Chain A, hetero groups']);
    // A polymer's own name, and one of which there is no other chain.
    expect([words('HA', 0), words('HB', 1)]).toEqual([['Chain A', 'Chain HA'], ['Chain A', 'Chain HB']]);
  });
  it('is gone through with keys, and ends at its ends', () => {
    expect([keyLeads('ArrowRight', 3, 5), keyLeads('ArrowRight', 4, 5), keyLeads('ArrowUp', 3, 5), keyLeads('End', 0, 5)]).toEqual([4, 4, 0, 4]);
    expect([keyLeads('x', 0, 5), keyLeads('Home', 0, 0)]).toEqual([undefined, undefined]);
    expect(span(4, 2)).toEqual([2, 3, 4]);
  });
});
