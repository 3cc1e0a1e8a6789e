import { describe, expect, it } from 'vitest';

import { encodeColumns, table, texts } from '../testing/columns';
import { readColumns, updateColumns, type Columns } from './columns';
import { decode } from './msgpack';

const twoAtoms: Columns = new Map([
  table('0/atoms', 2, {
    name: texts('CA', 'CB'),
    is_het: { type: 'u8', values: Uint8Array.of(0, 1) },
    'positions/0': { type: 'f32x3', values: Float32Array.of(1, 2, 3, 4, 5, 6) },
    index: { type: 'f64', values: Float64Array.of(7, 8) },
  }),
]);

describe('columns', () => {
  it('come back as they were written, wherever the bytes stand in memory', () => {
    const bytes = encodeColumns(twoAtoms);
    expect(readColumns(bytes)).toEqual(twoAtoms);
    const moved = new Uint8Array(bytes.length + 3);
    moved.set(bytes, 3);
    expect(readColumns(moved.subarray(3))).toEqual(twoAtoms);
  });

  it('refuse whatever is cut off', () => {
    const bytes = encodeColumns(twoAtoms);
    for (let length = 0; length < bytes.length; length += 5) expect(() => readColumns(bytes.slice(0, length)), `${length}`).toThrow();
  });

  it('refuse a column that is shorter than its table, and one that claims the bytes of another', () => {
    const short: Columns = new Map([table('t', 3, { a: { type: 'u8', values: Uint8Array.of(0, 1) } })]);
    expect(() => readColumns(encodeColumns(short))).toThrow('column t.a: it has 2 bytes for 3 rows');
    const lying: Columns = new Map([table('t', 1, { a: { type: 'text', values: ['x'], codes: Uint32Array.of(1) } })]);
    expect(() => readColumns(encodeColumns(lying))).toThrow('a row has text 1 of 1');
  });

  it('keep what did not change as the same object', () => {
    const selected = { type: 'u8', values: Uint8Array.of(1, 0) } as const;
    const changed = updateColumns(twoAtoms, new Map([table('0/atoms', 2, { selected })])).get('0/atoms');
    expect(changed?.columns.get('selected')).toBe(selected);
    expect(changed?.columns.get('name')).toBe(twoAtoms.get('0/atoms')?.columns.get('name'));
    const fewer = updateColumns(twoAtoms, new Map([table('0/atoms', 1, { name: texts('O') })])).get('0/atoms');
    expect([...(fewer?.columns.keys() ?? [])]).toEqual(['name']);
  });
});

describe('MessagePack', () => {
  it('is read in every form that a header can have', () => {
    const cases: [number[], unknown][] = [
      [[0x05], 5], [[0xe0], -32], [[0xc0], null], [[0xc2], false], [[0xc3], true], [[0xcc, 200], 200], [[0xcd, 1, 0], 256],
      [[0xce, 0, 1, 0, 0], 65536], [[0xcf, 0, 0, 0, 1, 0, 0, 0, 0], 2 ** 32], [[0xd0, 0xff], -1], [[0xd1, 0xff, 0xfe], -2],
      [[0xa2, 0x68, 0x69], 'hi'], [[0xd9, 1, 0x61], 'a'], [[0x92, 1, 2], [1, 2]], [[0x81, 0xa1, 0x61, 1], { a: 1 }],
      [[0xca, 0x3f, 0x80, 0, 0], 1],
    ];
    for (const [bytes, value] of cases) expect(decode(Uint8Array.from(bytes))).toEqual(value);
  });

  it('is refused where it makes no sense', () => {
    for (const bytes of [[], [0xc1], [0xa2, 0x68], [0x81, 1, 1], [1, 1], [0xdd, 0xff, 0xff, 0xff, 0xff], Array(64).fill(0x91)]) {
      expect(() => decode(Uint8Array.from(bytes))).toThrow();
    }
  });
});
