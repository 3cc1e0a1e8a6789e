// What is drawn beside the molecules, as points, lines and words in the workspace: labels, boxes, measures, and what plugins drew.
// Pure: from the room to a sketch.

import { Vec3 } from 'molstar/lib/mol-math/linear-algebra';

import type { Anchor, Complex, Shape, Volume } from '../api/types';
import { FrameView, textAt, u8 } from '../room/frame';
import type { RoomState } from '../room/store';
import { gridToSpace } from './grid';
import { interactionStrokes } from './interactions';
import { shown, toWorkspace, visibleRows } from './words';

/** A point of the workspace, angstrom. */
export type Point = readonly [number, number, number];

export interface Dot { readonly at: Point; readonly radius: number; readonly color: number; readonly opacity: number }
export interface Stroke {
  readonly from: Point;
  readonly to: Point;
  readonly radius: number;
  readonly color: number;
  readonly opacity: number;
  /** The length of a dash, and of the gap after it; 0 = no dashes. */
  readonly dash: number;
  readonly gap: number;
}
export interface Word {
  readonly at: Point;
  readonly text: string;
  /** Angstrom. */
  readonly size: number;
  readonly color: number;
  readonly opacity: number;
  /** How large it becomes on the page, pixels, and that it gives way to what is nearer; without, it is as its plugin wants it. */
  readonly most?: number;
}

/** All of it; colours are `0xRRGGBB`. */
export interface Sketch { readonly dots: Dot[]; readonly strokes: Stroke[]; readonly words: Word[] }

/** An atom that was picked for a measure. */
export interface Pick { readonly complex: number; readonly index: number }

/** A distance (2 atoms), an angle (3) or a dihedral (4); one that is marked stands out of the others. */
export interface Measure { readonly id: number; readonly picks: readonly Pick[]; readonly isMarked?: boolean }

/** Right, up and away as whoever looks sees them. */
export interface Eye { readonly right: Point; readonly up: Point; readonly away: Point }

/** More labels than these nobody reads. */
const MOST_LABELS = 2000;
/** More dashes than these make no line more readable. */
const MOST_DASHES = 100;
/** Mol*'s cylinders are not seen where they are long and lead away from whoever looks: a line is drawn in pieces, angstrom. */
const PIECE = 4;
/** How large words become on the page: of boxes, of residues, and of atoms; pixels. */
const MOST_LARGE = 28;
const MOST = 23;
const MOST_SMALL = 19;
const MEASURE = 0xf2b134;
const BOX = 0x7f8a99;

/** The sketch of a room; `ink` is the colour of words that have none. */
export function sketchOf(state: RoomState, measures: readonly Measure[], picks: readonly Pick[], eye: Eye, ink: number): Sketch {
  const sketch: Sketch = { dots: [], strokes: [], words: [] };
  for (const complex of state.complexes) {
    const view = viewOf(state, complex);
    if (!view || !complex.visible) continue;
    addLabels(sketch, view, ink);
    if (complex.boxed) addBox(sketch, view, ink);
  }
  for (const volume of state.volumes) addVolumeBox(sketch, state, volume);
  sketch.strokes.push(...interactionStrokes(state));
  for (const shape of state.shapes) addShape(sketch, state, shape, eye);
  for (const measure of measures) addMeasure(sketch, state, measure, ink);
  for (const pick of picks) {
    const at = placeOfPick(state, pick);
    if (at) sketch.dots.push({ at, radius: 0.45, color: MEASURE, opacity: 0.6 });
  }
  return sketch;
}

/** What words are written in where nobody said a colour, on this background; both `0xRRGGBB`. */
export function inkOn(background: number): number {
  const light = 0.3 * (background >> 16) + 0.6 * ((background >> 8) & 255) + 0.1 * (background & 255);
  return light < 128 ? 0xf2f5f8 : 0x14181d;
}

