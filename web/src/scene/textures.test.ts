import { describe, expect, it } from 'vitest';

import { textured, type Surface } from './textures';

/** Red and green above, blue and white below. */
const PIXELS = { width: 2, height: 2, data: [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255] };

/** A square of two triangles, ten angstrom wide. */
const square: Surface = {
  positions: Float32Array.of(0, 0, 0, 10, 0, 0, 10, 10, 0, 0, 10, 0),
  normals: Float32Array.of(0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1),
  triangles: Uint32Array.of(0, 1, 2, 0, 2, 3),
  colors: new Uint32Array(4),
};
const whole = [Float32Array.of(0, 1, 1, 0), Float32Array.of(0, 0, 1, 1)] as const;

describe('a texture', () => {
  const { positions, normals, triangles, colors } = textured(square, whole, PIXELS);
  const colorAt = (x: number, y: number) => {
    const vertex = [...colors.keys()].find((at) => positions[at * 3] === x && positions[at * 3 + 1] === y);
    return vertex === undefined ? undefined : colors[vertex]!.toString(16).padStart(6, '0');
  };

  it('is seen between the vertices too, upright', () => {
    expect([colorAt(0, 10), colorAt(10, 10), colorAt(0, 0), colorAt(10, 0)]).toEqual(['ff0000', '00ff00', '0000ff', 'ffffff']);
    expect(colorAt(5, 5)).toBe('ffffff');
    expect([...normals!].filter((_, at) => at % 3 === 2).every((z) => z === 1)).toBe(true);
  });

  it('leaves the surface as large as it was, without holes', () => {
    let area = 0;
    for (let at = 0; at < triangles.length; at += 3) {
      const [a, b, c] = [0, 1, 2].map((corner) => [...positions.subarray(triangles[at + corner]! * 3, triangles[at + corner]! * 3 + 2)]);
      area += ((b![0]! - a![0]!) * (c![1]! - a![1]!) - (c![0]! - a![0]!) * (b![1]! - a![1]!)) / 2;
    }
    expect(area).toBeCloseTo(100);
    expect(Math.max(...triangles)).toBeLessThan(colors.length);
  });

  it('splits into no more triangles than a computer can draw', () => {
    const large = { width: 1024, height: 1024, data: new Uint8Array(1024 * 1024 * 4) };
    const count = textured(square, whole, large).triangles.length / 3;
    expect(count).toBeGreaterThan(300_000);
    expect(count).toBeLessThanOrEqual(400_000);
  });
});
