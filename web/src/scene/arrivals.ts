// What came into the room, and whether one sees it: nobody's eyes are torn away from what they look at.

import type { Complex, ComplexId } from '../api/types';
import { FrameView } from '../room/frame';
import type { RoomState } from '../room/store';
import type { Point } from './annotations';
import type { Target } from './api';
import { shown, toWorkspace, visibleRows } from './words';

/** So many atoms of a complex tell where it is. */
const SAMPLE = 300;
/** What is seen less than half is out of view. */
const LEAST_SEEN = 0.5;
/** And what is seen so much of is in view. */
const MOST_SEEN = 0.9;

/** How somebody looks at the picture. */
export interface Gaze {
  /** Where they went last, unless they moved since; none also where somebody else leads them. */
  readonly at: Target | undefined;
  /** Whether all was in view because there was nothing. */
  readonly isFresh: boolean;
  /** Which share of these points they see, 0 to 1. */
  sees(points: readonly Point[]): number;
}

/** What to do when these came: to show everything, or to say which of them are out of view. */
export function welcome(state: RoomState, came: readonly ComplexId[], gaze: Gaze): 'fit' | readonly ComplexId[] {
  if (gaze.isFresh) return came.length > 0 ? 'fit' : [];
  const seen = state.complexes.filter(({ id, visible }) => visible && came.includes(id));
  // Who saw everything, and left it at that, still does.
  if (seen.length > 0 && gaze.at?.is === 'all') return 'fit';
  return seen.filter((complex) => gaze.sees(pointsOf(state, complex)) < LEAST_SEEN).map(({ id }) => id);
}

/** What a complex shows of its frames and conformers. */
export function standing(complex: Complex): string {
  const { place, conformer } = shown(complex);
  return `${place}/${conformer}`;
}

/** Whether what somebody looks at is out of view because these show another of their frames: the next molecule of a library may be larger. */
export function isOutgrown(state: RoomState, turned: readonly ComplexId[], { at, sees }: Pick<Gaze, 'at' | 'sees'>): boolean {
  if (at?.is !== 'all' && at?.is !== 'complex') return false;
  const looked = state.complexes.filter(({ id, visible }) => visible && turned.includes(id) && (at.is === 'all' || at.complex === id));
  return looked.some((complex) => sees(pointsOf(state, complex)) < MOST_SEEN);
}

/** Some of what can be seen of a complex, in the workspace. */
function pointsOf({ columns }: RoomState, complex: Complex): Point[] {
  const { place, conformer } = shown(complex);
  const frame = FrameView.of(columns.get(complex.id), place);
  if (!frame) return [];
  const rows = visibleRows(frame, conformer);
  const positions = frame.positions(conformer);
  const step = Math.max(1, Math.floor(rows.length / SAMPLE));
  return rows
    .filter((_, at) => at % step === 0)
    .map((row) => toWorkspace(complex, [positions[row * 3]!, positions[row * 3 + 1]!, positions[row * 3 + 2]!]));
}
