// An atom in words, and where atoms are: what needs the columns only.

import type { Complex } from '../api/types';
import { f32, textAt, u8, type FrameView } from '../room/frame';
import type { AtomWords } from './api';

/** A row of a frame in words. */
export function wordsOfAtom(complex: Complex, frame: FrameView, row: number): AtomWords {
  const residue = frame.residueOf(row);
  const altloc = String.fromCharCode(u8(frame.atoms, 'alt_loc')[row] ?? 32);
  return {
    complex: complex.id,
    complexName: complex.name,
    index: frame.indices()[row] ?? 0,
    chain: frame.chainName(frame.chainOf(residue)),
    residue: frame.residueWords(residue),
    atom: textAt(frame.atoms, 'name', row),
    element: textAt(frame.atoms, 'symbol', row),
    // Files, and plugins, have a blank or a dot for none.
    altloc: /[0-9A-Za-z]/.test(altloc) ? altloc : '',
    occupancy: f32(frame.atoms, 'occupancy')[row] ?? 1,
    bfactor: f32(frame.atoms, 'bfactor')[row] ?? 0,
  };
}

/** The frame and conformer of a complex that are shown. */
export function shown(complex: Complex): { place: number; conformer: number } {
  const place = Math.min(Math.max(complex.current_frame, 0), Math.max(complex.frames.length - 1, 0));
  return { place, conformer: complex.frames[place]?.current_conformer ?? 0 };
}

/** A ball around points in the workspace. */
export interface Ball {
  readonly center: readonly [number, number, number];
  readonly radius: number;
}

/** The rows of a frame of which anything can be seen: drawn, under a surface, or along a ribbon. */
export function visibleRows(frame: FrameView, conformer: number): number[] {
  const ribboned = u8(frame.residues, 'ribboned');
  const surfaced = u8(frame.atoms, 'surface_rendering');
  const isHet = u8(frame.atoms, 'is_het');
  const held = frame.inConformer(conformer);
  const rows = [];
  for (let row = 0; row < frame.atoms.rows; row++) {
    const isRibbon = isHet[row] === 0 && ribboned[frame.residueOf(row)] === 1;
    if (held?.[row] !== 0 && (isRibbon || surfaced[row] === 1 || frame.isDrawn(row))) rows.push(row);
  }
  return rows;
}

/** The ball around these rows, in the complex's own space; none where there are none. */
export function ballAround(positions: Float32Array, rows: readonly number[]): Ball | undefined {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const row of rows) {
    for (let axis = 0; axis < 3; axis++) {
      const at = positions[row * 3 + axis]!;
      if (!Number.isFinite(at)) continue;
      low[axis] = Math.min(low[axis]!, at);
      high[axis] = Math.max(high[axis]!, at);
    }
  }
  const [x, y, z] = low.map((from, axis) => (from + high[axis]!) / 2) as [number, number, number];
  if (!Number.isFinite(x + y + z)) return undefined;
  let radius = 0;
  for (const row of rows) {
    const reach = Math.hypot(positions[row * 3]! - x, positions[row * 3 + 1]! - y, positions[row * 3 + 2]! - z);
    if (reach > radius) radius = reach;
  }
  return { center: [x, y, z], radius: radius + 1.5 };
}

/** A ball moved to where its complex stands. */
export function moved(ball: Ball, complex: Complex): Ball {
  return { center: toWorkspace(complex, ball.center), radius: ball.radius };
}

/** A point of a complex in the workspace. */
export function toWorkspace({ position, rotation }: Complex, point: readonly [number, number, number]): [number, number, number] {
  const [qx, qy, qz, qw] = rotation;
  const [px, py, pz] = point;
  const [tx, ty, tz] = [2 * (qy * pz - qz * py), 2 * (qz * px - qx * pz), 2 * (qx * py - qy * px)];
  return [
    px + qw * tx + (qy * tz - qz * ty) + position[0],
    py + qw * ty + (qz * tx - qx * tz) + position[1],
    pz + qw * tz + (qx * ty - qy * tx) + position[2],
  ];
}

/** One ball around all. */
export function ballOf(balls: readonly Ball[]): Ball | undefined {
  if (balls.length === 0) return undefined;
  const corners = balls.flatMap(({ center, radius }) => [center.map((at) => at - radius), center.map((at) => at + radius)]);
  const low = [0, 1, 2].map((axis) => Math.min(...corners.map((corner) => corner[axis]!)));
  const high = [0, 1, 2].map((axis) => Math.max(...corners.map((corner) => corner[axis]!)));
  const [x, y, z] = low.map((from, axis) => (from + high[axis]!) / 2) as [number, number, number];
  const center: [number, number, number] = [x, y, z];
  const reach = (ball: Ball) => Math.hypot(...ball.center.map((at, axis) => at - center[axis]!)) + ball.radius;
  return { center, radius: Math.max(...balls.map(reach)) };
}
