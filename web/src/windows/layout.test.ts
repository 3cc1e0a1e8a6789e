// The layout of plugin menus: rules one by one, and whole menus as they were seen to be right.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { List, Node } from '../api/types';
import { layout, layoutList, type Placed } from './layout';
import { aNode, menuOfFile } from './tests/menu_file';

const MENUS = join(import.meta.dirname, '../../../../shared/data/menus');

const [EXPAND, FIXED, RATIO] = [0, 1, 2];
const fixed = (value: number) => aNode({ sizing: FIXED, sizing_value: value });
const ratio = (value: number) => aNode({ sizing: RATIO, sizing_value: value });
const expand = () => aNode({ sizing: EXPAND });

/** The heights of a column's children in 100 pixels, of which a unit has 100. */
function heights(...children: Node[]): number[] {
  return layout(aNode({ children }), 100, 100, 100)
    .slice(1)
    .map(({ rect }) => Math.round(rect.height * 10) / 10);
}

describe('sizing', () => {
  const cases: [string, Node[], number[]][] = [
    ['those that expand share evenly', [expand(), expand()], [50, 50]],
    ['fixed ones are in units', [fixed(0.2), expand()], [20, 80]],
    ['fixed ones alone leave the rest empty', [fixed(0.2), fixed(0.3)], [20, 30]],
    ['fixed ones that do not fit shrink together', [fixed(0.3), fixed(1)], [23.1, 76.9]],
    ['a ratio beside an expanding one is a share of the whole', [ratio(0.15), expand(), ratio(0.1)], [15, 75, 10]],
    ['a ratio beside a fixed one too', [ratio(0.11), fixed(0.2)], [11, 20]],
    ['ratios among themselves are weights', [ratio(0.18), ratio(0.2), ratio(0.18)], [32.1, 35.7, 32.1]],
    ['a single ratio fills', [ratio(0.15)], [100]],
    ['ratios that leave nothing are weights beside 1', [ratio(2), expand(), expand()], [50, 25, 25]],
    ['ratios over what is left are squeezed', [ratio(0.8), fixed(0.5)], [50, 50]],
    ['a sizing nobody knows expands', [aNode({ sizing: 9 }), fixed(0.5)], [50, 50]],
    ['sizes that make no sense take nothing', [fixed(-1), ratio(Number.NaN), expand()], [0, 0, 100]],
    ['disabled ones take nothing and are not there', [aNode({ enabled: false }), expand()], [100]],
  ];
  it.each(cases)('%s', (_, children, expected) => {
    expect(heights(...children)).toEqual(expected);
  });

  it('runs along the row where the orientation is horizontal', () => {
    const [, first, second] = layout(aNode({ orientation: 1, children: [ratio(1), ratio(3)] }), 200, 50, 100);
    expect(first?.rect).toEqual({ x: 0, y: 0, width: 50, height: 50 });
    expect(second?.rect).toEqual({ x: 50, y: 0, width: 150, height: 50 });
  });
});

describe('padding', () => {
  const inner = (child: Partial<Node>) => layout(aNode({ children: [aNode(child)] }), 200, 100, 100)[1]?.rect;

  it('is left, right, top, down in units', () => {
    expect(inner({ padding: [0.1, 0.2, 0.3, 0.05] })).toEqual({ x: 10, y: 30, width: 170, height: 65 });
  });
  it('is a part of the own slot where it is a ratio', () => {
    expect(inner({ padding_type: 1, padding: [0.7, 0, 0.15, 0.15] })).toEqual({ x: 140, y: 15, width: 60, height: 70 });
  });
  it('reaches out where it is negative', () => {
    expect(inner({ padding: [-0.1, -0.1, 0, 0] })).toEqual({ x: -10, y: 0, width: 220, height: 100 });
  });
  it('of the outermost node cannot reach out of the window', () => {
    expect(layout(aNode({ padding_type: 1, padding: [-1, 0, 0, 0.05] }), 200, 100, 100)[0]?.rect).toEqual({
      x: 0,
      y: 0,
      width: 200,
      height: 95,
    });
  });
  it('that leaves nothing makes a rectangle without width', () => {
    expect(inner({ padding: [3, 3, 0, 0] })?.width).toBe(0);
  });
});

describe('depth', () => {
  it('layers have all the room each, and stand in front of lower ones and of what is nearer', () => {
    const children = [
      aNode({ id: 1, layer: 1 }),
      aNode({ id: 2, forward_dist: 0.02 }),
      aNode({ id: 3, children: [aNode({ id: 4, forward_dist: 0.001 })] }),
    ];
    const at = new Map(layout(aNode({ children }), 100, 100, 100).map((placed) => [placed.node.id, placed]));
    expect(at.get(1)?.rect.height).toBe(100);
    expect(at.get(2)?.rect.height).toBe(50);
    const inFront = [1, 2, 4, 3].map((id) => at.get(id)?.depth ?? 0);
    expect(inFront).toEqual([...inFront].sort((one, other) => other - one));
  });

  it('a tree that nests without end is drawn as far as it goes', () => {
    let deep = aNode();
    for (let level = 0; level < 5000; level += 1) deep = aNode({ children: [deep] });
    expect(layout(deep, 100, 100, 100).length).toBe(65);
  });
});

describe('lists', () => {
  const list = (change: Partial<List>): List => ({
    id: 1,
    items: [],
    display_columns: 1,
    display_rows: 10,
    total_columns: 1,
    unusable: false,
    ...change,
  });
  const items = Array.from({ length: 5 }, (_, id) => aNode({ id }));

  it('show so many rows and columns, and scroll for the rest', () => {
    const { width, height, items: placed } = layoutList(list({ items, display_rows: 2, display_columns: 2, total_columns: 2 }), 200, 100, 100);
    expect([width, height]).toEqual([200, 150]);
    expect(placed[3]?.[0]?.rect).toEqual({ x: 100, y: 50, width: 100, height: 50 });
  });
  it('leave out what is disabled, and stand counts that make no sense', () => {
    const odd = list({ items: [aNode({ enabled: false }), aNode()], display_rows: 0, display_columns: -3 });
    expect(layoutList(odd, 200, 100, 100)).toMatchObject({ width: 200, height: 100 });
  });
});

describe('menus of the library', () => {
  const files = readdirSync(MENUS).filter((name) => name.endsWith('.json'));
  it.each(files)('%s', async (name) => {
    const menu = menuOfFile(readFileSync(join(MENUS, name), 'utf8'));
    const placed = layout(menu.root, menu.width * 1000, menu.height * 1000, 1000);
    await expect(drawn(placed)).toMatchFileSnapshot(`tests/${name.replace('.json', '.txt')}`);
  });
  it('there are five of them', () => expect(files.length).toBe(5));
});

/** One line a node, in thousandths of a unit: its place, its size, what it shows. */
function drawn(placed: Placed[]): string {
  const lines = placed.map(({ node, rect, depth }) => {
    const place = [rect.x, rect.y, rect.width, rect.height].map((value) => value.toFixed(0).padStart(5));
    const texts = { button: 'idle', label: 'text' } as const;
    const content = node.content;
    const text =
      content?.kind === 'button' ? content.text.value[texts.button] : content?.kind === 'label' ? content.text : '';
    return `${place.join('')}  ${depth.toFixed(4)}  ${content?.kind ?? '-'} ${text}`.trimEnd();
  });
  return `    x    y    w    h  depth\n${lines.join('\n')}\n`;
}
