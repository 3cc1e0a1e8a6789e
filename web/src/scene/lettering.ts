// How words are set for whoever looks from here: no larger than one reads, no smaller, and none upon another. Pure.
//
// Mol* gives words a size in angstrom, so that those near the eye cover what they name.

import type { Point, Word } from './annotations';

/** From where one looks: the camera's own axes, what a tangent of one is on the page, and how far that goes from its middle, pixels. */
export interface Outlook {
  readonly position: Point;
  readonly right: Point;
  readonly up: Point;
  readonly away: Point;
  readonly pixels: number;
  readonly reach: readonly [number, number];
}

/** Where a word stands and how large it is, angstrom; 0 = not at all. `line` is how many lines above its own place that is. */
export interface Setting { readonly at: Point; readonly size: number; readonly line: number }

/** So much nearer than what they name words are drawn, so that they stand in front of it, angstrom. */
export const AHEAD = 4;
/** What of it Mol* takes. */
const DRAWN_AHEAD = AHEAD * 0.95;

/** Smaller than this nobody reads, and words from farther away become no smaller; but seen from so far that they are dots, they are left out. Pixels. */
const LEAST = 13;
const DOTS = 4;

/** Of the size: what a letter takes in breadth, and a line in height. */
const BREADTH = 0.5;
const HEIGHT = 0.95;

/** And what is room to spare. */
const SPARE = 0.4;

/** Where a word may go, lines above its own place. */
const LINES = [0, 1, -1];

interface Box { readonly left: number; readonly right: number; readonly low: number; readonly high: number }

/** Sets these words; `before` is how they were set last: what was moved goes back when it has room and to spare, so that nothing flickers. */
export function setWords(words: readonly Word[], from: Outlook, before: readonly Setting[] = []): Setting[] {
  const settings: Setting[] = words.map(({ at, size }) => ({ at, size, line: 0 }));
  const seen = words.flatMap((word, number) => {
    if (word.most === undefined) return [];
    const way: Point = [word.at[0] - from.position[0], word.at[1] - from.position[1], word.at[2] - from.position[2]];
    const depth = dot(way, from.away);
    const drawn = depth * (1 - DRAWN_AHEAD / Math.hypot(...way));
    return depth > 0 && drawn > 0 ? [{ word, number, way, depth, drawn }] : [];
  });
  const taken = new Taken();
  for (const { word, number, way, depth, drawn } of seen.sort((one, other) => one.depth - other.depth)) {
    const own = (word.size * from.pixels) / drawn;
    const letter = Math.min(Math.max(own, LEAST), word.most!);
    const [x, y] = [(dot(way, from.right) / depth) * from.pixels, (dot(way, from.up) / depth) * from.pixels];
    const half = (word.text.length * BREADTH * letter) / 2;
    const isSeen = own >= DOTS && Math.abs(x) < from.reach[0] + half && Math.abs(y) < from.reach[1] + letter;
    const boxAt = (line: number, spare = 0): Box => {
      const [middle, rise] = [y + line * HEIGHT * letter, (HEIGHT / 2) * letter + spare];
      return { left: x - half - spare, right: x + half + spare, low: middle - rise, high: middle + rise };
    };
    const last = before[number]?.line ?? 0;
    const line = !isSeen ? undefined : last !== 0 && taken.isFree(boxAt(0, SPARE * letter)) ? 0 : [last, ...LINES].find((line) => taken.isFree(boxAt(line)));
    if (line === undefined) {
      settings[number] = { at: word.at, size: 0, line: last };
      continue;
    }
    taken.add(boxAt(line));
    const rise = (line * HEIGHT * letter * depth) / from.pixels;
    const at: Point = [word.at[0] + from.up[0] * rise, word.at[1] + from.up[1] * rise, word.at[2] + from.up[2] * rise];
    settings[number] = { at, size: (letter * drawn) / from.pixels, line };
  }
  return settings;
}

/** The cells of the page, pixels. */
const CELL = 64;
/** So many cells from the middle each way; what lies farther out is in the last ones. */
const CELLS = 1 << 12;

/** What words take of the page. By cells, so that thousands are set between two pictures. */
class Taken {
  private readonly cells = new Map<number, Box[]>();

  add(box: Box): void {
    isNowhere(box, (cell) => {
      const boxes = this.cells.get(cell);
      if (boxes) boxes.push(box);
      else this.cells.set(cell, [box]);
      return false;
    });
  }

  isFree(box: Box): boolean {
    return isNowhere(box, (cell) => this.cells.get(cell)?.some((other) => overlap(other, box)) ?? false);
  }
}

/** Whether this is true of none of the cells of a box. */
function isNowhere({ left, right, low, high }: Box, is: (cell: number) => boolean): boolean {
  const [last, top] = [cellAt(right), cellAt(high)];
  for (let x = cellAt(left); x <= last; x++) {
    for (let y = cellAt(low); y <= top; y++) if (is(x * (2 * CELLS + 1) + y)) return false;
  }
  return true;
}

function cellAt(place: number): number {
  return Math.floor(Math.min(Math.max(place / CELL, -CELLS), CELLS)) + CELLS;
}

function overlap(one: Box, other: Box): boolean {
  // Such that a line just above another is free of it.
  const slack = 0.01 * (one.high - one.low);
  return one.left < other.right && other.left < one.right && one.low + slack < other.high && other.low + slack < one.high;
}

function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
