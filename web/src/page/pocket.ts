// Where the pocket is: around the ligand of which there is most, small molecules that came on their own first.
import type { Complex, ComplexId } from '../api/types';
import { u8 } from '../room/frame';
import type { RoomState } from '../room/store';
import { standingOf } from '../panels/standing';

/** The residues' column `class`. */
const LIGAND = 1;

/** The atoms of the ligand to look at; none where nothing that is shown has one. */
export function ligandIn(state: Pick<RoomState, 'complexes' | 'columns'>): { complex: ComplexId; atoms: number[] } | undefined {
  const found = state.complexes.filter(({ visible }) => visible).flatMap((complex) => ligandOf(complex, state) ?? []);
  return found.sort((one, other) => Number(other.isAlone) - Number(one.isAlone) || other.atoms.length - one.atoms.length)[0];
}

function ligandOf(complex: Complex, { columns }: Pick<RoomState, 'columns'>) {
  const standing = standingOf(complex, columns.get(complex.id));
  if (!standing) return undefined;
  const { frame } = standing;
  const classes = u8(frame.residues, 'class');
  let largest: [number, number] = [0, 0];
  classes.forEach((is, residue) => {
    const [from, to] = frame.atomsOf(residue);
    if (is === LIGAND && to - from > largest[1] - largest[0]) largest = [from, to];
  });
  if (largest[1] === largest[0]) return undefined;
  const atoms = [...frame.indices().subarray(...largest)];
  return { complex: complex.id, atoms, isAlone: classes.every((is) => is === LIGAND) };
}
