// Volumes: a surface through all places of one value, for each layer, where the complex stands that has them.

import type { Canvas3D } from 'molstar/lib/mol-canvas3d/canvas3d';
import { Lines } from 'molstar/lib/mol-geo/geometry/lines/lines';
import { Mesh } from 'molstar/lib/mol-geo/geometry/mesh/mesh';
import { computeMarchingCubesLines, computeMarchingCubesMesh } from 'molstar/lib/mol-geo/util/marching-cubes/algorithm';
import { Mat4, Tensor } from 'molstar/lib/mol-math/linear-algebra';
import { Shape } from 'molstar/lib/mol-model/shape';
import type { Representation } from 'molstar/lib/mol-repr/representation';
import { ShapeRepresentation } from 'molstar/lib/mol-repr/shape/representation';
import { Color } from 'molstar/lib/mol-util/color';

import type { Columns } from '../api/columns';
import type { Volume, VolumeLayer } from '../api/types';
import type { RoomState } from '../room/store';
import { gridToSpace } from './grid';
import { placeOf } from './model';

interface Layer {
  values: Columns;
  /** What the surface is made of besides its values. */
  recipe: string;
  geometry: Mesh | Lines;
  place: string;
  repr: Representation<unknown>;
}

/** Keeps the surfaces of the room's volumes in the picture. */
export class Volumes {
  private readonly layers = new Map<string, Layer>();

  constructor(private readonly canvas: Canvas3D) {}

  async update(state: RoomState): Promise<void> {
    const wanted = new Set<string>();
    for (const volume of state.volumes) {
      const complex = state.complexes.find((complex) => complex.id === volume.complex);
      const values = state.volumeValues.get(volume.id);
      if (!complex?.visible || !volume.visible || !values) continue;
      const place = Mat4.mul(Mat4(), placeOf(complex.position, complex.rotation), gridToSpace(volume.cell, volume.size));
      for (const [at, layer] of volume.layers.entries()) {
        const key = `${volume.id}/${at}/${volume.style === 'mesh' ? 'lines' : 'faces'}`;
        if (await this.draw(key, volume, layer, values, place)) wanted.add(key);
      }
    }
    for (const [key, { repr }] of this.layers) {
      if (wanted.has(key)) continue;
      this.canvas.remove(repr);
      repr.destroy();
      this.layers.delete(key);
    }
  }

  /** Whether there is something to see. */
  private async draw(key: string, volume: Volume, layer: VolumeLayer, values: Columns, place: Mat4): Promise<boolean> {
    const old = this.layers.get(key);
    const recipe = JSON.stringify([volume.size, volume.mean, volume.rmsd, layer, volume.style]);
    const where = JSON.stringify(place);
    const isSame = old?.values === values && old.recipe === recipe;
    if (isSame && old.place === where) return true;
    const geometry = isSame ? old.geometry : await surface(volume, layer, values, old?.geometry);
    if (!geometry) return false;
    const repr = old?.repr ?? (geometry.kind === 'mesh' ? faces() : wires());
    const opacity = Math.max((layer.color & 0xff) / 255, 0.05);
    const props = { alpha: opacity, doubleSided: true, flatShaded: volume.style === 'flat_surface', sizeFactor: 1.5 };
    await repr.createOrUpdate(props, { geometry, color: layer.color >>> 8, place } satisfies SurfaceData).run();
    repr.setState({ pickable: false });
    this.canvas.add(repr);
    this.layers.set(key, { values, recipe, geometry, place: where, repr });
    return true;
  }
}

interface SurfaceData { geometry: Mesh | Lines; color: number; place: Mat4 }

const shapeOf = <G extends Mesh | Lines>({ geometry, color, place }: SurfaceData): Shape<G> =>
  Shape.create('volume', geometry, geometry as G, () => Color(color), () => 1, () => '', [place], 1);

const faces = () => ShapeRepresentation((_, data: SurfaceData) => shapeOf<Mesh>(data), Mesh.Utils) as unknown as Representation<unknown>;
const wires = () => ShapeRepresentation((_, data: SurfaceData) => shapeOf<Lines>(data), Lines.Utils) as unknown as Representation<unknown>;

/**
 * The surface in steps of the grid; none where the values are not those of the grid. It is written into the old one, at which its
 * representation goes on looking.
 */
async function surface(volume: Volume, layer: VolumeLayer, columns: Columns, old?: Mesh | Lines): Promise<Mesh | Lines | undefined> {
  const values = columns.get('values')?.columns.get('value');
  const [width, height, depth] = volume.size;
  if (values?.type !== 'f32' || values.values.length !== width * height * depth || Math.min(width, height, depth) < 2) return undefined;
  // Along the width first: the first axis is the fastest.
  const space = Tensor.Space([width, height, depth], [2, 1, 0], Float32Array);
  const scalarField = Tensor.create(space, values.values as unknown as Tensor.Data);
  const isoLevel = volume.mean + layer.rmsd * volume.rmsd;
  if (!Number.isFinite(isoLevel)) return undefined;
  const params = { isoLevel, scalarField };
  return volume.style === 'mesh'
    ? computeMarchingCubesLines(params, old?.kind === 'lines' ? old : undefined).run()
    : computeMarchingCubesMesh(params, old?.kind === 'mesh' ? old : undefined).run();
}
