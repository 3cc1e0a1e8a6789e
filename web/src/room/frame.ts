// One frame of a complex, looked at by row: its columns by name, and which residue and chain an atom is of.

import type { Columns, Data, Table } from '../api/columns';

/** How an atom is drawn: the values of the column `mode`. */
export const AtomMode = { ballAndStick: 0, stick: 1, wire: 2, vdw: 3, point: 4, bfactor: 5, adaptive: 6 } as const;

/** How a residue's ribbon is drawn: the values of the column `ribbon_mode`. */
export const RibbonMode = { secondaryStructure: 0, adaptiveTube: 1, coil: 2 } as const;

/** The bit of `display_mode` that says whether an atom is drawn. */
const DRAWN = 1;

/** One frame of a complex. Rows count from 0; nothing here is ever written to. */
export class FrameView {
  private readonly residueOfAtom: () => Uint32Array;
  private readonly chainOfResidue: () => Uint32Array;
  private readonly isOfChains: () => boolean;

  private constructor(
    readonly chains: Table,
    readonly residues: Table,
    readonly atoms: Table,
    readonly bonds: Table,
  ) {
    this.residueOfAtom = once(() => parents(u32(residues, 'atom_start'), atoms.rows));
    this.chainOfResidue = once(() => parents(u32(chains, 'residue_start'), residues.rows));
    this.isOfChains = once(() => new Set(Array.from({ length: chains.rows }, (_, chain) => this.chainName(chain))).size > 1);
  }

  /** The frame at this place; none where the columns are not here, or lack one of its tables. */
  static of(columns: Columns | undefined, place: number): FrameView | undefined {
    const table = (name: string) => columns?.get(`${place}/${name}`) ?? EMPTY;
    // A frame without atoms has no tables.
    return columns?.has(`${place}/atoms`)
      ? new FrameView(table('chains'), table('residues'), table('atoms'), table('bonds'))
      : undefined;
  }

  /** The row of the residue that an atom is of. */
  residueOf(atom: number): number {
    return this.residueOfAtom()[atom] ?? 0;
  }

  /** The row of the chain that a residue is of. */
  chainOf(residue: number): number {
    return this.chainOfResidue()[residue] ?? 0;
  }

  /** The rows of a residue's atoms: from the first to before the second. */
  atomsOf(residue: number): [number, number] {
    const starts = u32(this.residues, 'atom_start');
    return [starts[residue] ?? 0, starts[residue + 1] ?? this.atoms.rows];
  }

  /** The rows of a chain's residues: from the first to before the second. */
  residuesOf(chain: number): [number, number] {
    const starts = u32(this.chains, 'residue_start');
    return [starts[chain] ?? 0, starts[chain + 1] ?? this.residues.rows];
  }

  /** The chain by the name that its file gave it. Hetero groups of chain A are in a chain HA, beside that of the polymer. */
  chainName(chain: number): string {
    const name = textAt(this.chains, 'name', chain);
    return this.isOfHetero(chain) ? name.slice(1) : name;
  }

  /** Whether a chain has the hetero groups of another one. */
  isOfHetero(chain: number): boolean {
    const name = textAt(this.chains, 'name', chain);
    const [first] = this.atomsOf(this.residuesOf(chain)[0]);
    if (name.length < 2 || !name.startsWith('H') || u8(this.atoms, 'is_het')[first] !== 1) return false;
    return Array.from({ length: this.chains.rows }, (_, other) => textAt(this.chains, 'name', other)).includes(name.slice(1));
  }

  /** Where its atoms are in a conformer: x, y, z of each, angstrom, local to the complex. */
  positions(conformer: number): Float32Array {
    const data = this.atoms.columns.get(`positions/${conformer}`) ?? this.atoms.columns.get('positions/0');
    return data?.type === 'f32x3' ? data.values : new Float32Array(this.atoms.rows * 3);
  }

  /** Which atoms a conformer has; none = all. */
  inConformer(conformer: number): Uint8Array | undefined {
    const data = this.atoms.columns.get(`in_conformer/${conformer}`);
    return data?.type === 'u8' ? data.values : undefined;
  }

  /** Whether an atom is drawn. */
  isDrawn(atom: number): boolean {
    return ((u32(this.atoms, 'display_mode')[atom] ?? DRAWN) & DRAWN) !== 0;
  }

  /** The indices of its atoms in the room. */
  indices(): Float64Array {
    const data = this.atoms.columns.get('index');
    return data?.type === 'f64' ? data.values : new Float64Array(this.atoms.rows);
  }

  /** The row of the atom that has this index in the room; none where it has no such atom. */
  rowOf(index: number): number | undefined {
    const indices = this.indices();
    const known = rowsByIndex.get(indices) ?? new Map(Array.from(indices, (each, row) => [each, row]));
    rowsByIndex.set(indices, known);
    return known.get(index);
  }

  /** The same, and of which chain it is where there are several: `A:ASP 86`. */
  residueInChain(residue: number): string {
    const chain = this.isOfChains() ? this.chainName(this.chainOf(residue)) : '';
    return chain ? `${chain}:${this.residueWords(residue)}` : this.residueWords(residue);
  }

  /** `ASP 86`, with its insertion code. */
  residueWords(residue: number): string {
    const code = u8(this.residues, 'insertion_code')[residue] ?? 32;
    return `${textAt(this.residues, 'name', residue)} ${i32(this.residues, 'serial')[residue] ?? 0}${code > 32 ? String.fromCharCode(code) : ''}`;
  }
}

/** Of each column of indices, made when somebody first asks. */
const rowsByIndex = new WeakMap<Float64Array, Map<number, number>>();

const EMPTY: Table = { name: '', rows: 0, columns: new Map() };

/** The numbers of a column; zeros where it is not there. */
export function u8(table: Table, name: string): Uint8Array {
  const data = table.columns.get(name);
  return data?.type === 'u8' ? data.values : new Uint8Array(table.rows);
}

/** The numbers of a column; zeros where it is not there. */
export function u32(table: Table, name: string): Uint32Array {
  const data = table.columns.get(name);
  return data?.type === 'u32' ? data.values : new Uint32Array(table.rows);
}

/** The numbers of a column; zeros where it is not there. */
export function i32(table: Table, name: string): Int32Array {
  const data = table.columns.get(name);
  return data?.type === 'i32' ? data.values : new Int32Array(table.rows);
}

/** The numbers of a column; zeros where it is not there. */
export function f32(table: Table, name: string): Float32Array {
  const data = table.columns.get(name);
  return data?.type === 'f32' ? data.values : new Float32Array(table.rows);
}

/** The text of a row; empty where there is none. */
export function textAt(table: Table, name: string, row: number): string {
  const data: Data | undefined = table.columns.get(name);
  return data?.type === 'text' ? (data.values[data.codes[row] ?? 0] ?? '') : '';
}

/** For each child the row of its parent: the last one whose children begin at or before it. */
function parents(starts: Uint32Array, children: number): Uint32Array {
  const rows = new Uint32Array(children);
  let parent = 0;
  for (let child = 0; child < children; child++) {
    while (parent + 1 < starts.length && starts[parent + 1]! <= child) parent++;
    rows[child] = parent;
  }
  return rows;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
