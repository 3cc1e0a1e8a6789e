// Whether there are waters and hydrogens in what is shown, and which of them one sees: so that their menu tells.
import type { Hydrogens } from '../api/types';
import { textAt, u32, u8, type FrameView } from '../room/frame';
import type { RoomState } from '../room/store';
import { standingOf } from '../panels/standing';

/** The residues' column `class`. */
const WATER = 3;
/** What makes a hydrogen on it polar. */
const POLAR = ['N', 'O', 'S'];

/** What the shown structures have of both. */
export interface Present {
  waters: { some: boolean; drawn: boolean; hidden: boolean };
  /** Which are seen; none where structures differ. */
  hydrogens: { some: boolean; shown: Hydrogens | undefined };
}

/** Looks through all atoms of what is shown. */
export function presentIn(state: Pick<RoomState, 'complexes' | 'columns'>): Present {
  const found: Present = { waters: { some: false, drawn: false, hidden: false }, hydrogens: { some: false, shown: 'all' } };
  const seen = new Set<Hydrogens>();
  for (const complex of state.complexes) {
    const frame = complex.visible ? standingOf(complex, state.columns.get(complex.id))?.frame : undefined;
    if (!frame) continue;
    u8(frame.residues, 'class').forEach((is, residue) => {
      const [from, to] = frame.atomsOf(residue);
      if (is !== WATER || to === from) return;
      found.waters.some = true;
      // Of a water the oxygen tells: whether its hydrogens are drawn is asked for apart.
      found.waters[frame.isDrawn(from) ? 'drawn' : 'hidden'] = true;
    });
    for (let row = 0; row < frame.atoms.rows && !found.hydrogens.some; row++) found.hydrogens.some = isHydrogen(frame, row);
    const here = hydrogensOf(frame);
    if (here) seen.add(here);
  }
  const [only] = seen;
  if (only) found.hydrogens.shown = seen.size === 1 ? only : undefined;
  return found;
}

/** Which hydrogens are drawn of atoms that are drawn; none where there is none to tell by. */
function hydrogensOf(frame: FrameView): Hydrogens | undefined {
  const [first, second] = [u32(frame.bonds, 'atom1'), u32(frame.bonds, 'atom2')];
  const isPolar = u8(frame.atoms, 'polar_hydrogen');
  let [some, hidden, polar, other] = [false, false, false, false];
  const look = (hydrogen: number, owner: number) => {
    if (!isHydrogen(frame, hydrogen) || isHydrogen(frame, owner) || !frame.isDrawn(owner)) return;
    some = true;
    if (!frame.isDrawn(hydrogen)) hidden = true;
    else if (isPolar[hydrogen] || POLAR.includes(textAt(frame.atoms, 'symbol', owner))) polar = true;
    else other = true;
  };
  for (let bond = 0; bond < frame.bonds.rows; bond++) {
    look(first[bond]!, second[bond]!);
    look(second[bond]!, first[bond]!);
  }
  if (!some) return undefined;
  return other || !hidden ? 'all' : polar ? 'polar' : 'none';
}

function isHydrogen(frame: FrameView, row: number): boolean {
  return textAt(frame.atoms, 'symbol', row) === 'H';
}
