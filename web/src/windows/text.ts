// How large a text of a plugin is: as large as its author said, or as fits.
import { EM_PER_SIZE } from './layout';

/** How wide a line is, in em of the font at hand. */
export type Measure = (line: string, bold: boolean) => number;

/** What decides the size of a text. */
export interface TextSize {
  text: string;
  bold: boolean;
  size: number;
  autoSize: boolean;
  minSize: number;
  maxSize: number;
}

/** The line height, in em. */
export const LINE_HEIGHT = 1.25;

/** Largest text, in the API's size, that is drawn where nobody chose a size: the library's defaults are no choice. */
const CALM_SIZE = 0.3;

/** Below this nobody reads it, in pixels. */
const SMALLEST_PX = 9;

/** The library's own values, which tell that an author chose nothing. */
const UNCHOSEN_LARGEST = 1;
const UNCHOSEN_INPUT = 1;

/** The font size in pixels of a text in a box of `width` by `height` pixels. */
export function fontSize(text: TextSize, width: number, height: number, unit: number, measure: Measure): number {
  const em = (size: number) => size * EM_PER_SIZE * unit;
  if (!text.autoSize) return Math.max(SMALLEST_PX, em(text.size));
  const largest = text.maxSize > 0 && text.maxSize !== UNCHOSEN_LARGEST ? text.maxSize : CALM_SIZE;
  const least = Math.max(SMALLEST_PX, em(Math.max(0, text.minSize)));
  let size = Math.max(least, em(largest));
  while (size > least && !fits(text, size, width, height, measure)) size = Math.max(least, size - 1);
  return size;
}

/** The font size of what one types: it has to fit on its line. */
export function inputFontSize(size: number, height: number, unit: number): number {
  const chosen = size > 0 && size !== UNCHOSEN_INPUT ? size : CALM_SIZE;
  return Math.max(SMALLEST_PX, Math.min(chosen * EM_PER_SIZE * unit, height / LINE_HEIGHT));
}

function fits(text: TextSize, size: number, width: number, height: number, measure: Measure): boolean {
  let lines = 0;
  for (const paragraph of text.text.split('\n')) {
    const wrapped = wrap(paragraph, width / size, text.bold, measure);
    if (wrapped === undefined) return false;
    lines += wrapped;
  }
  return lines * size * LINE_HEIGHT <= height;
}

/** How many lines a paragraph takes; none where a word is too long for one. */
function wrap(paragraph: string, width: number, bold: boolean, measure: Measure): number | undefined {
  let lines = 1;
  let used = 0;
  const space = measure(' ', bold);
  for (const word of paragraph.split(' ')) {
    const length = measure(word, bold);
    if (length > width) return undefined;
    if (used > 0 && used + space + length > width) {
      lines += 1;
      used = length;
    } else {
      used += (used > 0 ? space : 0) + length;
    }
  }
  return lines;
}

/** Measures with the page's own font. */
export function pageMeasure(family: string): Measure {
  const canvas = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  return (line, bold) => {
    if (!canvas) return line.length * 0.55;
    const key = `${bold ? 'b' : 'n'}${line}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    canvas.font = `${bold ? '600 ' : ''}100px ${family}`;
    const width = canvas.measureText(line).width / 100;
    if (known.size > 4000) known.clear();
    known.set(key, width);
    return width;
  };
}
