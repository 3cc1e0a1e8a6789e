import { readFileSync } from 'node:fs';

import { cameraParamsToCameraSnapshot } from 'molstar/lib/extensions/mvs/camera';
import { MolViewSpec } from 'molstar/lib/extensions/mvs/behavior';
import { loadMVSData } from 'molstar/lib/extensions/mvs/components/formats';
import { MVSData, type MVSData_State } from 'molstar/lib/extensions/mvs/mvs-data';
import { ModelSecondaryStructure } from 'molstar/lib/mol-model-formats/structure/property/secondary-structure';
import { StructureElement, StructureProperties, type Structure } from 'molstar/lib/mol-model/structure/structure';
import { PluginContext } from 'molstar/lib/mol-plugin/context';
import { PluginSpec } from 'molstar/lib/mol-plugin/spec';
import { StateSelection } from 'molstar/lib/mol-state';
import { SyncRuntimeContext } from 'molstar/lib/mol-task/execution/synchronous';
import { unzip } from 'molstar/lib/mol-util/zip/zip';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Complex } from '../../api/types';
import { AtomMode, FrameView } from '../../room/frame';
import { columnsOfPdb } from '../../testing/pdb';
import type { Sketch } from '../annotations';
import { makeSkeleton } from '../model';
import { atomColors, ribbonColors, surfaceColors } from '../paint';
import { toWorkspace } from '../words';
import { archiveOf, type Picture } from './archive';
import { looksOf } from './looks';

const INSULIN = readFileSync(`${import.meta.dirname}/../../page/example/1tyl.pdb`, 'utf8');

/** Insulin with something of everything: ribbons, sticks, balls, spheres by size, lines, points, a surface, colours of its own. */
function everything(): FrameView {
  const bonds: [number, number][] = [[0, 1], [1, 2], [2, 3], [40, 41], [41, 42], [42, 43]];
  const columns = columnsOfPdb(INSULIN, {
    bonds,
    atoms: (rows) => ({
      mode: { type: 'i32', values: Int32Array.from({ length: rows }, (_, row) => (row < 42 ? AtomMode.stick : Math.floor(row / 10) % 7)) },
      display_mode: { type: 'u32', values: Uint32Array.from({ length: rows }, (_, row) => (row < 300 ? 1 : 0)) },
      color: { type: 'u32', values: Uint32Array.from({ length: rows }, (_, row) => (row % 5 === 0 ? ((row * 40503) << 8 | 0xff) >>> 0 : 0)) },
      surface_rendering: { type: 'u8', values: Uint8Array.from({ length: rows }, (_, row) => (row >= 100 && row < 200 ? 1 : 0)) },
      surface_opacity: { type: 'f32', values: new Float32Array(rows).fill(0.6) },
      'in_conformer/0': { type: 'u8', values: Uint8Array.from({ length: rows }, (_, row) => (row === 7 ? 0 : 1)) },
    }),
    residues: (rows) => ({
      ribboned: { type: 'u8', values: Uint8Array.from({ length: rows }, (_, row) => (row % 50 < 30 ? 1 : 0)) },
      ribbon_mode: { type: 'i32', values: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / 50) % 3) },
      secondary_structure: { type: 'u8', values: Uint8Array.from({ length: rows }, (_, row) => [1, 3, 3, 3, 2, 2][Math.floor(row / 4) % 6]!) },
      ribbon_color: { type: 'u32', values: Uint32Array.from({ length: rows }, (_, row) => (row === 5 ? 0x11223300 | 0xff : 0)) },
    }),
  });
  return FrameView.of(columns, 0)!;
}

const complex = { id: 3, name: 'Insulin "T3R3" 1/2', position: [10, -4, 2.5], rotation: [0, Math.SQRT1_2, 0, Math.SQRT1_2] } as unknown as Complex;

const sketch: Sketch = {
  dots: [{ at: [0, 0, 0], radius: 1, color: 0xff0000, opacity: 0.5 }],
  strokes: [{ from: [0, 0, 0], to: [5, 0, 0], radius: 0.1, color: 0x0000ff, opacity: 1, dash: 0.3, gap: 0.2 }],
  words: [{ at: [1, 1, 1], text: 'HIS <b>10</b>', size: 1, color: 0xffffff, opacity: 1 }],
};

