// Spots: what people point at in the picture, and what that means for the room.

import { OrderedSet } from 'molstar/lib/mol-data/int';
import { Bond, StructureElement } from 'molstar/lib/mol-model/structure/structure';
import type { Representation } from 'molstar/lib/mol-repr/representation';

import type { Complex } from '../api/types';
import { textAt, u8 } from '../room/frame';
import type { RoomStore } from '../room/store';
import type { Drawing } from './drawing';

/** A row of a frame that is in the picture. */
export interface Spot {
  readonly complex: Complex;
  readonly drawing: Drawing;
  readonly row: number;
  /** Whether a residue was pointed at rather than an atom: a ribbon, or a surface. */
  readonly isResidue: boolean;
}

/** Asks the room for the selection that a click means: it, or what is selected and it. */
export async function select(store: RoomStore, spot: Spot | undefined, adds: boolean): Promise<void> {
  const { complexes } = store.state();
  try {
    if (!spot) {
      if (!adds && complexes.some((complex) => complex.selected)) await store.ask({ do: 'unselect' });
      return;
    }
    const frame = spot.drawing.frame!;
    const picked = new Set(rowsOf(spot));
    const before = u8(frame.atoms, 'selected');
    const isSelected = [...picked].every((row) => before[row] === 1);
    const after = new Set(adds ? rowsWith(before) : []);
    for (const row of picked) if (adds && isSelected) after.delete(row); else after.add(row);
    // A second click on what alone is selected leaves it so: it may be the second half of a double click.
    if (!adds && isSelected && rowsWith(before).length === picked.size) return;
    if (!adds && complexes.some((complex) => complex.selected && complex.id !== spot.complex.id)) {
      await store.ask({ do: 'unselect' });
    }
    const indices = frame.indices();
    const atoms = after.size === 0 ? 'none' as const : { indices: [...after].map((row) => indices[row]!) };
    await store.ask({ do: 'select', complex: spot.complex.id, atoms });
  } catch {
    // The room says why to whoever asks by a panel; a click that came to nothing leaves the picture as it was.
  }
}

/** The element that was pointed at: an atom, or the nearer end of a bond. */
export function elementOf(loci: Representation.Loci['loci']): number | undefined {
  if (StructureElement.Loci.is(loci)) {
    const [first] = loci.elements;
    return first && OrderedSet.size(first.indices) > 0 ? first.unit.elements[OrderedSet.getAt(first.indices, 0)] : undefined;
  }
  if (Bond.isLoci(loci)) {
    const [bond] = loci.bonds;
    return bond?.aUnit.elements[bond.aIndex];
  }
  return undefined;
}

/** The rows that a spot means: the atom, or its residue. */
export function rowsOf({ drawing, row, isResidue }: Spot): number[] {
  const frame = drawing.frame;
  if (!isResidue || !frame) return [row];
  const [first, end] = frame.atomsOf(frame.residueOf(row));
  return Array.from({ length: end - first }, (_, at) => first + at);
}

/** The row that names a spot: of a residue that of its trace, which the ribbon follows. */
export function nameRowOf(spot: Spot): number {
  const { atoms } = spot.drawing.frame!;
  const trace = spot.isResidue ? rowsOf(spot).find((row) => ['CA', 'P'].includes(textAt(atoms, 'name', row))) : undefined;
  return trace ?? spot.row;
}

/** The rows of these atoms. */
export function rowsOfAtoms(indices: Float64Array, atoms: ReadonlySet<number>): number[] {
  const rows = [];
  for (let row = 0; row < indices.length; row++) if (atoms.has(indices[row]!)) rows.push(row);
  return rows;
}

function rowsWith(flags: Uint8Array): number[] {
  const rows = [];
  for (let row = 0; row < flags.length; row++) if (flags[row]) rows.push(row);
  return rows;
}
