// What is selected, and what it becomes when it is widened: to residues, chains, ligands, or what is near.
import { u8, type FrameView } from '../room/frame';
import { Grid } from './near';

/** How a selection is widened. */
export type Widening = 'residue' | 'chain' | 'ligand' | { within: number };

/** The residues' column `class`. */
const LIGAND = 1;

/** The rows of the atoms that are selected. */
export function selectedRows(frame: FrameView): number[] {
  const rows: number[] = [];
  u8(frame.atoms, 'selected').forEach((is, row) => is && rows.push(row));
  return rows;
}

/** The room's indices of what a selection becomes. */
export function widened(frame: FrameView, conformer: number, rows: readonly number[], how: Widening): number[] {
  return indicesOf(frame, typeof how === 'object' ? near(frame, conformer, rows, how.within) : whole(frame, rows, how));
}

/** The room's indices of the atoms of some residues. */
export function atomsOfResidues(frame: FrameView, residues: Iterable<number>): number[] {
  const rows: number[] = [];
  for (const residue of residues) pushRange(rows, frame.atomsOf(residue));
  return indicesOf(frame, rows);
}

/** How many residues some atoms are of. */
export function residuesOf(frame: FrameView, rows: readonly number[]): Set<number> {
  return new Set(rows.map((row) => frame.residueOf(row)));
}

function whole(frame: FrameView, rows: readonly number[], how: 'residue' | 'chain' | 'ligand'): number[] {
  if (how === 'ligand') {
    const classes = u8(frame.residues, 'class');
    return atomsOf(frame, [...classes.keys()].filter((residue) => classes[residue] === LIGAND));
  }
  const residues = residuesOf(frame, rows);
  if (how === 'residue') return atomsOf(frame, residues);
  const all: number[] = [];
  for (const chain of new Set([...residues].map((residue) => frame.chainOf(residue)))) pushRange(all, frame.residuesOf(chain));
  return atomsOf(frame, all);
}

/** The residues with an atom within so many angstrom of one that is selected. */
function near(frame: FrameView, conformer: number, rows: readonly number[], within: number): number[] {
  const positions = frame.positions(conformer);
  const grid = new Grid(positions, Array.from({ length: frame.atoms.rows }, (_, row) => row), within);
  const residues = new Set<number>();
  for (const row of rows) {
    const [x = 0, y = 0, z = 0] = positions.subarray(row * 3, row * 3 + 3);
    grid.around(x, y, z, (other) => residues.add(frame.residueOf(other)));
  }
  return atomsOf(frame, residues);
}

function atomsOf(frame: FrameView, residues: Iterable<number>): number[] {
  const rows: number[] = [];
  for (const residue of residues) pushRange(rows, frame.atomsOf(residue));
  return rows;
}

function pushRange(rows: number[], [from, to]: [number, number]): void {
  for (let row = from; row < to; row += 1) rows.push(row);
}

function indicesOf(frame: FrameView, rows: readonly number[]): number[] {
  const indices = frame.indices();
  return rows.flatMap((row) => indices[row] ?? []);
}
