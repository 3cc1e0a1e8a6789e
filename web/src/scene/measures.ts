// The measures that somebody took in this page, and what they say.

import type { RoomState } from '../room/store';
import { measureAtoms, measureText, PICKS, type Measure, type Pick } from './annotations';
import type { SceneState } from './api';

/** Distances, angles and dihedrals, oldest first. */
export class Measures {
  private next = 1;
  private all: readonly Measure[] = [];
  private said: SceneState['measures'] = [];

  get list(): readonly Measure[] {
    return this.all;
  }

  /** Takes one where so many atoms were picked as it needs; whether it was taken. */
  take(tool: keyof typeof PICKS, picks: readonly Pick[]): boolean {
    if (picks.length !== PICKS[tool]) return false;
    // Taken again, it is the same.
    if (!this.all.some((measure) => isSame(measure.picks, picks))) this.all = [...this.all, { id: this.next++, picks }];
    return true;
  }

  /** Forgets the one with this number, or all of them. */
  remove(id?: number): void {
    this.all = id === undefined ? [] : this.all.filter((measure) => measure.id !== id);
  }

  /** Marks those with these numbers, and no others. */
  mark(ids: readonly number[]): void {
    this.all = this.all.map(({ id, picks }) => ({ id, picks, isMarked: ids.includes(id) }));
  }

  /** What they say now: the same object as long as nothing changes. Of one whose atoms are gone nothing is said. */
  texts(state: RoomState): SceneState['measures'] {
    const now = this.all.flatMap((measure) => {
      const text = measureText(state, measure);
      return text === undefined ? [] : [{ id: measure.id, text, atoms: measureAtoms(state, measure) }];
    });
    const isSaid = this.said.length === now.length
      && this.said.every(({ id, text, atoms }, at) => now[at]!.id === id && now[at]!.text === text && now[at]!.atoms === atoms);
    if (!isSaid) this.said = now;
    return this.said;
  }
}

/** Whether these are the same atoms, from either end. */
function isSame(some: readonly Pick[], others: readonly Pick[]): boolean {
  const is = (ordered: readonly Pick[]) => ordered.every(({ complex, index }, at) => complex === others[at]!.complex && index === others[at]!.index);
  return some.length === others.length && (is(some) || is([...some].reverse()));
}
