// What counts as a picture, and how large it says it is.
import { describe, expect, it } from 'vitest';
import { pictureOf } from './image';

const bytes = (...parts: (number[] | string)[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part)));
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const png = (width: number[], height: number[]) => bytes(PNG, [0, 0, 0, 13], 'IHDR', width, height, [8, 6, 0, 0, 0]);
const zeros = (count: number) => new Array<number>(count).fill(0);

describe('pictureOf', () => {
  it.each([
    ['PNG', png([0, 0, 0, 5], [0, 0, 1, 0]), { type: 'image/png', width: 5, height: 256 }],
    ['GIF', bytes('GIF89a', [7, 0, 3, 1]), { type: 'image/gif', width: 7, height: 259 }],
    ['BMP', bytes('BM', zeros(16), [4, 0, 0, 0], [0xfe, 0xff, 0xff, 0xff]), { type: 'image/bmp', width: 4, height: 2 }],
    [
      'JPEG, behind another segment',
      bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2], [0xff, 0xc2, 0, 17, 8, 0, 9, 0, 11, 3], zeros(8)),
      { type: 'image/jpeg', width: 11, height: 9 },
    ],
    ['WebP', bytes('RIFF', zeros(4), 'WEBPVP8X', zeros(8), [9, 0, 0, 4, 0, 0]), { type: 'image/webp', width: 10, height: 5 }],
  ])('%s', (_, file, expected) => {
    expect(pictureOf(file)).toEqual(expected);
  });

  it.each([
    ['nothing', bytes()],
    ['SVG, which can hold scripts', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a PNG that is cut', bytes(PNG)],
    ['a JPEG without an end', bytes([0xff, 0xd8, 0xff, 0xff, 0xff, 0xff])],
    ['a bomb', png([0, 0, 0x75, 0x30], [0, 0, 0x75, 0x30])],
    ['an empty one', png([0, 0, 0, 0], [0, 0, 0, 1])],
  ])('refuses %s', (_, file) => {
    expect(pictureOf(file)).toBeTypeOf('string');
  });
});