/** What a measure says; none where one of its atoms is gone. */
export function measureText(state: RoomState, { picks }: Measure): string | undefined {
  const points = picks.map((pick) => placeOfPick(state, pick)).filter((point) => point !== undefined);
  if (points.length !== picks.length) return undefined;
  const [a, b, c, d] = points;
  if (a && b && c && d) return `${degrees(dihedral(a, b, c, d))}°`;
  if (a && b && c) return `${degrees(angle(sub(a, b), sub(c, b)))}°`;
  return a && b ? `${length(sub(a, b)).toFixed(2)} Å` : undefined;
}

/** Between which atoms it is: `A:ASP 25 OD1 – B:LYS 7 NZ`; with the names of their complexes, where it goes from one to another. */
export function measureAtoms(state: RoomState, { picks }: Measure): string {
  const isAcross = picks.some(({ complex }) => complex !== picks[0]!.complex);
  const words = picks.map((pick) => {
    const complex = state.complexes.find((complex) => complex.id === pick.complex);
    const frame = complex && viewOf(state, complex)?.frame;
    const row = frame?.rowOf(pick.index);
    if (!frame || row === undefined) return '?';
    return [isAcross && complex.name, frame.residueInChain(frame.residueOf(row)), textAt(frame.atoms, 'name', row)].filter(Boolean).join(' ');
  });
  return words.join(' – ');
}

/** How many atoms each kind of measure takes. */
export const PICKS = { distance: 2, angle: 3, dihedral: 4 } as const;

interface View { complex: Complex; frame: FrameView; conformer: number; positions: Float32Array }

function viewOf(state: RoomState, complex: Complex): View | undefined {
  const { place, conformer } = shown(complex);
  const frame = FrameView.of(state.columns.get(complex.id), place);
  return frame && { complex, frame, conformer, positions: frame.positions(conformer) };
}

function pointOf({ complex, positions }: View, row: number, offset: Point = [0, 0, 0]): Point {
  const local: [number, number, number] = [
    positions[row * 3]! + offset[0], positions[row * 3 + 1]! + offset[1], positions[row * 3 + 2]! + offset[2],
  ];
  return toWorkspace(complex, local);
}

function addLabels(sketch: Sketch, view: View, ink: number): void {
  const { frame } = view;
  const atoms = u8(frame.atoms, 'labeled');
  const add = (text: string, at: Point, size: number, most: number) => {
    if (sketch.words.length < MOST_LABELS) sketch.words.push({ at, text, size, color: ink, opacity: 1, most });
  };
  for (let row = 0; row < atoms.length; row++) {
    if (!atoms[row] || !frame.isDrawn(row)) continue;
    add(textAt(frame.atoms, 'label_text', row) || textAt(frame.atoms, 'name', row), pointOf(view, row), 0.7, MOST_SMALL);
  }
  const residues = u8(frame.residues, 'labeled');
  const chains = new Set<number>();
  residues.forEach((is, residue) => is && chains.add(frame.chainOf(residue)));
  // Of several chains each label says which; where they are all of one, that says nothing.
  const nameOf = (residue: number) => (chains.size > 1 ? frame.residueInChain(residue) : frame.residueWords(residue));
  for (let residue = 0; residue < residues.length; residue++) {
    if (!residues[residue]) continue;
    const [first, end] = frame.atomsOf(residue);
    if (end > first) add(textAt(frame.residues, 'label_text', residue) || nameOf(residue), labelPlace(view, first, end), 0.9, MOST);
  }
}

/** A residue's label stands at its second carbon, or else in its middle. */
function labelPlace(view: View, first: number, end: number): Point {
  for (let row = first; row < end; row++) if (textAt(view.frame.atoms, 'name', row) === 'CA') return pointOf(view, row);
  const sum = [0, 0, 0];
  for (let row = first; row < end; row++) for (let axis = 0; axis < 3; axis++) sum[axis]! += view.positions[row * 3 + axis]!;
  const [x, y, z] = sum.map((total) => total / (end - first)) as [number, number, number];
  return toWorkspace(view.complex, [x, y, z]);
}

