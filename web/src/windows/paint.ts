// The colours that contents get: the library's own colours become the page's, authors' colours stay where they can be read.
import { createContext, useContext } from 'react';
import type { Multi } from '../api/types';
import { css, over, readable, rgba, type Rgba } from './color';

/** The colours of the page that plugins draw on. */
export interface Palette {
  panel: Rgba;
  text: Rgba;
  muted: Rgba;
  accent: Rgba;
  line: Rgba;
}

/** What the library uses where an author chose nothing: white, its three greens, its grey. */
const LIBRARY = new Map<number, 'text' | 'accent' | 'muted'>([
  [0xffffffff, 'text'],
  [0x2fdbbfff, 'accent'],
  [0x00e5bfff, 'accent'],
  [0x00f9d0ff, 'accent'],
  [0x7f7f7fff, 'muted'],
  [0x808080ff, 'muted'],
  [0x00ffd5ff, 'accent'],
  [0x727272ff, 'muted'],
]);

/** How a part that can be pressed is. */
export type Look = keyof Multi<unknown>;

/** The look of a part: unusable wins, then selected and pointed at count together. */
export function lookOf(isSelected: boolean, isHighlighted: boolean, isUnusable: boolean): Look {
  if (isUnusable) return 'unusable';
  if (isSelected) return isHighlighted ? 'selected_highlighted' : 'selected';
  return isHighlighted ? 'highlighted' : 'idle';
}

/** The colour of a text on a background. */
export function textColor(color: number, background: Rgba, palette: Palette): string {
  const own = LIBRARY.get(color >>> 0);
  return css(readable(own ? palette[own] : rgba(color), background));
}

/** The colour of an outline. */
export function lineColor(color: number, palette: Palette): string {
  const own = LIBRARY.get(color >>> 0);
  if (own === undefined) return css(rgba(color));
  return css(own === 'accent' ? palette.accent : palette.line);
}

/** The colour of a switch. */
export function switchColor(color: number, palette: Palette): string {
  return lineColor(color, palette);
}

/** What is behind something, after one more coat. */
export function coated(background: Rgba, color: number): Rgba {
  return over(rgba(color), background);
}

/** The colours of the page as it is now. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string) => hex(style.getPropertyValue(name).trim());
  return {
    panel: read('--panel'),
    text: read('--text'),
    muted: read('--muted'),
    accent: read('--accent'),
    line: read('--line-strong'),
  };
}

function hex(text: string): Rgba {
  const digits = text.replace('#', '').padEnd(6, '0').slice(0, 6);
  return rgba(Number.parseInt(`${digits}ff`, 16));
}

export const PaletteContext = createContext<Palette | null>(null);

export function usePalette(): Palette {
  const palette = useContext(PaletteContext);
  if (!palette) throw new Error('no palette around this component');
  return palette;
}
