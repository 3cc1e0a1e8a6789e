// Meshes that plugins drew: their triangles as they came, coloured by vertex or by their textures.

import type { Canvas3D } from 'molstar/lib/mol-canvas3d/canvas3d';
import { Mesh } from 'molstar/lib/mol-geo/geometry/mesh/mesh';
import { Mat4 } from 'molstar/lib/mol-math/linear-algebra';
import { Shape as Drawn } from 'molstar/lib/mol-model/shape';
import type { Representation } from 'molstar/lib/mol-repr/representation';
import { ShapeRepresentation } from 'molstar/lib/mol-repr/shape/representation';
import { Color } from 'molstar/lib/mol-util/color';

import type { Columns, Table } from '../api/columns';
import type { Shape, ShapeId } from '../api/types';
import type { RoomState } from '../room/store';
import { placeOfAnchor, type Eye } from './annotations';
import { placeOf } from './model';
import { pixelsOf, placesOnTexture, textured, type Surface } from './textures';

/** What a mesh is made of; where that is the same, so is the mesh. */
interface Made { columns: Columns; color: number; mesh: Mesh; colors: Uint32Array }
interface Layer { shape: Shape; made: Made; places: string; repr: Representation<unknown> }

/** Keeps the room's meshes in the picture. */
export class Meshes {
  private readonly layers = new Map<ShapeId, Layer>();

  constructor(private readonly canvas: Canvas3D) {}

  async update(state: RoomState, eye: Eye): Promise<void> {
    for (const [id, { repr }] of this.layers) {
      if (state.meshes.has(id) && state.shapes.some((shape) => shape.id === id && shape.form.is === 'mesh')) continue;
      this.canvas.remove(repr);
      repr.destroy();
      this.layers.delete(id);
    }
    for (const shape of state.shapes) {
      const columns = state.meshes.get(shape.id);
      if (shape.form.is === 'mesh' && columns) await this.draw(state, shape, columns, eye);
    }
  }

  private async draw(state: RoomState, shape: Shape, columns: Columns, eye: Eye): Promise<void> {
    const old = this.layers.get(shape.id);
    const transforms = placesOf(state, shape, eye);
    const places = JSON.stringify(transforms);
    const isSame = old?.made.columns === columns && old.made.color === shape.color;
    if (isSame && old.places === places) return;
    const made = isSame ? old.made : await make(columns, shape.color, old?.made.mesh);
    if (!made) return;
    const repr = old?.repr ?? (ShapeRepresentation((_, { mesh, colors, transforms }: MeshData) => Drawn.create(
      'mesh', mesh, mesh, (group) => Color(colors[group] ?? 0x808080), () => 1, () => '', transforms, colors.length,
    ), Mesh.Utils) as unknown as Representation<unknown>);
    const ignoreLight = shape.form.is === 'mesh' && shape.form.unlit;
    const props = { alpha: Math.max((shape.color & 0xff) / 255, 0.05), doubleSided: true, ignoreLight };
    await repr.createOrUpdate(props, { ...made, transforms } satisfies MeshData).run();
    repr.setState({ pickable: false });
    this.canvas.add(repr);
    this.layers.set(shape.id, { shape, made, places, repr });
  }
}

interface MeshData extends Made { transforms: Mat4[] }

/** Where a mesh stands: at each of its anchors, turned as the complex that holds it. */
function placesOf(state: RoomState, shape: Shape, eye: Eye): Mat4[] {
  return shape.anchors.flatMap((anchor) => {
    const at = placeOfAnchor(state, anchor, eye);
    const { to } = anchor;
    const complex = to.is === 'complex' ? state.complexes.find((complex) => complex.id === to.complex) : undefined;
    return at ? [placeOf(at, complex?.rotation ?? [0, 0, 0, 1])] : [];
  });
}

/** The mesh of these columns; none where they make no sense. It is written into the old one, at which its representation goes on looking. */
async function make(columns: Columns, color: number, old?: Mesh): Promise<Made | undefined> {
  const vertices = columns.get('vertices');
  const own = vertices && surfaceOf(vertices, columns.get('triangles'));
  if (!own) return undefined;
  const [places, pixels] = [placesOnTexture(vertices), await pixelsOf(columns)];
  const { positions, normals, triangles, colors } = places && pixels ? textured(own, places, pixels) : own;
  const count = colors.length;
  const groups = Float32Array.from({ length: count }, (_, vertex) => vertex);
  const mesh = Mesh.create(positions, triangles, normals ?? new Float32Array(count * 3), groups, count, triangles.length / 3, old);
  if (!normals) Mesh.computeNormals(mesh);
  return { columns, color, mesh, colors: colors.map((each) => tinted(each, color >>> 8)) };
}

/** What the room's tables say; none where a triangle has a vertex that is not there. What is in it is Mol*'s to write to. */
function surfaceOf(vertices: Table, triangles: Table | undefined): Surface | undefined {
  const positions = vertices.columns.get('position');
  if (!triangles || positions?.type !== 'f32x3') return undefined;
  const corners = ['a', 'b', 'c'].map((name) => triangles.columns.get(name));
  const indices = new Uint32Array(triangles.rows * 3);
  for (let row = 0; row < triangles.rows; row++) {
    for (let corner = 0; corner < 3; corner++) {
      const data = corners[corner];
      const vertex = data?.type === 'u32' ? data.values[row]! : 0;
      if (vertex >= vertices.rows) return undefined;
      indices[row * 3 + corner] = vertex;
    }
  }
  const normals = vertices.columns.get('normal');
  return {
    positions: positions.values.slice(),
    normals: normals?.type === 'f32x3' ? normals.values.slice() : undefined,
    triangles: indices,
    colors: colorsOf(vertices),
  };
}

/** `0xRRGGBB` of each vertex: its own, or white, through which the shape's colour is seen. */
function colorsOf(vertices: Table): Uint32Array {
  const [red, green, blue] = ['red', 'green', 'blue'].map((name) => vertices.columns.get(name));
  if (red?.type !== 'f32' || green?.type !== 'f32' || blue?.type !== 'f32') return new Uint32Array(vertices.rows).fill(0xffffff);
  return Uint32Array.from({ length: vertices.rows }, (_, vertex) =>
    Color.fromNormalizedRgb(unit(red.values[vertex]!), unit(green.values[vertex]!), unit(blue.values[vertex]!)));
}

/** One colour seen through another. */
function tinted(color: number, by: number): number {
  const channel = (shift: number) => Math.round((((color >> shift) & 255) * ((by >> shift) & 255)) / 255);
  return (channel(16) << 16) | (channel(8) << 8) | channel(0);
}

function unit(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}
