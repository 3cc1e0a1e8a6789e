// Names and paths lead nowhere but into one's own folder, and sizes are read at a glance.
import { describe, expect, it } from 'vitest';
import type { FileEntry } from '../api/types';
import { fitName, freeName, inOrder, isStructure, pathOf, readPath, sizeWords, timeWords } from './files';

it.each([
  [[], undefined, '/'],
  [[], '1.sdf', '/1.sdf'],
  [['poses', 'best'], '1.sdf', '/poses/best/1.sdf'],
])('%j and %s are %s', (place, name, path) => {
  expect(pathOf(place, name)).toBe(path);
});

it('makes one name of a name with separators in it', () => {
  expect(fitName(' a/b\\c.pdb ')).toBe('a_b_c.pdb');
});

it.each([
  ['1.sdf', '/1.sdf'],
  ['/poses//1.sdf', '/poses/1.sdf'],
  [' poses \\ 1.sdf ', '/poses/1.sdf'],
  ['../1.sdf', undefined],
  ['poses/..', undefined],
  ['/', undefined],
  ['  ', undefined],
])('%j goes to %s', (text, path) => {
  expect(readPath(text)).toBe(path);
});

it.each([['a.PDB', true], ['a.cif.gz', true], ['a.sdf', true], ['a.gz', false], ['a.csv', false], ['pdb', false]])('%s can be loaded: %s', (name, can) => {
  expect(isStructure(name)).toBe(can);
});

it('finds a name beside what is there', () => {
  const entries = ['1tyl.pdb', '1tyl 2.pdb', 'notes'].map((name) => ({ name, is_folder: false, size: 0, modified: '' }));
  expect(['1tyl.pdb', 'notes', 'new.pdb', '.hidden'].map((name) => freeName(name, entries))).toEqual(['1tyl 3.pdb', 'notes 2', 'new.pdb', '.hidden']);
});

it('lists folders first, and counts in names', () => {
  const entry = (name: string, is_folder = false): FileEntry => ({ name, is_folder, size: 0, modified: '' });
  const names = inOrder([entry('pose10.sdf'), entry('pose2.sdf'), entry('z', true), entry('a', true)]).map(({ name }) => name);
  expect(names).toEqual(['a', 'z', 'pose2.sdf', 'pose10.sdf']);
});

describe('sizeWords', () => {
  it.each([[0, '0 bytes'], [1, '1 byte'], [1023, '1023 bytes'], [1024, '1.0 KiB'], [1536, '1.5 KiB'], [127_170, '124 KiB'], [1_048_100, '1.0 MiB'], [512 * 2 ** 20, '512 MiB'], [5000 * 2 ** 40, '5000 TiB']])(
    '%d',
    (bytes, words) => {
      expect(sizeWords(bytes)).toBe(words);
    },
  );
});

it('tells the time of today and the day of before', () => {
  const now = new Date(2026, 0, 31, 12);
  expect(timeWords(new Date(2026, 0, 31, 9, 5).toISOString(), now)).toBe('09:05');
  expect(timeWords(new Date(2025, 11, 1, 9, 5).toISOString(), now)).toBe('1 Dec 2025');
  expect(timeWords('', now)).toBe('');
});
