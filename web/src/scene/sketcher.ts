// Draws a sketch: spheres, cylinders and words, one representation of Mol* for each of these and for each opacity in use.

import type { Canvas3D } from 'molstar/lib/mol-canvas3d/canvas3d';
import { Cylinders } from 'molstar/lib/mol-geo/geometry/cylinders/cylinders';
import { CylindersBuilder } from 'molstar/lib/mol-geo/geometry/cylinders/cylinders-builder';
import { sizeDataFactor } from 'molstar/lib/mol-geo/geometry/size-data';
import { Spheres } from 'molstar/lib/mol-geo/geometry/spheres/spheres';
import { SpheresBuilder } from 'molstar/lib/mol-geo/geometry/spheres/spheres-builder';
import { Text } from 'molstar/lib/mol-geo/geometry/text/text';
import { TextBuilder } from 'molstar/lib/mol-geo/geometry/text/text-builder';
import { Vec3 } from 'molstar/lib/mol-math/linear-algebra';
import { Shape } from 'molstar/lib/mol-model/shape';
import type { Representation } from 'molstar/lib/mol-repr/representation';
import { ShapeRepresentation } from 'molstar/lib/mol-repr/shape/representation';
import { ValueCell } from 'molstar/lib/mol-util';
import { Color } from 'molstar/lib/mol-util/color';
import { packIntToRGBArray } from 'molstar/lib/mol-util/number-packing';

import { dashesOf, type Dot, type Point, type Sketch, type Stroke, type Word } from './annotations';
import { AHEAD, setWords, type Outlook, type Setting } from './lettering';

interface Layer { items: readonly object[]; paper: number; repr: Representation<unknown>; words?: readonly Word[]; settings?: Setting[] | undefined }

/** Keeps a sketch in the picture. */
export class Sketcher {
  private readonly layers = new Map<string, Layer>();

  private readonly ends: () => void;

  constructor(private readonly canvas: Canvas3D) {
    // Told before the picture is drawn from there.
    const moved = canvas.camera.changed.subscribe(() => this.setAll());
    this.ends = () => moved.unsubscribe();
  }

  dispose(): void {
    this.ends();
  }

  /** Draws this instead of what was drawn before; `paper` is the background, `0xRRGGBB`. */
  async draw({ dots, strokes, words }: Sketch, paper: number): Promise<void> {
    const wanted = new Map<string, { kind: 'dots' | 'strokes' | 'words'; items: (Dot | Stroke | Word)[] }>();
    for (const [kind, items] of [['dots', dots], ['strokes', strokes], ['words', words]] as const) {
      for (const item of items) {
        const key = `${kind}/${stepOf(item.opacity)}`;
        if (!wanted.has(key)) wanted.set(key, { kind, items: [] });
        wanted.get(key)!.items.push(item);
      }
    }
    for (const [key, { repr }] of this.layers) {
      if (wanted.has(key)) continue;
      this.canvas.remove(repr);
      repr.destroy();
      this.layers.delete(key);
    }
    for (const [key, { kind, items }] of wanted) {
      const old = this.layers.get(key);
      if (old && old.paper === paper && areSame(old.items, items)) continue;
      const repr = old?.repr ?? makers[kind]();
      await repr.createOrUpdate({ alpha: stepOf(items[0]!.opacity), ...propsOf(kind, paper) }, items).run();
      // What is meant is the atom behind it.
      repr.setState({ pickable: false });
      this.canvas.add(repr);
      const layer: Layer = { items, paper, repr };
      if (kind === 'words') Object.assign(layer, { words: items, settings: old?.settings });
      this.layers.set(key, layer);
      this.set(layer);
    }
  }

  private setAll(): void {
    for (const layer of this.layers.values()) this.set(layer);
  }