async function pictureOf(frame: FrameView): Promise<Picture> {
  const skeleton = await makeSkeleton(frame, 0, complex.name);
  return {
    title: 'Our room', sketch, background: 0x10181f,
    shown: [{ complex, place: 0, conformer: 0, skeleton }],
    eye: { position: [10, 20, 70], target: [10, 0, 0], up: [0, 1, 0], fov: 0.7 },
  };
}

async function reopened(bytes: Uint8Array): Promise<{ data: MVSData_State; files: Map<string, string> }> {
  const entries = Object.entries(await unzip(SyncRuntimeContext, bytes.slice().buffer)) as [string, Uint8Array][];
  const files = new Map(entries.map(([name, content]) => [name, new TextDecoder().decode(content)]));
  return { data: MVSData.fromMVSJ(files.get('index.mvsj')!) as MVSData_State, files };
}

describe('an archive', () => {
  it('is valid, has its structures inside, and says where one looks from, and what stands beside', async () => {
    const picture = await pictureOf(everything());
    const { data, files } = await reopened(await archiveOf(picture));
    expect(MVSData.validationIssues(data, { noExtra: true })).toBeUndefined();
    const told = JSON.stringify(data);
    const addresses = [...told.matchAll(/"url":"([^"]*)"/g)].map(([, address]) => address!);
    expect(addresses).toEqual(['structures/1-Insulin_T3R3_1_2.cif']);
    expect([...files.keys()].sort()).toEqual(['index.mvsj', ...addresses]);
    expect(data.metadata.title).toBe('Our room');
    const { children = [] } = data.root;
    expect(children.find(({ kind }) => kind === 'canvas')?.params).toEqual({ background_color: '#10181f' });
    const primitives = children.filter(({ kind }) => kind === 'primitives').flatMap((group) => group.children ?? []);
    expect(primitives.map(({ params }) => (params as { kind: string }).kind).sort()).toEqual(['ellipsoid', 'label', 'tube']);
    expect(told).toContain('HIS <b>10</b>');

    // Mol* looks from there again, whatever its own angle of view.
    const camera = children.find(({ kind }) => kind === 'camera')!.params as never;
    const canvas3d = { camera: { state: { mode: 'perspective', fov: picture.eye.fov } } };
    const { position } = cameraParamsToCameraSnapshot({ canvas3d } as unknown as PluginContext, camera);
    [10, 20, 70].forEach((at, axis) => expect(position![axis]).toBeCloseTo(at, 4));
  });

  it('is small where colours follow a rule', async () => {
    const frame = FrameView.of(columnsOfPdb(INSULIN), 0)!;
    const { files } = await reopened(await archiveOf(await pictureOf(frame)));
    const structure = [...files].find(([name]) => name.endsWith('.cif'))![1];
    // By element the atoms, by chain the ribbon: a row each, and some for hetero groups between the chains.
    expect(structure.split('\n').filter((line) => /'#[0-9a-f]{6}'/.test(line)).length).toBeLessThan(30);
  });
});

