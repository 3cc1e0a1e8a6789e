// Writes columns, as the server does: for tests.

import type { Columns, Data } from '../api/columns';

const TYPE_BYTES = { u8: 1, i32: 4, u32: 4, f32: 4, f32x3: 4, f64: 8, text: 4 } as const;

/** The bytes of these tables. */
export function encodeColumns(columns: Columns): Uint8Array {
  let end = 0;
  const arrays: { at: number; bytes: Uint8Array }[] = [];
  const tables = [...columns.values()].map((table) => ({
    name: table.name,
    rows: table.rows,
    columns: [...table.columns].map(([name, data]) => {
      const values = data.type === 'text' ? data.codes : data.values;
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.length * TYPE_BYTES[data.type]);
      const offset = padded(end);
      end = offset + bytes.length;
      arrays.push({ at: offset, bytes });
      const texts = data.type === 'text' ? { values: [...data.values] } : {};
      return { name, type: data.type, offset, length: bytes.length, ...texts };
    }),
  }));
  const header = pack({ tables });
  const start = padded(4 + header.length);
  const out = new Uint8Array(start + end);
  new DataView(out.buffer).setUint32(0, header.length, true);
  out.set(header, 4);
  for (const { at, bytes } of arrays) out.set(bytes, start + at);
  return out;
}

/** A table by its columns. */
export function table(name: string, rows: number, columns: Record<string, Data>) {
  return [name, { name, rows, columns: new Map(Object.entries(columns)) }] as const;
}

/** A column of texts. */
export function texts(...rows: string[]): Data {
  const values = [...new Set(rows)];
  return { type: 'text', values, codes: Uint32Array.from(rows, (row) => values.indexOf(row)) };
}



function pack(value: unknown): number[] {
  if (typeof value === 'number') return [0xce, ...u32(value)];
  if (typeof value === 'string') {
    const bytes = new TextEncoder().encode(value);
    return [0xdb, ...u32(bytes.length), ...bytes];
  }
  if (Array.isArray(value)) return [0xdd, ...u32(value.length), ...value.flatMap((item) => pack(item))];
  const entries = Object.entries(value as object);
  return [0xdf, ...u32(entries.length), ...entries.flatMap(([key, item]) => [...pack(key), ...pack(item)])];
}

function u32(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8;
}
