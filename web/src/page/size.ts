// Whether what a room shows is too much for the device in front of it.
import type { Complex } from '../api/types';

/** Atoms that a device with so many gigabytes of memory draws well; browsers tell 8 at most. */
const MOST: readonly { gigabytes: number; atoms: number }[] = [
  { gigabytes: 2, atoms: 100_000 },
  { gigabytes: 4, atoms: 250_000 },
  { gigabytes: Infinity, atoms: 1_000_000 },
];

/** How many atoms are shown. */
export function atomsShown(complexes: readonly Complex[]): number {
  return complexes
    .filter(({ visible }) => visible)
    .reduce((sum, { frames, current_frame }) => sum + ((frames[current_frame] ?? frames[0])?.atoms ?? 0), 0);
}

/** Whether so many atoms are too many. What a browser does not tell is taken for a phone's where the pointer is a finger. */
export function isTooLarge(atoms: number, gigabytes: number | undefined, isTouch: boolean): boolean {
  const memory = gigabytes ?? (isTouch ? 4 : 8);
  const most = MOST.find((step) => memory <= step.gigabytes);
  return atoms > (most?.atoms ?? Infinity);
}
