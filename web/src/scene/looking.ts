// Where to look, to see what somebody wants to see.

import type { Complex, ComplexId } from '../api/types';
import { FrameView } from '../room/frame';
import type { RoomState } from '../room/store';
import type { Target } from './api';
import { rowsOfAtoms } from './spots';
import { ballAround, ballOf, moved, shown, visibleRows, type Ball } from './words';

/** The ball around what is to be looked at, in the workspace; none where nothing of it is there. */
export function ballOfTarget({ complexes, columns }: RoomState, target: Target): Ball | undefined {
  const ballOfComplex = (complex: Complex, only?: ReadonlySet<number>) => {
    const { place, conformer } = shown(complex);
    const frame = FrameView.of(columns.get(complex.id), place);
    if (!frame) return undefined;
    const indices = frame.indices();
    const rows = only ? rowsOfAtoms(indices, only) : visibleRows(frame, conformer);
    const ball = ballAround(frame.positions(conformer), rows);
    return ball && moved(ball, complex);
  };
  if (target.is === 'all') {
    const balls = complexes.filter((complex) => complex.visible).map((complex) => ballOfComplex(complex));
    return ballOf(balls.filter((ball) => ball !== undefined));
  }
  const ballIn = (id: ComplexId, atoms?: readonly number[]) => {
    const complex = complexes.find((complex) => complex.id === id);
    return complex && ballOfComplex(complex, atoms && new Set(atoms));
  };
  if (target.is === 'together') {
    return ballOf(target.of.map(({ complex, atoms }) => ballIn(complex, atoms)).filter((ball) => ball !== undefined));
  }
  return ballIn(target.complex, target.is === 'atoms' ? target.atoms : undefined);
}
