// Whether there are waters and hydrogens in what is shown, and whether one sees the waters: so that their menu tells.
import { textAt, u8 } from '../room/frame';
import type { RoomState } from '../room/store';
import { standingOf } from '../panels/standing';

/** The residues' column `class`. */
const WATER = 3;

/** What the shown structures have of both. */
export interface Present {
  waters: { some: boolean; drawn: boolean; hidden: boolean };
  hydrogens: boolean;
}

/** Looks through all atoms of what is shown. */
export function presentIn(state: Pick<RoomState, 'complexes' | 'columns'>): Present {
  const found: Present = { waters: { some: false, drawn: false, hidden: false }, hydrogens: false };
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
    for (let row = 0; row < frame.atoms.rows && !found.hydrogens; row++) found.hydrogens = textAt(frame.atoms, 'symbol', row) === 'H';
  }
  return found;
}
