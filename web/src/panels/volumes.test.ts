// The slider reaches as far as there is something to see.
import { describe, expect, it } from 'vitest';
import type { Columns, Table } from '../api/columns';
import { levelOf, levelRange } from './volumes';

const layers = (...levels: number[]) => levels.map((rmsd) => ({ rmsd, color: 0xff0000ff }));

function valued(...values: number[]): Columns {
  const table: Table = { name: 'values', rows: values.length, columns: new Map([['value', { type: 'f32', values: Float32Array.from(values) }]]) };
  return new Map([['values', table]]);
}

it('is as far from the mean as its first surface, on either side', () => {
  expect(levelOf({ layers: layers(-1.5, 1.5) })).toBe(1.5);
  expect(levelOf({ layers: [] })).toBeUndefined();
});

describe('levelRange', () => {
  it.each([
    ['to the outermost value', [1, 2, 5], { mean: 2, rmsd: 2, layers: layers(1) }, 1.5],
    ['below the mean as well', [-8, 2, 5], { mean: 2, rmsd: 2, layers: layers(1) }, 5],
    ['not out to one hot voxel', [0, 0, 1e6], { mean: 0, rmsd: 1, layers: layers(1) }, 20],
    ['as far as the surfaces are', [0, 1], { mean: 0, rmsd: 1, layers: layers(-30) }, 30],
    ['somewhere where all values are alike', [3, 3], { mean: 3, rmsd: 0, layers: layers(1) }, 5],
    ['somewhere where no value is a number', [NaN, NaN], { mean: 0, rmsd: 1, layers: layers(1) }, 5],
  ])('%s', (_, values, volume, most) => {
    expect(levelRange(volume, valued(...values)).most).toBeCloseTo(most, 5);
  });

  it('is something before the values are here', () => {
    expect(levelRange({ mean: 0, rmsd: 1, layers: layers(0.01) }, undefined)).toEqual({ least: 0.01, most: 5, step: 0.01 });
  });
});
