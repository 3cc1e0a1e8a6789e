import { Vec3 } from 'molstar/lib/mol-math/linear-algebra';
import { describe, expect, it } from 'vitest';

import type { Anchor, Cell, Complex, Interaction, Shape, Volume } from '../api/types';
import type { RoomState } from '../room/store';
import { columnsOfPdb } from '../testing/pdb';
import { gridToSpace } from './grid';
import { dashesOf, measureAtoms, measureText, placeOfAnchor, sketchOf, type Eye } from './annotations';
import { Measures } from './measures';

/** A zigzag of four atoms, of which the first three make a right angle. */
const four = [
  'ATOM      1  A   ALA A   1       1.000   0.000   0.000  1.00 10.00           N',
  'ATOM      2  CA  ALA A   1       0.000   0.000   0.000  1.00 10.00           C',
  'ATOM      3  C   ALA A   1       0.000   1.000   0.000  1.00 10.00           C',
  'ATOM      4  D   ALA A   1       0.000   1.000   1.000  1.00 10.00           C',
].join('\n');

const eye: Eye = { right: [0, 0, 1], up: [0, 1, 0], away: [-1, 0, 0] };

function room(change: Partial<Complex> = {}, more: Partial<RoomState> = {}, labeled = [0, 0, 0, 0]): RoomState {
  const complex = {
    id: 7, name: 'four', visible: true, boxed: false, box_label: '', current_frame: 0,
    position: [10, 0, 0], rotation: [0, 0, 0, 1], frames: [{ current_conformer: 0 }], ...change,
  };
  const columns = columnsOfPdb(four, { atoms: () => ({ labeled: { type: 'u8', values: Uint8Array.from(labeled) } }) });
  return { complexes: [complex], columns: new Map([[7, columns]]), shapes: [], interactions: [], volumes: [], ...more } as unknown as RoomState;
}

const picks = (...rows: number[]) => rows.map((row) => ({ complex: 7, index: 1000 + row }));

describe('measures', () => {
  it('are lengths, angles and right-handed dihedrals, and go with their atoms', () => {
    const says = (...rows: number[]) => measureText(room(), { id: 1, picks: picks(...rows) });
    expect(says(0, 2)).toBe('1.41 Å');
    expect(says(0, 1, 2)).toBe('90.0°');
    expect(says(0, 1, 2, 3)).toBe('-90.0°');
    expect(says(3, 2, 1, 0)).toBe('-90.0°');
    expect(says(0, 9)).toBeUndefined();
  });

  it('mark their atoms, for along bonds their lines are inside of the sticks', () => {
    const { dots } = sketchOf(room(), [{ id: 1, picks: picks(0, 1, 2) }], [], eye, 0);
    expect(dots.map(({ at }) => at)).toEqual([[11, 0, 0], [10, 0, 0], [10, 1, 0]]);
  });

  it('stand out where they are marked', () => {
    const measures = new Measures();
    for (const rows of [[0, 1], [0, 2]]) measures.take('distance', picks(...rows));
    const colors = () => sketchOf(room(), measures.list, [], eye, 0x123456).strokes.map(({ color }) => color === 0x123456);
    const said = measures.texts(room());
    measures.mark([said[1]!.id]);
    expect(colors()).toEqual([false, true]);
    expect(measures.texts(room())).toBe(said);
    measures.mark([]);
    expect(colors()).toEqual([false, false]);
  });

  it('are taken away one by one, or all', () => {
    const measures = new Measures();
    for (const rows of [[0, 1], [0, 2], [0, 3]]) measures.take('distance', picks(...rows));
    const [, second] = measures.texts(room());
    measures.remove(second!.id);
    expect(measures.texts(room()).map(({ text }) => text)).toEqual(['1.00 Å', '1.73 Å']);
    measures.remove();
    expect(measures.texts(room())).toEqual([]);
  });

  it('of one length are told apart by their atoms, and taken again they are the same', () => {
    const measures = new Measures();
    for (const rows of [[0, 1], [1, 2], [2, 1]]) measures.take('distance', picks(...rows));
    measures.take('angle', picks(0, 1, 2));
    const said = measures.texts(room());
    expect(said.map(({ text, atoms }) => `${text}: ${atoms}`)).toEqual([
      '1.00 Å: ALA 1 A – ALA 1 CA', '1.00 Å: ALA 1 CA – ALA 1 C', '90.0°: ALA 1 A – ALA 1 CA – ALA 1 C',
    ]);
    expect(measures.texts(room())).toBe(said);
    const two = room();
    const both = { ...two, complexes: [...two.complexes, { ...two.complexes[0]!, id: 8, name: 'other' }], columns: new Map([7, 8].map((id) => [id, two.columns.get(7)!])) };
    const across = { id: 1, picks: [{ complex: 7, index: 1000 }, { complex: 8, index: 1001 }] };
    expect(measureAtoms(both, across)).toBe('four ALA 1 A – other ALA 1 CA');
  });
});

