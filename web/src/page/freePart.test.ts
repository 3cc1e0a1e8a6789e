import { expect, it } from 'vitest';
import { freePart } from './freePart';

const rect = (left: number, right: number, top = 0, bottom = 900) => ({ left, right, top, bottom, width: right - left, height: bottom - top }) as DOMRect;
const cover = (box: DOMRect) => ({ getBoundingClientRect: () => box }) as Element;
const page = rect(0, 1440);

it('is the widest gap between what reaches the middle of the picture', () => {
  expect(freePart(page, [])).toEqual([0, 1440]);
  expect(freePart(page, [cover(rect(0, 300)), cover(rect(1120, 1440))])).toEqual([300, 1120]);
  // A window over the right half, and an overlapping panel; the short panel is out of the way.
  expect(freePart(page, [cover(rect(680, 1110)), cover(rect(1100, 1440)), cover(rect(0, 300, 50, 160))])).toEqual([0, 680]);
});

it('is all of it where the gaps show nothing well', () => {
  expect(freePart(rect(0, 390), [cover(rect(0, 380))])).toEqual([0, 390]);
});
