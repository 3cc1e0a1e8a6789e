import { describe, expect, it } from 'vitest';
import { freePart } from './freePart';

const rect = (left: number, right: number, top = 0, bottom = 900) => ({ left, right, top, bottom, width: right - left, height: bottom - top }) as DOMRect;
const part = (all: DOMRect, covers: Partial<Parameters<typeof freePart>[1]> = {}) => {
  const { left, right, top, bottom } = freePart(all, { panels: [], windows: [], across: [], ...covers });
  return [left, right, top, bottom];
};

describe('on a wide page', () => {
  const page = rect(0, 1440);
  it('is the widest gap between panels, and windows that reach the middle of the picture', () => {
    expect(part(page)).toEqual([0, 1440, 0, 900]);
    expect(part(page, { panels: [rect(0, 300), rect(1120, 1440)] })).toEqual([300, 1120, 0, 900]);
    // A window over the right half, and an overlapping panel; the short window is out of the way.
    const windows = [rect(680, 1110), rect(0, 300, 50, 160)];
    expect(part(page, { panels: [rect(1100, 1440)], windows })).toEqual([0, 680, 0, 900]);
  });
  it('stays as it is when a panel becomes shorter', () => {
    const long = part(page, { panels: [rect(8, 296, 56, 800), rect(1120, 1432, 56, 850)] });
    const short = part(page, { panels: [rect(8, 296, 56, 160), rect(1120, 1432, 56, 200)] });
    expect(short).toEqual(long);
    expect(short).toEqual([296, 1120, 0, 900]);
  });
});

describe('on a phone', () => {
  const phone = rect(0, 390, 0, 844);
  const [bar, nav] = [rect(0, 390, 0, 88), rect(0, 390, 792, 844)];
  const none = rect(0, 0, 0, 0);
  it('is what bars, the sheet and the pile of windows leave of the height', () => {
    expect(part(phone, { panels: [none], across: [bar, nav] })).toEqual([0, 390, 88, 792]);
    expect(part(phone, { across: [bar, rect(0, 390, 353, 844)] })).toEqual([0, 390, 88, 353]);
    const pile = [rect(8, 382, 500, 536), rect(8, 382, 540, 786)];
    expect(part(phone, { across: [bar, nav, ...pile] })).toEqual([0, 390, 88, 500]);
  });
  it('is all of it where the gap shows nothing well', () => {
    expect(part(rect(0, 844, 0, 390), { across: [rect(0, 844, 0, 48), rect(0, 844, 137, 390)] })).toEqual([0, 844, 0, 390]);
  });
});

it('is all of the width where the gaps show nothing well', () => {
  expect(part(rect(0, 390), { windows: [rect(0, 380)] })).toEqual([0, 390, 0, 900]);
});
