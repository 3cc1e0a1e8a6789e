// A plugin's menu as rectangles: a pure function of the tree and the size.
//
// A node takes its slot from its parent, loses its padding, and gives what is left to its content and to its children:
// - fixed children get their units, scaled down together where they do not fit;
// - of what is left, ratio children get their share of the whole; the expanding ones split the rest evenly;
// - ratio children among themselves are weights, and so are all where the ratios leave nothing for those that expand;
// - children of different layers do not share room: each layer has all of it, higher ones in front.
import type { List, Node } from '../api/types';

/** Pixels of one unit of the plugin API, at scale 1: text of size 0.3 is then 15.6 px high. */
export const PIXELS_PER_UNIT = 520;

/** The height of an em of text of size 1, in units. */
export const EM_PER_SIZE = 0.1;

/** The least height of a list's row, in units: what is lower nobody can read or hit. */
const LEAST_ROW = 0.05;

/** Deeper than this nothing is drawn: a menu that nests so far makes no sense. */
const DEEPEST = 64;

/** A rectangle in pixels, from the top left of what it is in. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A node and where it stands. The order is that of reading: parents before children, children in turn. */
export interface Placed {
  node: Node;
  rect: Rect;
  /** What is in front has more. */
  depth: number;
  /** Where its parent stands in the same list; none of the outermost. */
  parent: number | undefined;
}

/** Where every enabled node of a tree stands in a rectangle. `unit` is how many pixels a unit has. */
export function layout(root: Node, width: number, height: number, unit: number): Placed[] {
  const placed: Placed[] = [];
  const whole = { x: 0, y: 0, width: Math.max(0, width), height: Math.max(0, height) };
  place(root, whole, { unit, depth: 0, nesting: 0, parent: undefined }, placed);
  return placed;
}

/** The cells of a list, and the room they take together; more than the list has scrolls. */
export interface ListLayout {
  width: number;
  height: number;
  items: Placed[][];
}

/** Where the items of a list stand: `display_rows` and `display_columns` of them fill what is seen. */
export function layoutList(list: List, width: number, height: number, unit: number): ListLayout {
  const shownColumns = atLeastOne(list.display_columns);
  const columns = Math.max(shownColumns, atLeastOne(list.total_columns));
  const row = Math.max(height / atLeastOne(list.display_rows), Math.min(LEAST_ROW * unit, height));
  const cell = { width: width / shownColumns, height: row };
  const shown = list.items.filter((item) => item.enabled);
  const items = shown.map((item, index) => {
    const placed: Placed[] = [];
    const at = { x: (index % columns) * cell.width, y: Math.floor(index / columns) * cell.height };
    place(item, { ...at, ...cell }, { unit, depth: 0, nesting: 0, parent: undefined }, placed);
    return placed;
  });
  const rows = Math.ceil(shown.length / columns);
  return { width: Math.min(columns, Math.max(shown.length, 1)) * cell.width, height: rows * cell.height, items };
}

/** Where in the tree one is. */
interface Within {
  unit: number;
  depth: number;
  nesting: number;
  parent: number | undefined;
}

function place(node: Node, slot: Rect, within: Within, placed: Placed[]): void {
  const { unit, depth, nesting, parent } = within;
  if (!node.enabled || nesting > DEEPEST) return;
  const rect = padded(node, slot, unit, parent === undefined);
  const own = placed.push({ node, rect, depth, parent }) - 1;
  for (const [layer, children] of byLayer(node.children)) {
    let start = 0;
    const isRow = node.orientation === 1;
    const lengths = shares(children, isRow ? rect.width : rect.height, unit);
    children.forEach((child, index) => {
      const length = lengths[index] ?? 0;
      const childSlot = isRow
        ? { x: rect.x + start, y: rect.y, width: length, height: rect.height }
        : { x: rect.x, y: rect.y + start, width: rect.width, height: length };
      start += length;
      const inFront = depth + layer + finite(child.forward_dist);
      place(child, childSlot, { unit, depth: inFront, nesting: nesting + 1, parent: own }, placed);
    });
  }
}

/** What padding leaves of a slot. Negative padding reaches out of it, but there is nothing outside the outermost node. */
function padded(node: Node, slot: Rect, unit: number, isOutermost: boolean): Rect {
  const isRatio = node.padding_type === 1;
  const inPixels = (value: number, along: number) => {
    const pixels = finite(value) * (isRatio ? along : unit);
    return isOutermost ? Math.max(0, pixels) : pixels;
  };
  const [left, right, top, down] = node.padding;
  const [x, width] = inset(slot.x, slot.width, inPixels(left, slot.width), inPixels(right, slot.width));
  const [y, height] = inset(slot.y, slot.height, inPixels(top, slot.height), inPixels(down, slot.height));
  return { x, y, width, height };
}

function inset(start: number, length: number, before: number, after: number): [number, number] {
  const left = length - before - after;
  // Padding that leaves nothing: a point where it would have been.
  return left >= 0 ? [start + before, left] : [start + Math.min(Math.max(before, 0), length), 0];
}

/** How long each child of one layer is. */
function shares(children: Node[], length: number, unit: number): number[] {
  const wanted = children.map((child) => Math.max(0, finite(child.sizing_value)));
  const isFixed = (index: number) => children[index]?.sizing === 1;
  const isRatio = (index: number) => children[index]?.sizing === 2;
  const total = (those: (index: number) => boolean) =>
    wanted.reduce((sum, value, index) => (those(index) ? sum + value : sum), 0);

  const fixed = total(isFixed) * unit;
  const squeeze = fixed > length ? length / fixed : 1;
  const rest = Math.max(0, length - fixed);
  const ratios = total(isRatio);
  const hasFixed = children.some((_, index) => isFixed(index));
  const expanding = children.filter((_, index) => !isFixed(index) && !isRatio(index)).length;

  const ofRatio = (value: number) => {
    if (expanding > 0 && ratios >= 1) return (rest * value) / (ratios + expanding);
    if (expanding > 0 || hasFixed) {
      const squeezed = ratios * length > rest ? rest / (ratios * length) : 1;
      return value * length * squeezed;
    }
    return ratios > 0 ? (rest * value) / ratios : 0;
  };
  const lengths = wanted.map((value, index) => {
    if (isFixed(index)) return value * unit * squeeze;
    return isRatio(index) ? ofRatio(value) : 0;
  });
  const taken = lengths.reduce((sum, value) => sum + value, 0);
  const each = expanding > 0 ? Math.max(0, length - taken) / expanding : 0;
  return lengths.map((value, index) => (isFixed(index) || isRatio(index) ? value : each));
}

function byLayer(children: Node[]): [number, Node[]][] {
  const layers = new Map<number, Node[]>();
  for (const child of children) {
    if (!child.enabled) continue;
    const layer = layers.get(child.layer);
    if (layer) layer.push(child);
    else layers.set(child.layer, [child]);
  }
  return [...layers.entries()].sort(([one], [other]) => one - other);
}

function atLeastOne(count: number): number {
  return Number.isFinite(count) && count >= 1 ? Math.min(Math.floor(count), 1000) : 1;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}
