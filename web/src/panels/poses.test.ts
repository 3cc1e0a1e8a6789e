// Poses: which score they are ranked by, how they are sorted and paged.
import { describe, expect, it } from 'vitest';
import type { Complex, Frame } from '../api/types';
import { posesOf, scoreText, sorted, stepped } from './poses';

const frame = (name: string, associated: [string, string][]): Frame => ({
  index: 1,
  atoms: 1,
  bonds: 0,
  residues: 1,
  chains: 1,
  current_conformer: 0,
  conformers: [{ name, associated }],
});
const complex = (frames: Frame[], current_frame = 0): Complex => ({
  id: 1,
  name: 'docked',
  visible: true,
  locked: false,
  boxed: false,
  box_label: '',
  computing: false,
  selected: false,
  current_frame,
  position: [0, 0, 0],
  rotation: [0, 0, 0, 1],
  remarks: [],
  frames,
});
const scored = (...scores: string[]) =>
  posesOf(complex(scores.map((score, at) => frame(`pose ${at}`, [['id', '7'], ['Score (kcal/mol)', score]])), 1));

describe('posesOf', () => {
  it('ranks by score, the lowest first', () => {
    const found = scored('-6.5', '-9.3', '-7');
    expect(found?.poses.map(({ rank, score }) => [rank, score])).toEqual([[3, -6.5], [1, -9.3], [2, -7]]);
    expect(found).toMatchObject({ score: 'Score (kcal/mol)', of: 'frames', shown: 1 });
  });
  it('takes a number with its unit, and puts what has none last', () => {
    expect(scored('-6 kcal/mol', '', '-8')?.poses.map(({ rank }) => rank)).toEqual([2, 3, 1]);
  });
  it('prefers a score over an energy, and an energy over nothing', () => {
    const both = frame('', [['Energy', '3'], ['docking score', '-1']]);
    expect(posesOf(complex([both, both]))?.score).toBe('docking score');
    const none = frame('', [['id', 'x']]);
    expect(posesOf(complex([none, none]))).toMatchObject({ score: undefined, poses: [{ rank: 1 }, { rank: 2 }] });
  });
  it('pages conformers where there is a single frame', () => {
    const many = { ...frame('', []), current_conformer: 1, conformers: [{ name: 'a', associated: [] }, { name: 'b', associated: [] }] };
    expect(posesOf(complex([many as Frame]))).toMatchObject({ of: 'conformers', shown: 1 });
  });
  it('finds none in a structure with one frame', () => {
    expect(posesOf(complex([frame('', [])]))).toBeUndefined();
    expect(posesOf(complex([]))).toBeUndefined();
  });
});

describe('order', () => {
  const poses = scored('-6.5', '-9.3', 'x', '-7')?.poses ?? [];
  it.each([
    ['rank', [1, 3, 0, 2]],
    ['worst', [0, 3, 1, 2]],
    ['file', [0, 1, 2, 3]],
  ] as const)('%s', (order, expected) => {
    expect(sorted(poses, order).map(({ index }) => index)).toEqual(expected);
  });
  it('steps through the list as it is sorted, and round', () => {
    const list = sorted(poses, 'rank');
    expect(stepped(list, 1, 1)?.index).toBe(3);
    expect(stepped(list, 1, -1)?.index).toBe(2);
    expect(stepped([], 1, 1)).toBeUndefined();
  });
});

describe('scoreText', () => {
  it.each([
    [-7.625, '-7.63'],
    [7.625, '7.63'],
    [-7.005, '-7.01'],
    // As a number it is a little less than the half that is written.
    [-1.005, '-1.00'],
    [-7.62, '-7.62'],
    [0.125, '0.13'],
    [-0.001, '0.00'],
    [0, '0.00'],
    [-12, '-12.00'],
  ])('%d is %s', (score, text) => {
    expect(scoreText(score)).toBe(text);
  });
});