function addBox(sketch: Sketch, view: View, ink: number): void {
  const { complex, frame, conformer, positions } = view;
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const row of visibleRows(frame, conformer)) {
    for (let axis = 0; axis < 3; axis++) {
      low[axis] = Math.min(low[axis]!, positions[row * 3 + axis]! - 2);
      high[axis] = Math.max(high[axis]!, positions[row * 3 + axis]! + 2);
    }
  }
  if (!Number.isFinite(low[0]!)) return;
  const corner = (at: number): Point => {
    const [x, y, z] = [0, 1, 2].map((axis) => ((at >> axis) & 1 ? high : low)[axis]!) as [number, number, number];
    return toWorkspace(complex, [x, y, z]);
  };
  addEdges(sketch, corner);
  const text = complex.box_label || complex.name;
  const [a, b] = [corner(2), corner(3)];
  sketch.words.push({ at: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + 1.2, (a[2] + b[2]) / 2], text, size: 1.6, color: ink, opacity: 1, most: MOST_LARGE });
}

/** The cell of a volume, which is in a box where its plugin wants that. */
function addVolumeBox(sketch: Sketch, state: RoomState, { complex: id, visible, boxed, cell, size }: Volume): void {
  const complex = state.complexes.find((complex) => complex.id === id);
  if (!complex?.visible || !visible || !boxed) return;
  const place = gridToSpace(cell, size);
  addEdges(sketch, (at) => {
    const [a, b, c] = size.map((steps, axis) => ((at >> axis) & 1) * (steps - 1)) as [number, number, number];
    const [x, y, z] = Vec3.transformMat4(Vec3(), Vec3.create(a, b, c), place) as unknown as Point;
    return toWorkspace(complex, [x, y, z]);
  });
}

/** The edges of a box; its corners are numbered by the bits of their axes. */
function addEdges(sketch: Sketch, corner: (at: number) => Point): void {
  for (let from = 0; from < 8; from++) {
    for (const axis of [1, 2, 4]) {
      if (from & axis) continue;
      sketch.strokes.push({ from: corner(from), to: corner(from | axis), radius: 0.06, color: BOX, opacity: 1, dash: 0, gap: 0 });
    }
  }
}

function addShape(sketch: Sketch, state: RoomState, shape: Shape, eye: Eye): void {
  const points = shape.anchors.map((anchor) => placeOfAnchor(state, anchor, eye));
  const color = shape.color >>> 8;
  const opacity = (shape.color & 0xff) / 255;
  if (opacity === 0) return;
  const { form } = shape;
  if (form.is === 'line') {
    const [radius, dash, gap] = [Math.max(form.thickness / 2, 0.01), Math.max(form.dash_length, 0), Math.max(form.dash_distance, 0)];
    for (let at = 1; at < points.length; at++) {
      const [from, to] = [points[at - 1], points[at]];
      if (from && to) sketch.strokes.push({ from, to, radius, color, opacity, dash: gap > 0 ? dash : 0, gap });
    }
    return;
  }
  for (const at of points) {
    if (!at) continue;
    if (form.is === 'sphere') sketch.dots.push({ at, radius: Math.max(form.radius, 0), color, opacity });
    if (form.is === 'label') sketch.words.push({ at, text: form.text, size: Math.max(form.font_size, 0.05), color, opacity });
  }
}