describe('a sketch', () => {
  it('has the labels of atoms, where the complex stands', () => {
    const { words } = sketchOf(room({}, {}, [1, 0, 0, 0]), [], [], eye, 0xffffff);
    expect(words).toMatchObject([{ text: 'A', at: [11, 0, 0] }]);
    expect(sketchOf(room({ visible: false }, {}, [1, 1, 1, 1]), [], [], eye, 0xffffff).words).toEqual([]);
  });

  it('names residues, with their chains where there are several', () => {
    const residue = (chain: string, serial: number, kind = 'ATOM  ') => `${kind}    1  CA  ASP ${chain}  ${serial}       1.000   0.000   0.000  1.00 10.00           C`;
    const labels = (...lines: string[]) => {
      const labeled = (rows: number) => ({ labeled: { type: 'u8' as const, values: new Uint8Array(rows).fill(1) } });
      return sketchOf(room({}, { columns: new Map([[7, columnsOfPdb(lines.join('\n'), { residues: labeled })]]) }), [], [], eye, 0).words.map(({ text }) => text);
    };
    expect(labels(residue('A', 25), residue('B', 25))).toEqual(['A:ASP 25', 'B:ASP 25']);
    // Hetero groups of chain A are in a chain of their own here, and not in the file.
    expect(labels(residue('A', 25), residue('A', 90, 'HETATM'))).toEqual(['ASP 25', 'ASP 90']);
  });

  it('has a box with its label', () => {
    const { strokes, words } = sketchOf(room({ boxed: true, box_label: 'site' }), [], [], eye, 0);
    expect([strokes.length, words.map((word) => word.text)]).toEqual([12, ['site']]);
  });

  it('has the box of a volume, where its complex stands', () => {
    const volume = { id: 1, complex: 7, visible: true, boxed: true, size: [11, 11, 11], cell: { edges: [4, 5, 6], angles: [90, 90, 90], origin: [1, 1, 1] } };
    const strokesOf = (change: Partial<Volume>, complex = {}) => sketchOf(room(complex, { volumes: [{ ...volume, ...change } as Volume] }), [], [], eye, 0).strokes;
    const strokes = strokesOf({});
    expect(strokes).toHaveLength(12);
    expect([strokes[0]!.from, strokes.at(-1)!.to]).toEqual([[11, 1, 1], [15, 6, 7]]);
    expect([strokesOf({ boxed: false }), strokesOf({ visible: false }), strokesOf({}, { visible: false })]).toEqual([[], [], []]);
  });

  it('has what plugins drew, in their colours, and leaves out what hangs on nothing', () => {
    const at = (to: Anchor['to']): Anchor => ({ to, local_offset: [0, 0, 0], global_offset: [0, 0, 0], viewer_offset: [0, 0, 0] });
    const shape = (form: Shape['form'], anchors: Anchor[]): Shape => ({ id: 1, session: 1, form, color: 0x11223380, anchors });
    const line: Shape['form'] = { is: 'line', thickness: 0.2, dash_length: 0.5, dash_distance: 0.5 };
    const shapes = [
      shape({ is: 'sphere', radius: 2 }, [at({ is: 'workspace' })]),
      shape(line, [at({ is: 'atom', atom: 1000 }), at({ is: 'complex', complex: 7 })]),
      shape(line, [at({ is: 'atom', atom: 5 }), at({ is: 'complex', complex: 7 })]),
      shape({ is: 'label', text: 'here', font_size: 1 }, [at({ is: 'complex', complex: 8 })]),
    ];
    const { dots, strokes, words } = sketchOf(room({}, { shapes }), [], [], eye, 0);
    expect(dots).toMatchObject([{ at: [0, 0, 0], radius: 2, color: 0x112233 }]);
    expect(dots[0]?.opacity).toBeCloseTo(0.5);
    expect(strokes).toMatchObject([{ from: [11, 0, 0], to: [10, 0, 0], radius: 0.1, dash: 0.5, gap: 0.5 }]);
    expect(words).toEqual([]);
  });
});