  /** Sets the words of a layer for where the camera is: written into what is on the graphics card, as this is done for each picture. */
  private set(layer: Layer): void {
    const { words, repr } = layer;
    const values = repr.renderObjects[0]?.values as TextValues | undefined;
    // In a headset pixels are no measure: there words are as large as they are.
    const isInHeadset = this.canvas.webgl.xr.session !== undefined;
    if (!words?.some(({ most }) => most !== undefined) || !values || (isInHeadset && !layer.settings)) return;
    layer.settings = isInHeadset ? undefined : setWords(words, this.outlook(), layer.settings);
    const settings = layer.settings ?? words;
    const [places, sizes, groups] = [values.aPosition.ref.value, values.tSize.ref.value, values.aGroup.ref.value];
    settings.forEach(({ size }, group) => packIntToRGBArray(size * sizeDataFactor, sizes.array, group * 3));
    for (let corner = 0; corner < values.uVertexCount.ref.value; corner++) places.set(settings[groups[corner]!]!.at, corner * 3);
    ValueCell.update(values.aPosition, places);
    ValueCell.update(values.tSize, sizes);
    this.canvas.update(repr, true);
  }

  private outlook(): Outlook {
    const { state, viewport } = this.canvas.camera;
    const away = Vec3.normalize(Vec3(), Vec3.sub(Vec3(), state.target, state.position));
    const right = Vec3.normalize(Vec3(), Vec3.cross(Vec3(), away, state.up));
    const up = Vec3.cross(Vec3(), right, away);
    const reach = [viewport.width, viewport.height].map((pixels) => pixels / this.canvas.input.pixelRatio / 2) as [number, number];
    const pixels = reach[1] / Math.tan(state.fov / 2);
    const point = ([x, y, z]: Vec3): Point => [x!, y!, z!];
    return { position: point(state.position), right: point(right), up: point(up), away: point(away), pixels, reach };
  }
}

/** What of a text is on the graphics card. */
interface TextValues {
  aPosition: ValueCell<Float32Array>;
  aGroup: ValueCell<Float32Array>;
  tSize: ValueCell<{ array: Uint8Array; width: number; height: number }>;
  uVertexCount: ValueCell<number>;
}

// A representation goes on looking at the geometry that it saw first: what is new is written into that.
const makers = {
  dots: () => ShapeRepresentation((_, dots: readonly Dot[], __, old?: Shape<Spheres>) => {
    const spheres = SpheresBuilder.create(dots.length, undefined, old?.geometry);
    dots.forEach(({ at: [x, y, z] }, group) => spheres.add(x, y, z, group));
    return shapeOf('dots', dots, spheres.getSpheres(), (group) => dots[group]!.radius);
  }, Spheres.Utils) as Representation<unknown>,
  strokes: () => ShapeRepresentation((_, strokes: readonly Stroke[], __, old?: Shape<Cylinders>) => {
    const cylinders = CylindersBuilder.create(strokes.length, undefined, old?.geometry);
    strokes.forEach((stroke, group) => {
      for (const [[ax, ay, az], [bx, by, bz]] of dashesOf(stroke)) cylinders.add(ax, ay, az, bx, by, bz, 1, true, true, 2, group);
    });
    return shapeOf('strokes', strokes, cylinders.getCylinders(), (group) => strokes[group]!.radius);
  }, Cylinders.Utils) as Representation<unknown>,
  words: () => ShapeRepresentation((_, words: readonly Word[], __, old?: Shape<Text>) => {
    const text = TextBuilder.create({}, words.length, undefined, old?.geometry);
    // Nearer than what they name, so that they stand in front of it.
    words.forEach(({ at: [x, y, z], text: says }, group) => text.add(says.slice(0, 200), x, y, z, AHEAD, 1, group));
    return shapeOf('words', words, text.getText(), (group) => words[group]!.size);
  }, Text.Utils) as Representation<unknown>,
};

function propsOf(kind: 'dots' | 'strokes' | 'words', paper: number): object {
  return kind === 'words'
    ? { sizeFactor: 1, borderWidth: 0.35, borderColor: Color(paper), attachment: 'middle-center', fontWeight: 'bold' }
    : { sizeFactor: 1 };
}

function shapeOf<G extends Spheres | Cylinders | Text>(
  name: string, items: readonly { color: number }[], geometry: G, size: (group: number) => number,
): Shape<G> {
  return Shape.create(name, items, geometry, (group) => Color(items[group]!.color), size, () => '', undefined, items.length);
}

/** Opacity in steps, so that there are few layers. */
function stepOf(opacity: number): number {
  return Math.max(Math.ceil(Math.min(opacity, 1) * 5), 1) / 5;
}

function areSame(one: readonly object[], other: readonly object[]): boolean {
  return one.length === other.length && one.every((item, at) => JSON.stringify(item) === JSON.stringify(other[at]));
}
