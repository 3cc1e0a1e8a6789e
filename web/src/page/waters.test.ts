import { describe, expect, it } from 'vitest';

import type { Complex } from '../api/types';
import type { RoomState } from '../room/store';
import { columnsOfPdb } from '../testing/pdb';
import { presentIn } from './waters';

const dry = ['ATOM      1  N   ALA A   1       1.000   0.000   0.000  1.00 10.00           N'];
const wet = [...dry, ...[2, 3].map((at) => `HETATM    ${at}  O   HOH A   ${at}       9.000   0.000   0.000  1.00 30.00           O`)];
const ligand = [...dry, 'ATOM      2  H   ALA A   1       1.000   1.000   0.000  1.00 10.00           H'];

function room(pdb: string[], drawn: number[] = [], visible = true, bonds: [number, number][] = []): Pick<RoomState, 'complexes' | 'columns'> {
  const columns = columnsOfPdb(pdb.join('\n'), {
    bonds,
    atoms: (rows) => ({ display_mode: { type: 'u32', values: Uint32Array.from({ length: rows }, (_, row) => drawn[row] ?? 1) } }),
    residues: (rows) => ({ class: { type: 'u8', values: Uint8Array.from({ length: rows }, (_, row) => (row > 0 ? 3 : 0)) } }),
  });
  const complex = { id: 7, visible, current_frame: 0, frames: [{ current_conformer: 0 }] } as unknown as Complex;
  return { complexes: [complex], columns: new Map([[7, columns]]) };
}

describe('what is present', () => {
  it.each([
    ['no waters', room(dry), { some: false, drawn: false, hidden: false }],
    ['waters that one sees', room(wet), { some: true, drawn: true, hidden: false }],
    ['waters that are hidden', room(wet, [1, 0, 0]), { some: true, drawn: false, hidden: true }],
    ['some of both', room(wet, [1, 1, 0]), { some: true, drawn: true, hidden: true }],
    ['a structure that is hidden', room(wet, [], false), { some: false, drawn: false, hidden: false }],
  ])('%s', (_, state, waters) => {
    expect(presentIn(state).waters).toEqual(waters);
  });

  it('hydrogens', () => {
    expect([presentIn(room(ligand)).hydrogens.some, presentIn(room(wet)).hydrogens.some]).toEqual([true, false]);
  });

  /** Carbon, nitrogen, and a hydrogen on each. */
  const amine = ['C', 'N', 'H', 'H'].map((symbol, at) => `ATOM      ${at}  ${symbol}   LIG A   1       1.000   0.000   0.000  1.00 10.00           ${symbol}`);
  const bonds: [number, number][] = [[0, 1], [2, 0], [1, 3]];
  it.each([
    ['all', [1, 1, 1, 1], 'all'],
    ['polar', [1, 1, 0, 1], 'polar'],
    ['none', [1, 1, 0, 0], 'none'],
    ['all where no atom is drawn that has some', [0, 0, 0, 0], 'all'],
    ['all, where those that are seen are polar', [0, 1, 0, 1], 'all'],
  ] as const)('which hydrogens are seen: %s', (_, drawn, shown) => {
    expect(presentIn(room(amine, [...drawn], true, bonds)).hydrogens).toEqual({ some: true, shown });
  });

  it('neither where two structures differ', () => {
    const [one, other] = [room(amine, [1, 1, 1, 1], true, bonds), room(amine, [1, 1, 0, 0], true, bonds)];
    const complexes = [...one.complexes, { ...other.complexes[0]!, id: 8 }];
    const columns = new Map([...one.columns, [8, other.columns.get(7)!]]);
    expect(presentIn({ complexes, columns }).hydrogens.shown).toBeUndefined();
  });
});
