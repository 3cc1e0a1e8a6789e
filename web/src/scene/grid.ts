// The grid of a volume: where its values are.

import { Mat4 } from 'molstar/lib/mol-math/linear-algebra';

import type { Cell } from '../api/types';

/** From steps of the grid to angstrom in the space of the complex: the cell reaches from its first to its last values. */
export function gridToSpace({ edges, angles, origin }: Cell, size: readonly [number, number, number]): Mat4 {
  const [alpha, beta, gamma] = angles.map((degrees) => (degrees * Math.PI) / 180) as [number, number, number];
  const [a, b, c] = edges.map((edge, axis) => edge / Math.max(size[axis]! - 1, 1)) as [number, number, number];
  const [cosAlpha, cosBeta, cosGamma, sinGamma] = [Math.cos(alpha), Math.cos(beta), Math.cos(gamma), Math.sin(gamma) || 1];
  const tilt = (cosAlpha - cosBeta * cosGamma) / sinGamma;
  const height = Math.sqrt(Math.max(1 - cosBeta ** 2 - tilt ** 2, 0));
  const columns = [
    a, 0, 0, 0,
    b * cosGamma, b * sinGamma, 0, 0,
    c * cosBeta, c * tilt, c * height, 0,
    ...origin, 1,
  ];
  return Mat4.fromArray(Mat4(), columns, 0);
}
