// White icons on white, and what is left alone.
import { expect, it } from 'vitest';
import { isLost } from './legible';

const white = [255, 255, 255, 255];
const clear = [0, 0, 0, 0];
const onWhite = [255, 255, 255, 255] as const;
const onDark = [23, 27, 34, 255] as const;

it.each([
  ['white on white', [...white, ...clear], onWhite, true],
  ['white on dark', [...white, ...clear], onDark, false],
  ['black on dark', [0, 0, 0, 255], onDark, true],
  ['yellow on white: it has a colour', [255, 255, 120, 255], onWhite, false],
  ['nothing', clear, onWhite, false],
])('%s', (_, pixels, background, expected) => {
  expect(isLost(pixels, background)).toBe(expected);
});
