// The size of texts: chosen, fitted, or calm where nobody chose.
import { describe, expect, it } from 'vitest';
import { fontSize, inputFontSize, type TextSize } from './text';

const half = (line: string) => line.length / 2;
const text = (change: Partial<TextSize>): TextSize => ({
  text: 'hello',
  bold: false,
  size: 0.5,
  autoSize: true,
  minSize: 0,
  maxSize: 0.6,
  ...change,
});
const size = (change: Partial<TextSize>, width: number, height: number) =>
  fontSize(text(change), width, height, 500, half);

describe('fontSize', () => {
  it('is what the author said where it is not automatic', () => {
    expect(size({ autoSize: false }, 10, 10)).toBe(25);
  });
  it('is the largest that fits, up to the bound', () => {
    expect(size({}, 1000, 1000)).toBe(30);
    expect(size({}, 50, 1000)).toBe(20);
    expect(size({}, 1000, 20)).toBe(16);
  });
  it('breaks lines between words', () => {
    expect(size({ text: 'hello hello' }, 60, 60)).toBe(24);
  });
  it('is calm where nobody chose a bound', () => {
    expect(size({ maxSize: 1 }, 1000, 1000)).toBe(15);
  });
  it('never falls below what can be read', () => {
    expect(size({ text: 'a-word-that-does-not-fit' }, 10, 10)).toBe(9);
    expect(size({ autoSize: false, size: 0.01 }, 10, 10)).toBe(9);
  });
});

describe('inputFontSize', () => {
  it('fits its line, and is calm where nobody chose', () => {
    expect(inputFontSize(0.2, 100, 500)).toBeCloseTo(10);
    expect(inputFontSize(1, 100, 500)).toBe(15);
    expect(inputFontSize(0.8, 20, 500)).toBe(16);
  });
});
