// A structure file as columns, for tests: atoms, residues and chains of a PDB file, and the bonds that a test names.

import type { Columns, Data } from '../api/columns';
import { table, texts } from './columns';

/** The columns of the first frame; `more` adds to, or replaces, those of the atoms and residues. */
export function columnsOfPdb(
  pdb: string,
  more: { atoms?: (rows: number) => Record<string, Data>; residues?: (rows: number) => Record<string, Data>; bonds?: [number, number][] } = {},
): Columns {
  const names: string[] = [];
  const symbols: string[] = [];
  const positions: number[] = [];
  const bfactors: number[] = [];
  const isHet: number[] = [];
  const residues: { name: string; serial: number; code: number; first: number }[] = [];
  const chains: { name: string; first: number }[] = [];
  let last = '';
  let lastChain = '';
  for (const line of pdb.split('\n')) {
    if (line.startsWith('ENDMDL')) break;
    if (!line.startsWith('ATOM') && !line.startsWith('HETATM')) continue;
    const het = line.startsWith('HETATM');
    const chain = `${het ? 'H' : ''}${line[21]}`;
    const residue = `${chain}${line.slice(17, 27)}`;
    if (chain !== lastChain) chains.push({ name: chain, first: residues.length });
    if (residue !== last || chain !== lastChain) {
      const serial = Number.parseInt(line.slice(22, 26), 10);
      residues.push({ name: line.slice(17, 20).trim(), serial, code: line.charCodeAt(26), first: names.length });
    }
    [last, lastChain] = [residue, chain];
    names.push(line.slice(12, 16).trim());
    symbols.push(line.slice(76, 78).trim() || line.slice(12, 14).trim().slice(0, 1));
    positions.push(...[30, 38, 46].map((at) => Number.parseFloat(line.slice(at, at + 8))));
    bfactors.push(Number.parseFloat(line.slice(60, 66)) || 0);
    isHet.push(het ? 1 : 0);
  }
  const count = names.length;
  const bonds = more.bonds ?? [];
  return new Map([
    table('0/chains', chains.length, {
      name: texts(...chains.map((chain) => chain.name)),
      residue_start: { type: 'u32', values: Uint32Array.from(chains, (chain) => chain.first) },
    }),
    table('0/residues', residues.length, {
      name: texts(...residues.map((residue) => residue.name)),
      serial: { type: 'i32', values: Int32Array.from(residues, (residue) => residue.serial) },
      insertion_code: { type: 'u8', values: Uint8Array.from(residues, (residue) => residue.code) },
      atom_start: { type: 'u32', values: Uint32Array.from(residues, (residue) => residue.first) },
      ribboned: { type: 'u8', values: new Uint8Array(residues.length).fill(1) },
      ...more.residues?.(residues.length),
    }),
    table('0/atoms', count, {
      index: { type: 'f64', values: Float64Array.from({ length: count }, (_, row) => row + 1000) },
      name: texts(...names),
      symbol: texts(...symbols),
      'positions/0': { type: 'f32x3', values: Float32Array.from(positions) },
      bfactor: { type: 'f32', values: Float32Array.from(bfactors) },
      is_het: { type: 'u8', values: Uint8Array.from(isHet) },
      mode: { type: 'i32', values: new Int32Array(count) },
      display_mode: { type: 'u32', values: new Uint32Array(count).fill(0xffffffff) },
      scale: { type: 'f32', values: new Float32Array(count).fill(0.5) },
      ...more.atoms?.(count),
    }),
    table('0/bonds', bonds.length, {
      atom1: { type: 'u32', values: Uint32Array.from(bonds, ([first]) => first) },
      atom2: { type: 'u32', values: Uint32Array.from(bonds, ([, second]) => second) },
      'kinds/0': { type: 'u8', values: new Uint8Array(bonds.length).fill(1) },
    }),
  ]);
}
