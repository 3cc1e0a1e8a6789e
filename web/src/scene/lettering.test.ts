import { describe, expect, it } from 'vitest';

import type { Point, Word } from './annotations';
import { AHEAD, setWords, type Outlook } from './lettering';

/** Along z, from the origin; what is 1 angstrom at a depth of 100 has 10 pixels. */
const from: Outlook = { position: [0, 0, 0], right: [1, 0, 0], up: [0, 1, 0], away: [0, 0, 1], pixels: 1000, reach: [3000, 3000] };

function word(at: Point, most?: number, text = 'A:ASP 25'): Word {
  return { at, text, size: 1, color: 0, opacity: 1, ...(most === undefined ? {} : { most }) };
}

/** How large it is on the page, pixels. */
function pixels([x, y, z]: Point, size: number): number {
  return (size * from.pixels) / (z * (1 - (AHEAD * 0.95) / Math.hypot(x, y, z)));
}

describe('words', () => {
  it('are no larger than one reads, and no smaller, until they are dots', () => {
    const places: Point[] = [[0, 0, 60], [0, 40, 20], [10, -20, 30], [9, 0, 100], [50, 0, 300]];
    const settings = setWords(places.map((at) => word(at, 20)), from);
    expect(settings[0]!.size).toBeCloseTo(1);
    expect(settings.map(({ size }, at) => Math.round(pixels(places[at]!, size)))).toEqual([18, 20, 20, 13, 0]);
  });

  it('of plugins, and those behind the eye, are left as they are', () => {
    const words = [word([0, 0, 10]), word([0, 0, -5], 20), word([0, 0, 2], 20)];
    expect(setWords(words, from)).toEqual(words.map(({ at }) => ({ at, size: 1, line: 0 })));
  });

  it('make room for nearer ones: a line above, a line below, or not at all', () => {
    const settings = setWords([word([0, 0, 103], 5), word([0, 0, 102], 5), word([0, 0, 101], 5), word([0, 0, 100], 5)], from);
    expect(settings.map(({ line, size }) => [line, size > 0])).toEqual([[0, false], [-1, true], [1, true], [0, true]]);
    expect(settings[2]!.at[1]).toBeCloseTo((0.95 * 5 * 101) / 1000);
    // Beside each other they have room.
    expect(setWords([word([-3, 0, 100], 5), word([3, 0, 101], 5)], from).map(({ line }) => line)).toEqual([0, 0]);
  });

  it('are left out where one does not look', () => {
    const settings = setWords([word([200, 0, 100], 20), word([0, 290, 100], 20), word([320, 0, 100], 20), word([0, -320, 100], 20)], from);
    expect(settings.map(({ size }) => size > 0)).toEqual([true, true, false, false]);
  });

  it('that were moved stay where they are until their own place has room to spare', () => {
    const before = setWords([word([0, 0, 100], 5), word([0, 0, 101], 5)], from);
    const lines = (aside: number) => setWords([word([0, 0, 100], 5), word([aside, 0, 100.1], 5)], from, before).map(({ line }) => line);
    expect([lines(1.9), lines(2.1), lines(2.5)]).toEqual([[0, 1], [0, 1], [0, 0]]);
  });
});
