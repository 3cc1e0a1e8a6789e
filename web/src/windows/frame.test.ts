// Windows stay in sight, on a desk and on a phone.
import { describe, expect, it } from 'vitest';
import { firstFrame, kept, moved, phoneFrame, resized } from './frame';

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const wanted = { width: 416, height: 520 };

describe('a new window', () => {
  it('stands beside the right panel, each a step further', () => {
    expect(firstFrame(wanted, desk, 320, 0)).toEqual({ x: 688, y: 56, width: 416, height: 520 });
    expect(firstFrame(wanted, desk, 320, 1)).toMatchObject({ x: 660, y: 84 });
  });
  it('is no larger than the page', () => {
    expect(firstFrame({ width: 5000, height: 5000 }, desk, 0, 0)).toMatchObject({ width: 1424, height: 796 });
  });
  it('lies at the bottom of a phone, and leaves the molecule in sight', () => {
    const frame = phoneFrame(wanted, phone);
    expect(frame).toMatchObject({ x: 8, width: 374 });
    expect(frame.y).toBeGreaterThan(250);
    expect(frame.y + frame.height + 36).toBeLessThan(phone.height - 58);
    expect(firstFrame(wanted, phone, 320, 3)).toEqual(frame);
  });
});

describe('moving and resizing', () => {
  const frame = { x: 100, y: 100, width: 300, height: 200 };
  it('follows', () => {
    expect(moved(frame, 5, -3, desk)).toEqual({ ...frame, x: 105, y: 97 });
    expect(resized(frame, 5, -3, desk)).toEqual({ ...frame, width: 305, height: 197 });
  });
  it('never leaves the page, nor goes under the top bar', () => {
    expect(moved(frame, 9000, 9000, desk)).toMatchObject({ x: 1360, y: 856 });
    expect(moved(frame, -9000, -9000, desk)).toMatchObject({ x: -220, y: 52 });
  });
  it('keeps a least size, and ends at the edge', () => {
    expect(resized(frame, -9000, -9000, desk)).toMatchObject({ width: 200, height: 120 });
    expect(resized(frame, 9000, 9000, desk)).toMatchObject({ width: 1332, height: 756 });
  });
  it('comes back where the page became smaller', () => {
    expect(kept({ ...frame, x: 1300 }, phone)).toMatchObject({ x: 310 });
  });
});
