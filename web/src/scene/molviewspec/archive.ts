// The picture as an archive of MolViewSpec (`.mvsx`): what is shown, where it stands, how it looks and from where one looks, with
// the structures inside, so that it opens without a network. docs/browser.md lists what MolViewSpec cannot say.

import { createMVSX } from 'molstar/lib/extensions/mvs/export';
import { MVSData } from 'molstar/lib/extensions/mvs/mvs-data';
import type { Primitives, Root, Structure } from 'molstar/lib/extensions/mvs/tree/mvs/mvs-builder';
import { Vec3 } from 'molstar/lib/mol-math/linear-algebra';
import { fovNormalizedCameraPosition } from 'molstar/lib/mol-util/camera';

import type { Complex } from '../../api/types';
import type { Point, Sketch } from '../annotations';
import type { Drawing } from '../drawing';
import { placeOf, type Skeleton } from '../model';
import { atomColors, ribbonColors, surfaceColors } from '../paint';
import { looksOf, type Look } from './looks';
import { marksOf, onlyValue } from './marks';
import { PREFIX, structureFile, type MarkTable } from './structure';

/** A frame of a complex that is in the picture. */
export interface Shown {
  readonly complex: Complex;
  /** Which of its frames, from 0. */
  readonly place: number;
  readonly conformer: number;
  readonly skeleton: Skeleton;
}

/** From where one looks. */
export interface Eye {
  readonly position: Point;
  readonly target: Point;
  readonly up: Point;
  /** The angle of view, radian. */
  readonly fov: number;
}

/** All that the archive is made of. */
export interface Picture {
  /** What it is called. */
  readonly title: string;
  readonly shown: readonly Shown[];
  /** What stands beside the molecules. */
  readonly sketch: Sketch;
  readonly eye: Eye;
  /** `0xRRGGBB`. */
  readonly background: number;
}

/** Letters in front of what they name, angstrom. */
const IN_FRONT = 4;
/** The most letters of a label, as in the picture. */
const MOST_LETTERS = 200;

/** What of these complexes is drawn: `places` has the frames of each, `drawings` what is drawn under `complex/frame`. */
export function shownOf(
  complexes: readonly Complex[], places: (complex: Complex) => readonly number[], drawings: ReadonlyMap<string, Drawing>,
): Shown[] {
  return complexes.filter(({ visible }) => visible).flatMap((complex) => places(complex).flatMap((place) => {
    const { skeleton, frame, conformer } = drawings.get(`${complex.id}/${place}`) ?? {};
    // A skeleton is kept while only looks change; the frame is as it looks now.
    return skeleton && frame ? [{ complex, place, conformer: conformer ?? 0, skeleton: { ...skeleton, frame } }] : [];
  }));
}

/** The archive's bytes. */
export async function archiveOf({ title, shown, sketch, eye, background }: Picture): Promise<Uint8Array> {
  const root = MVSData.createBuilder();
  root.canvas({ background_color: hex(background) });
  root.camera({
    // Mol* takes what it reads for the place of an eye of its own, and goes nearer or farther by its angle of view.
    position: point(fovNormalizedCameraPosition(Vec3.create(...eye.target), Vec3.create(...eye.position), 'perspective', eye.fov)),
    target: [...eye.target],
    up: [...eye.up],
  });
  const files: { name: string; content: string }[] = [];
  for (const one of shown) {
    const name = `structures/${files.length + 1}-${one.complex.name.replace(/[^A-Za-z0-9_-]+/g, '_').slice(0, 40)}.cif`;
    files.push({ name, content: await addStructure(root, one, name) });
  }
  addSketch(root, sketch);
  return createMVSX(root.getState({ title, description: 'Made with OpenNTS', description_format: 'plaintext' }), files);
}

/** Adds a structure to the tree; its file is the answer. */
async function addStructure(root: Root, { complex, place, conformer, skeleton }: Shown, file: string): Promise<string> {
  const { frame } = skeleton;
  const structure = root.download({ url: file }).parse({ format: 'mmcif' }).modelStructure({
    ref: `complex_${complex.id}_${place}`, custom: { opennts_complex: complex.name },
  });
  structure.transform({ matrix: [...placeOf(complex.position, complex.rotation)] });
  const looks = looksOf(frame, conformer);
  const held = frame.inConformer(conformer);
  const tables: MarkTable[] = [];
  const colors = { atoms: atomColors, ribbon: ribbonColors, surface: surfaceColors };
  for (const of of ['atoms', 'ribbon', 'surface'] as const) {
    const wanted = looks.filter((look) => look.colors === of);
    if (wanted.length === 0) continue;
    const byRow = Array.from(colors[of](frame), (color, row) => (wanted.some(({ rows }) => rows[row]) ? hex(color) : undefined));
    for (const look of wanted) {
      const isAll = look.rows.every((isOf, row) => isOf === 1 || held?.[row] === 0);
      if (!isAll) tables.push({ name: look.name, marks: marksOf(frame, Array.from(look.rows, (isOf) => (isOf ? 'shown' : undefined))) });
      addLook(structure, look, isAll, onlyColor(look, byRow));
    }
    if (wanted.some((look) => !onlyColor(look, byRow))) tables.push({ name: `${of}_color`, marks: marksOf(frame, byRow, of === 'atoms') });
  }
  return structureFile(complex.name, skeleton, conformer, tables);
}

/** The one colour of a look; none where it has several. */
function onlyColor({ rows }: Look, byRow: readonly (string | undefined)[]): string | undefined {
  return onlyValue(byRow.filter((_, row) => rows[row]));
}

/** Adds what is shown in one way; `color` where it has only one. */
function addLook(structure: Structure, { name, representation, custom, opacity, colors }: Look, isAll: boolean, color: string | undefined): void {
  const component = isAll
    ? structure.component({ selector: 'all' })
    : structure.componentFromSource({ schema: 'all_atomic', category_name: `${PREFIX}${name}`, field_name: 'value' });
  const drawn = component.representation({ ...representation, ...(custom ? { custom } : {}) });
  if (color) drawn.color({ color: color as `#${string}` });
  else drawn.colorFromSource({ schema: 'all_atomic', category_name: `${PREFIX}${colors}_color`, field_name: 'value' });
  if (opacity < 1) drawn.opacity({ opacity });
}

/** Adds points, lines and words, one group for each opacity in use. */
function addSketch(root: Root, { dots, strokes, words }: Sketch): void {
  const groups = new Map<number, Primitives>();
  const group = (opacity: number): Primitives => {
    const step = Math.round(opacity * 100) / 100;
    const known = groups.get(step) ?? root.primitives({ opacity: step, label_opacity: step });
    groups.set(step, known);
    return known;
  };
  for (const { at, radius, color, opacity } of dots) group(opacity).sphere({ center: [...at], radius, color: hex(color) });
  for (const { from, to, radius, color, opacity, dash, gap } of strokes) {
    // MolViewSpec has one length for dashes and gaps.
    const dashed = dash > 0 && gap > 0 ? { dash_length: (dash + gap) / 2 } : {};
    group(opacity).tube({ start: [...from], end: [...to], radius, color: hex(color), ...dashed });
  }
  for (const { at, text, size, color, opacity } of words) {
    group(opacity).label({
      position: [...at], text: text.slice(0, MOST_LETTERS), label_size: size, label_color: hex(color), label_offset: IN_FRONT,
    });
  }
}

function hex(color: number): `#${string}` {
  return `#${(color & 0xffffff).toString(16).padStart(6, '0')}`;
}

function point(at: Vec3): [number, number, number] {
  return [at[0]!, at[1]!, at[2]!];
}