function addMeasure(sketch: Sketch, state: RoomState, measure: Measure, ink: number): void {
  const points = measure.picks.map((pick) => placeOfPick(state, pick));
  const text = measureText(state, measure);
  if (!text) return;
  const known = points.filter((point) => point !== undefined);
  const color = measure.isMarked ? ink : MEASURE;
  const broad = measure.isMarked ? 2 : 1;
  // Along bonds the lines run inside of the sticks: these tell which atoms are meant.
  for (const at of known) sketch.dots.push({ at, radius: measure.isMarked ? 0.5 : 0.34, color, opacity: measure.isMarked ? 0.8 : 0.5 });
  for (let at = 1; at < known.length; at++) {
    sketch.strokes.push({ from: known[at - 1]!, to: known[at]!, radius: 0.06 * broad, color, opacity: 1, dash: 0.35, gap: 0.25 });
  }
  const [low, high] = known.length === 2 ? [known[0]!, known[1]!] : [known[Math.floor((known.length - 1) / 2)]!, known[Math.ceil((known.length - 1) / 2)]!];
  sketch.words.push({ at: scale(add(low, high), 0.5), text, size: 1, color: ink, opacity: 1, most: MOST });
}

/** Where an anchor is in the workspace; none where what holds it is gone or hidden. */
export function placeOfAnchor(state: RoomState, anchor: Anchor, eye: Eye): Point | undefined {
  const held = holderOf(state, anchor);
  if (!held) return undefined;
  const [right, up, away] = anchor.viewer_offset;
  return [held, anchor.global_offset, scale(eye.right, right), scale(eye.up, up), scale(eye.away, away)].reduce(add);
}

function holderOf(state: RoomState, { to, local_offset: offset }: Anchor): Point | undefined {
  if (to.is === 'workspace') return offset;
  if (to.is === 'complex') {
    const complex = state.complexes.find((complex) => complex.id === to.complex);
    return complex?.visible ? toWorkspace(complex, offset) : undefined;
  }
  for (const complex of state.complexes) {
    const view = complex.visible ? viewOf(state, complex) : undefined;
    const row = view?.frame.rowOf(to.atom);
    if (view && row !== undefined) return pointOf(view, row, offset);
  }
  return undefined;
}

function placeOfPick(state: RoomState, pick: Pick): Point | undefined {
  const complex = state.complexes.find((complex) => complex.id === pick.complex);
  const view = complex && viewOf(state, complex);
  const row = view?.frame.rowOf(pick.index);
  return view && row !== undefined ? pointOf(view, row) : undefined;
}

/** The pieces of a stroke that are drawn. */
export function dashesOf({ from, to, dash, gap }: Stroke): [Point, Point][] {
  const whole = length(sub(to, from));
  const isSolid = dash <= 0 || gap <= 0;
  const step = Math.max(isSolid ? PIECE : dash + gap, whole / MOST_DASHES);
  if (whole <= (isSolid ? step : dash)) return [[from, to]];
  const drawn = isSolid ? step : (step * dash) / (dash + gap);
  const dashes: [Point, Point][] = [];
  for (let at = 0; at < whole; at += step) {
    const end = Math.min(at + drawn, whole);
    dashes.push([along(from, to, at / whole), along(from, to, end / whole)]);
  }
  return dashes;
}

function along(from: Point, to: Point, share: number): Point {
  return add(from, scale(sub(to, from), share));
}

function add(a: Point, b: Point): Point {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function sub(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function scale(a: Point, by: number): Point {
  return [a[0] * by, a[1] * by, a[2] * by];
}

function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function length(a: Point): number {
  return Math.sqrt(dot(a, a));
}

function angle(a: Point, b: Point): number {
  return Math.atan2(length(cross(a, b)), dot(a, b));
}

/** Right-handed, from -180 to 180 degrees, as chemists count it. */
function dihedral(a: Point, b: Point, c: Point, d: Point): number {
  const [first, axis, last] = [sub(b, a), sub(c, b), sub(d, c)];
  const [before, after] = [cross(first, axis), cross(axis, last)];
  return Math.atan2(dot(cross(before, after), axis) / (length(axis) || 1), dot(before, after));
}

function degrees(radians: number): string {
  return ((radians * 180) / Math.PI).toFixed(1);
}