describe('interactions', () => {
  it('are dashed lines between the middles of their ends, where both are shown', () => {
    const between = (atoms1: number[], atoms2: number[], change = {}) => ({
      id: 1, kind: 'cation_pi', atoms1, atoms2, conformer1: null, conformer2: null, visible: true, ...change,
    }) as Interaction;
    const strokesOf = (...interactions: Interaction[]) => sketchOf(room({}, { interactions }), [], [], eye, 0).strokes;
    expect(strokesOf(between([1000], [1001, 1002]))).toMatchObject([{ from: [11, 0, 0], to: [10, 0.5, 0], color: 0xff9d4a }]);
    expect(strokesOf(between([1000], [5]), between([1000], [1001], { visible: false }), between([1000], [1001], { conformer1: 3 }))).toEqual([]);
  });
});

describe('a grid', () => {
  it('reaches from its origin along the edges of its cell, straight or askew', () => {
    const at = (cell: Cell, x: number, y: number, z: number) =>
      [...Vec3.transformMat4(Vec3(), Vec3.create(x, y, z), gridToSpace(cell, [11, 11, 11]))].map((each) => Math.round(each * 1000) / 1000);
    const straight: Cell = { edges: [10, 20, 30], angles: [90, 90, 90], origin: [1, 2, 3] };
    expect([at(straight, 0, 0, 0), at(straight, 10, 10, 10)]).toEqual([[1, 2, 3], [11, 22, 33]]);
    const askew: Cell = { edges: [10, 10, 10], angles: [90, 90, 120], origin: [0, 0, 0] };
    expect(at(askew, 0, 10, 0)).toEqual([-5, 8.66, 0]);
  });
});

describe('an anchor', () => {
  it('is offset in the space of what holds it, in that of the workspace, and as it is seen', () => {
    const turned = room({ rotation: [0, 0, Math.SQRT1_2, Math.SQRT1_2] });
    const anchor: Anchor = {
      to: { is: 'atom', atom: 1000 }, local_offset: [1, 0, 0], global_offset: [0, 5, 0], viewer_offset: [1, 0, 2],
    };
    const point = placeOfAnchor(turned, anchor, eye)!.map((at) => Math.round(at * 1000) / 1000);
    // (1+1, 0, 0) turned by 90 degrees about z is (0, 2, 0); then the complex's place; then up by 5; then right and away.
    expect(point).toEqual([10 - 2, 2 + 5, 1]);
  });
});

describe('dashes', () => {
  it('fill a line, and are never too many', () => {
    const stroke = { from: [0, 0, 0], to: [10, 0, 0], radius: 1, color: 0, opacity: 1, dash: 1, gap: 1 } as const;
    expect(dashesOf(stroke).map(([from, to]) => [from[0], to[0]])).toEqual([[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]]);
    expect(dashesOf({ ...stroke, dash: 0 }).map(([from, to]) => [from[0], to[0]])).toEqual([[0, 4], [4, 8], [8, 10]]);
    expect(dashesOf({ ...stroke, to: [3, 0, 0], dash: 0 })).toHaveLength(1);
    expect(dashesOf({ ...stroke, dash: 1e-9, gap: 1e-9 }).length).toBeLessThanOrEqual(101);
  });
});
