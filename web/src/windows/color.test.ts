// Colours of plugins on our panels.
import { describe, expect, it } from 'vitest';
import { contrast, css, over, readable, rgba } from './color';

describe('colours', () => {
  it('are 0xRRGGBBAA, signed or not', () => {
    expect(rgba(0x12345678)).toEqual([0x12, 0x34, 0x56, 0x78]);
    expect(rgba(-1)).toEqual([255, 255, 255, 255]);
    expect(css([1, 2, 3, 255])).toBe('rgb(1 2 3)');
    expect(css([1, 2, 3, 51])).toBe('rgb(1 2 3 / 0.200)');
  });
  it('lie over one another', () => {
    expect(over([255, 255, 255, 128], [0, 0, 0, 255])).toEqual([128, 128, 128, 255]);
  });
});

describe('readable', () => {
  const white = rgba(0xffffffff);
  const black = rgba(0x000000ff);
  it('keeps what can be read', () => {
    expect(readable(rgba(0x2fdbbfff), black)).toEqual([0x2f, 0xdb, 0xbf, 255]);
  });
  it.each([0xffffffff, 0x2fdbbfff, 0xffff00ff, 0xffffff00, 0x777777ff])('bends %i until it is readable', (color) => {
    for (const background of [white, black, rgba(0x336699ff)]) {
      expect(contrast(readable(rgba(color), background), background)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