describe('Mol*, opening an archive without a network', () => {
  let plugin: PluginContext;

  beforeEach(async () => {
    // All that Mol* wants of a page when it draws nothing.
    vi.stubGlobal('document', Object.assign(new EventTarget(), { createElement: () => ({}) }));
    vi.stubGlobal('fetch', () => Promise.reject(new Error('there is no network here')));
    plugin = new PluginContext({ actions: [], behaviors: [PluginSpec.Behavior(MolViewSpec)] });
    await plugin.init();
  });

  afterEach(() => {
    plugin.dispose();
    vi.unstubAllGlobals();
  });

  it('has the atoms, bonds, strands, parts and colours of the picture', async () => {
    const frame = everything();
    // Words are drawn with a canvas, which is not here.
    const bytes = await archiveOf({ ...(await pictureOf(frame)), sketch: { ...sketch, words: [] } });
    // Without `keepCameraOrientation`, Mol* asks a canvas for its camera.
    await loadMVSData(plugin, bytes as never, 'mvsx', { keepCameraOrientation: true });
    const cells = plugin.state.data.select(StateSelection.Generators.root.subtree()).filter(({ transform }) => transform.version !== '');
    expect(cells.filter(({ status }) => status === 'error').map(({ errorText }) => errorText)).toEqual([]);

    const structures = cells.filter(({ transform }) => transform.transformer.id === 'ms-plugin.transform-structure-conformation');
    expect(structures).toHaveLength(1);
    const structure = structures[0]!.obj!.data as Structure;
    expect(structure.elementCount).toBe(frame.atoms.rows - 1);
    const symbols = frame.atoms.columns.get('symbol');
    const positions = frame.positions(0);
    let wrong = 0;
    eachAtom(structure, (location, row) => {
      const at = toWorkspace(complex, [positions[row * 3]!, positions[row * 3 + 1]!, positions[row * 3 + 2]!]);
      const { x, y, z, type_symbol, B_iso_or_equiv } = StructureProperties.atom;
      if (Math.hypot(x(location) - at[0], y(location) - at[1], z(location) - at[2]) > 0.002) wrong++;
      if (symbols?.type === 'text' && type_symbol(location) !== symbols.values[symbols.codes[row]!]!.toUpperCase()) wrong++;
      const bfactor = frame.atoms.columns.get('bfactor');
      if (bfactor?.type === 'f32' && Math.abs(B_iso_or_equiv(location) - bfactor.values[row]!) > 0.006) wrong++;
    });
    expect(wrong).toBe(0);
    expect(bondsOf(structure)).toEqual(['0-1', '1-2', '2-3', '40-41', '41-42', '42-43']);

    const secondary = ModelSecondaryStructure.Provider.get(structure.model)!;
    const said = frame.residues.columns.get('secondary_structure');
    eachAtom(structure, (location, row) => {
      const flags = secondary.type[secondary.getIndex(StructureProperties.residue.key(location) as never)]!;
      const kind = flags & 2 ? 3 : flags & 4 ? 2 : 1;
      if (said?.type === 'u8' && kind !== said.values[frame.residueOf(row)]) wrong++;
    });
    expect(wrong).toBe(0);

    // Each part has its atoms, each atom its colour, and each part is drawn.
    const looks = looksOf(frame, 0);
    const colors = { atoms: atomColors(frame), ribbon: ribbonColors(frame), surface: surfaceColors(frame) };
    const drawn = cells.filter(({ transform }) => transform.transformer.id === 'ms-plugin.structure-representation-3d');
    expect(drawn).toHaveLength(looks.length);
    expect(new Set(looks.map(({ representation }) => representation.type)))
      .toEqual(new Set(['spacefill', 'ball_and_stick', 'line', 'cartoon', 'putty', 'surface']));
    drawn.forEach(({ obj, transform }, at) => {
      const { repr, sourceData } = obj!.data as { repr: Drawn; sourceData: Structure };
      const look = looks[at]!;
      const rows = new Set<number>();
      eachAtom(sourceData, (location, row) => {
        rows.add(row);
        if (repr.theme.color.color(location, false) !== colors[look.colors][row]) wrong++;
      });
      const wanted = [...look.rows.keys()].filter((row) => look.rows[row] && row !== 7);
      expect([...rows].sort((a, b) => a - b), look.name).toEqual(wanted);
      expect((transform.params as { type: { params: { alpha: number } } }).type.params.alpha, look.name).toBe(look.opacity);
      expect(repr.renderObjects.length, look.name).toBeGreaterThan(0);
    });
    expect(wrong).toBe(0);
    // A surface and all the rest are computed here: on a busy machine that takes its time.
  }, 60_000);
});

interface Drawn { theme: { color: { color(location: StructureElement.Location, isSecondary: boolean): number } }; renderObjects: readonly unknown[] }

/** All atoms, and their rows in the room. */
function eachAtom(structure: Structure, tell: (location: StructureElement.Location, row: number) => void): void {
  for (const unit of structure.units) {
    for (const element of Array.from(unit.elements as ArrayLike<number>)) {
      const location = StructureElement.Location.create(structure, unit, element as never);
      tell(location, StructureProperties.atom.id(location) - 1);
    }
  }
}

/** Its bonds by the rows of their ends. */
function bondsOf(structure: Structure): string[] {
  const bonds = new Set<string>();
  const id = (unit: Structure['units'][number], index: number) =>
    StructureProperties.atom.id(StructureElement.Location.create(structure, unit, unit.elements[index]!)) - 1;
  const add = (a: number, b: number) => bonds.add([a, b].sort((one, other) => one - other).join('-'));
  for (const unit of structure.units) {
    const { a, b } = (unit as { bonds: { a: ArrayLike<number>; b: ArrayLike<number> } } & typeof unit).bonds;
    for (let at = 0; at < a.length; at++) add(id(unit, a[at]!), id(unit, b[at]!));
  }
  for (const edge of structure.interUnitBonds.edges) {
    add(id(structure.unitMap.get(edge.unitA), edge.indexA), id(structure.unitMap.get(edge.unitB), edge.indexB));
  }
  return [...bonds].sort((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10));
}
