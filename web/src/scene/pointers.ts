// Pointers: at which atoms the others point, and the telling of at which one oneself does.

import type { AtomRef, Member } from '../api/types';
import { FrameView } from '../room/frame';
import type { RoomState, RoomStore } from '../room/store';
import type { Dot, Point, Word } from './annotations';
import { shown, toWorkspace } from './words';

/** The room is told at most so often. */
const TELL_MS = 150;
/** Of a pointer's ball, angstrom. */
const RADIUS = 0.75;
/** How large a name becomes, pixels. */
const MOST = 23;

/** By member, the hues that `panels.css` has behind their letters, light enough for either background. */
const HUES = [0x5b93da, 0xa97acb, 0x3fa892, 0xc9714f, 0xc56d97, 0x93a03a];

/** A ball at each atom that somebody else points at, and who it is. */
export function pointerMarks(state: Pick<RoomState, 'me' | 'pointers' | 'members' | 'complexes' | 'columns'>): { dots: Dot[]; words: Word[] } {
  const marks: { dots: Dot[]; words: Word[] } = { dots: [], words: [] };
  for (const { member, at: target } of state.pointers) {
    const who = state.members.find(({ id }) => id === member);
    const at = member === state.me || !who ? undefined : placeOfAtom(state, target);
    if (!at || !who) continue;
    const color = hueOf(who);
    marks.dots.push({ at, radius: RADIUS, color, opacity: 0.4 });
    marks.words.push({ at: [at[0], at[1] + RADIUS + 0.6, at[2]], text: who.name, size: 0.9, color, opacity: 1, most: MOST });
  }
  return marks;
}

function hueOf({ id }: Member): number {
  return HUES[id % HUES.length]!;
}

function placeOfAtom({ complexes, columns }: Pick<RoomState, 'complexes' | 'columns'>, { complex: id, atom }: AtomRef): Point | undefined {
  const complex = complexes.find((complex) => complex.id === id);
  if (!complex?.visible) return undefined;
  const { place, conformer } = shown(complex);
  const frame = FrameView.of(columns.get(id), place);
  const row = frame?.rowOf(atom);
  if (!frame || row === undefined) return undefined;
  const positions = frame.positions(conformer);
  return toWorkspace(complex, [positions[row * 3]!, positions[row * 3 + 1]!, positions[row * 3 + 2]!]);
}

/** Tells the room at which atom one points: the latest, a few times a second, and nothing to nobody. */
export class Pointing {
  private wanted: AtomRef | null = null;
  private told: AtomRef | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = -Infinity;

  constructor(private readonly store: RoomStore) {}

  at(atom: AtomRef | null): void {
    this.wanted = atom;
    this.timer ??= setTimeout(() => this.tell(), Math.max(0, this.last + TELL_MS - performance.now()));
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private tell(): void {
    this.timer = undefined;
    const { members, connection } = this.store.state();
    const isSame = this.wanted?.complex === this.told?.complex && this.wanted?.atom === this.told?.atom;
    const isAlone = members.every(({ id, here }) => id === this.store.state().me || !here);
    if (isSame || connection.is !== 'live' || (isAlone && this.told === null)) return;
    [this.told, this.last] = [this.wanted, performance.now()];
    // An atom that is gone meanwhile is pointed at by nobody.
    this.store.ask({ do: 'point', at: this.wanted }).catch(() => undefined);
  }
}
