import { expect, it } from 'vitest';
import { freePart } from './freePart';

const rect = (left: number, right: number, top = 0, bottom = 900) => ({ left, right, top, bottom, width: right - left, height: bottom - top }) as DOMRect;
const page = rect(0, 1440);

it('is the widest gap between panels, and windows that reach the middle of the picture', () => {
  expect(freePart(page, [], [])).toEqual([0, 1440]);
  expect(freePart(page, [rect(0, 300), rect(1120, 1440)], [])).toEqual([300, 1120]);
  // A window over the right half, and an overlapping panel; the short window is out of the way.
  expect(freePart(page, [rect(1100, 1440)], [rect(680, 1110), rect(0, 300, 50, 160)])).toEqual([0, 680]);
});

it('stays as it is when a panel becomes shorter', () => {
  const long = freePart(page, [rect(8, 296, 56, 800), rect(1120, 1432, 56, 850)], []);
  expect(freePart(page, [rect(8, 296, 56, 160), rect(1120, 1432, 56, 200)], [])).toEqual(long);
  expect(long).toEqual([296, 1120]);
});

it('is all of it where the gaps show nothing well', () => {
  expect(freePart(rect(0, 390), [], [rect(0, 380)])).toEqual([0, 390]);
});
