// Poses: the frames or conformers of a complex with the numbers that came with them.
import type { Complex } from '../api/types';

/** One pose. */
export interface Pose {
  /** Which frame or conformer, from 0. */
  index: number;
  /** Its place by score, from 1; by order where there are no scores. */
  rank: number;
  name: string;
  score: number | undefined;
}

/** The poses of a complex, and what their score is called. */
export interface Poses {
  poses: Pose[];
  /** The name of the score; none where there is none. */
  score: string | undefined;
  /** What is paged through. */
  of: 'frames' | 'conformers';
  shown: number;
}

/** How poses are sorted. */
export type Order = 'rank' | 'worst' | 'file';

/** What names a score, best first. Energies and RMSDs are good when small; so is every score of docking programs that we know. */
const SCORES = [/^score\b/i, /\bscore\b/i, /affinity/i, /binding.?energy/i, /\benergy\b/i, /\brmsd\b/i];

/** The poses of a complex; none where it has a single one. */
export function posesOf(complex: Complex): Poses | undefined {
  const conformers = complex.frames.map((frame) => frame.conformers[0]);
  const only = complex.frames.length === 1 ? complex.frames[0] : undefined;
  const of = only ? 'conformers' : 'frames';
  const all = only ? only.conformers : conformers;
  if (all.length < 2) return undefined;

  const score = scoreName(all[0]?.associated ?? []);
  const poses = all.map((conformer, index) => {
    const said = conformer?.associated.find(([name]) => name === score)?.[1];
    return { index, rank: index + 1, name: conformer?.name ?? '', score: numberOf(said) };
  });
  const byScore = sorted(poses, 'rank');
  if (score !== undefined) byScore.forEach((pose, place) => (pose.rank = place + 1));
  return { poses, score, of, shown: only ? only.current_conformer : complex.current_frame };
}

/** The poses in an order; those without a score come last. */
export function sorted(poses: readonly Pose[], order: Order): Pose[] {
  const all = [...poses];
  if (order === 'file') return all.sort((one, other) => one.index - other.index);
  const sign = order === 'worst' ? -1 : 1;
  return all.sort((one, other) => {
    if (one.score === undefined || other.score === undefined) {
      return Number(one.score === undefined) - Number(other.score === undefined) || one.index - other.index;
    }
    return sign * (one.score - other.score) || one.index - other.index;
  });
}

/** A score as people read it: two digits, and halves go away from zero, as in the menu of docking beside it. */
export function scoreText(score: number): string {
  return ((Math.sign(score) * Math.round(Math.abs(score) * 100)) / 100).toFixed(2);
}

/** The pose `by` places further in a list; the list goes round. */
export function stepped(list: readonly Pose[], shown: number, by: number): Pose | undefined {
  const at = list.findIndex((pose) => pose.index === shown);
  return list[(at + by + list.length) % list.length];
}

function scoreName(associated: readonly (readonly [string, string])[]): string | undefined {
  for (const pattern of SCORES) {
    const found = associated.find(([name, value]) => pattern.test(name) && numberOf(value) !== undefined);
    if (found) return found[0];
  }
  return undefined;
}

function numberOf(text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text.trim().split(/\s/)[0]);
  return Number.isFinite(value) ? value : undefined;
}
