// What is selected, as the panels need it.
import { u8, type FrameView } from '../room/frame';

/** The rows of the atoms that are selected. */
export function selectedRows(frame: FrameView): number[] {
  const rows: number[] = [];
  u8(frame.atoms, 'selected').forEach((is, row) => is && rows.push(row));
  return rows;
}

/** The room's indices of the atoms of some residues. */
export function atomsOfResidues(frame: FrameView, residues: Iterable<number>): number[] {
  const indices = frame.indices();
  const atoms: number[] = [];
  for (const residue of residues) {
    const [from, to] = frame.atomsOf(residue);
    atoms.push(...indices.subarray(from, to));
  }
  return atoms;
}

/** How many residues some atoms are of. */
export function residuesOf(frame: FrameView, rows: readonly number[]): Set<number> {
  return new Set(rows.map((row) => frame.residueOf(row)));
}
