// Textures of meshes. Mol* colours a mesh by its vertices only, so its triangles are split until there is a vertex for each pixel.

import { Color } from 'molstar/lib/mol-util/color';

import type { Columns, Table } from '../api/columns';

/** A texture is looked at in at most so many pixels a side. */
const MOST_PIXELS = 1024;

/** Splitting ends at so many triangles: then several pixels share one. */
const MOST_TRIANGLES = 400_000;

/** What a mesh is made of: three numbers a vertex and a triangle; the colours are `0xRRGGBB`. */
export interface Surface {
  readonly positions: Float32Array;
  /** None where they are to be computed. */
  readonly normals: Float32Array | undefined;
  readonly triangles: Uint32Array;
  readonly colors: Uint32Array;
}

/** The pixels of a texture, row by row from the top: red, green, blue, alpha. */
export interface Pixels { readonly width: number; readonly height: number; readonly data: ArrayLike<number> }

/** The texture of a mesh; none where it has none that this browser can read. */
export async function pixelsOf(columns: Columns): Promise<Pixels | undefined> {
  const bytes = columns.get('texture')?.columns.get('bytes');
  if (bytes?.type !== 'u8' || bytes.values.length === 0) return undefined;
  try {
    const image = await createImageBitmap(new Blob([bytes.values.slice()]));
    const [width, height] = [Math.min(image.width, MOST_PIXELS), Math.min(image.height, MOST_PIXELS)];
    const sheet = new OffscreenCanvas(width, height).getContext('2d');
    sheet?.drawImage(image, 0, 0, width, height);
    image.close();
    return sheet?.getImageData(0, 0, width, height);
  } catch {
    return undefined; // No picture that this browser can read: the vertices keep their own colours.
  }
}

/** Where each vertex is on the texture: 0 to 1 from its left, and from its bottom; none where that is not said. */
export function placesOnTexture(vertices: Table): readonly [Float32Array, Float32Array] | undefined {
  const [u, v] = ['u', 'v'].map((name) => vertices.columns.get(name));
  return u?.type === 'f32' && v?.type === 'f32' ? [u.values, v.values] : undefined;
}

/** The surface with its triangles split as the texture needs it, and coloured by that. */
export function textured(surface: Surface, [u, v]: readonly [Float32Array, Float32Array], pixels: Pixels): Surface {
  const { positions, normals, triangles } = surface;
  const cuts = cutsOf(triangles, u, v, pixels);
  const size = (each: (cuts: number) => number) => cuts.reduce((sum, one) => sum + each(one), 0);
  const vertexCount = size((cut) => ((cut + 1) * (cut + 2)) / 2);
  const split = {
    positions: new Float32Array(vertexCount * 3),
    normals: normals && new Float32Array(vertexCount * 3),
    triangles: new Uint32Array(size((cut) => cut * cut) * 3),
    colors: new Uint32Array(vertexCount),
  };
  let [vertex, corner] = [0, 0];
  for (let at = 0; at < cuts.length; at++) {
    const cut = cuts[at]!;
    const [a, b, c] = [triangles[at * 3]!, triangles[at * 3 + 1]!, triangles[at * 3 + 2]!];
    // Rows from the side ab to the corner c, each a vertex shorter than the one before.
    for (let row = 0; row <= cut; row++) {
      for (let step = 0; step <= cut - row; step++) {
        const [toB, toC] = [step / cut, row / cut];
        const between = (values: ArrayLike<number>, stride: number, axis: number) =>
          values[a * stride + axis]! * (1 - toB - toC) + values[b * stride + axis]! * toB + values[c * stride + axis]! * toC;
        for (let axis = 0; axis < 3; axis++) {
          split.positions[vertex * 3 + axis] = between(positions, 3, axis);
          if (normals && split.normals) split.normals[vertex * 3 + axis] = between(normals, 3, axis);
        }
        split.colors[vertex] = pixelAt(pixels, between(u, 1, 0), between(v, 1, 0));
        const above = vertex + cut - row + 1;
        if (step < cut - row) {
          split.triangles.set([vertex, vertex + 1, above], corner);
          corner += 3;
        }
        if (step > 0 && step < cut - row) {
          split.triangles.set([vertex, above, above - 1], corner);
          corner += 3;
        }
        vertex++;
      }
    }
  }
  return split;
}

/** Into how many pieces each side of each triangle is cut: one for a pixel, or fewer where that would be too many. */
function cutsOf(triangles: Uint32Array, u: Float32Array, v: Float32Array, { width, height }: Pixels): Float64Array {
  const wanted = new Float64Array(triangles.length / 3);
  let total = 0;
  for (let at = 0; at < wanted.length; at++) {
    const [a, b, c] = [triangles[at * 3]!, triangles[at * 3 + 1]!, triangles[at * 3 + 2]!];
    const side = (from: number, to: number) => Math.hypot((unit(u[to]!) - unit(u[from]!)) * width, (unit(v[to]!) - unit(v[from]!)) * height);
    wanted[at] = Math.max(side(a, b), side(b, c), side(c, a), 1);
    total += wanted[at]! ** 2;
  }
  const share = Math.min(1, Math.sqrt(MOST_TRIANGLES / total));
  return wanted.map((pixels) => Math.max(1, Math.floor(pixels * share)));
}

function pixelAt({ width, height, data }: Pixels, u: number, v: number): number {
  const x = Math.min(Math.floor(unit(u) * width), width - 1);
  const y = Math.min(Math.floor((1 - unit(v)) * height), height - 1);
  const at = (y * width + x) * 4;
  return Color.fromRgb(data[at]!, data[at + 1]!, data[at + 2]!);
}

function unit(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}
