// QR codes: one that a reader was seen to read, and the sizes of others.
import { describe, expect, it } from 'vitest';
import { qrOf } from './qr';

const drawn = (text: string) => qrOf(text)?.map((row) => row.map((dark) => (dark ? '#' : '.')).join('')).join('\n');

describe('qrOf', () => {
  it('draws what a reader reads as “hi”', () => {
    expect(drawn('hi')).toMatchInlineSnapshot(`
      "#######..####.#######
      #.....#..##.#.#.....#
      #.###.#.##.##.#.###.#
      #.###.#.##..#.#.###.#
      #.###.#.#..##.#.###.#
      #.....#.##..#.#.....#
      #######.#.#.#.#######
      ........#.###........
      #.#####.....#.#####..
      .###.#.#..#.#..#....#
      ..##..##.#.#.#..####.
      ###.#....#.....##.#..
      ###.#.#....#.#..#.#.#
      ........#..####..#..#
      #######...#.#.##...#.
      #.....#.#######..#..#
      #.###.#.#...#..#..#..
      #.###.#.###.#..#..#..
      #.###.#.#..#.#..###..
      #.....#..##....##.#..
      #######.#.##.#..####."
    `);
  });
  it.each([
    [14, 21],
    [15, 25],
    [58, 33],
    [62, 33],
    [63, 37],
    [122, 45],
    [213, 57],
  ])('takes the smallest square for %i bytes', (bytes, side) => {
    expect(qrOf('x'.repeat(bytes))?.length).toBe(side);
  });
  it('has none for what is too long', () => expect(qrOf('x'.repeat(214))).toBeUndefined());
});
