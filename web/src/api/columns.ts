// Columns of a complex or a mesh: a MessagePack header, then little-endian arrays at which the typed arrays here look without
// copying. The form is described in the Rust module `room_api::columns`.

import { decode, type Value } from './msgpack';

/** A column's values. */
export type Data =
  | { readonly type: 'u8'; readonly values: Uint8Array }
  | { readonly type: 'i32'; readonly values: Int32Array }
  | { readonly type: 'u32'; readonly values: Uint32Array }
  | { readonly type: 'f32'; readonly values: Float32Array }
  /** Three a row: x, y, z. */
  | { readonly type: 'f32x3'; readonly values: Float32Array }
  /** Whole numbers up to 2^53: indices. */
  | { readonly type: 'f64'; readonly values: Float64Array }
  /** A code a row into the distinct values. */
  | { readonly type: 'text'; readonly values: readonly string[]; readonly codes: Uint32Array };

/** Columns of one length. */
export interface Table {
  /** `0/atoms`. */
  readonly name: string;
  readonly rows: number;
  /** Their arrays are never written to. */
  readonly columns: ReadonlyMap<string, Data>;
}

/** Tables by their names; never changed, so that what is the same object has not changed. */
export type Columns = ReadonlyMap<string, Table>;

const ALIGNMENT = 8;

const ROW_BYTES: Record<Data['type'], number> = { u8: 1, i32: 4, u32: 4, f32: 4, f32x3: 12, f64: 8, text: 4 };

/** Reads the content of a bulk transfer; the columns look at its memory. */
export function readColumns(content: Uint8Array): Columns {
  // The arrays must begin at multiples of their own sizes in memory.
  const bytes = content.byteOffset % ALIGNMENT === 0 ? content : content.slice();
  if (bytes.length < 4) throw new Error('the header of the columns cannot be read: fewer than 4 bytes');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (length > bytes.length - 4) throw new Error(`the header of the columns cannot be read: it should be ${length} bytes long`);
  const header = decode(bytes.subarray(4, 4 + length));
  const arrays = bytes.subarray(Math.min(padded(4 + length), bytes.length));
  const reader = { arrays, end: 0 };
  const tables = new Map<string, Table>();
  for (const item of list(field(header, 'tables'))) {
    const table = readTable(item, reader);
    if (tables.has(table.name)) throw new Error(`two tables are called ${table.name}`);
    tables.set(table.name, table);
  }
  return tables;
}

/**
 * Takes over columns that changed: new tables, in which whatever did not change is the same object. A table with another number
 * of rows is another table, and replaces the old one.
 */
export function updateColumns(old: Columns, changed: Columns): Columns {
  const tables = new Map(old);
  for (const table of changed.values()) {
    const before = old.get(table.name);
    const same = before !== undefined && before.rows === table.rows;
    tables.set(table.name, same ? { ...table, columns: new Map([...before.columns, ...table.columns]) } : table);
  }
  return tables;
}

/** Hands out the arrays in their order, each byte at most once. */
interface Reader {
  readonly arrays: Uint8Array;
  end: number;
}

function readTable(header: Value, reader: Reader): Table {
  const name = text(field(header, 'name'));
  const rows = count(field(header, 'rows'));
  const columns = new Map<string, Data>();
  for (const column of list(field(header, 'columns'))) {
    const columnName = text(field(column, 'name'));
    const wrong = (problem: string) => new Error(`column ${name}.${columnName}: ${problem}`);
    if (columns.has(columnName)) throw wrong('it is there twice');
    const type = text(field(column, 'type')) as Data['type'];
    if (!Object.hasOwn(ROW_BYTES, type)) throw wrong(`nobody knows the type ${type}`);
    const [offset, length] = [count(field(column, 'offset')), count(field(column, 'length'))];
    if (length !== rows * ROW_BYTES[type]) throw wrong(`it has ${length} bytes for ${rows} rows`);
    if (offset % ALIGNMENT !== 0 || offset < reader.end || offset + length > reader.arrays.length) {
      throw wrong(`bytes ${offset} + ${length} are not free within the ${reader.arrays.length} there are`);
    }
    reader.end = offset + length;
    columns.set(columnName, view(type, reader.arrays.subarray(offset, offset + length), column, wrong));
  }
  return { name, rows, columns };
}

function view(type: Data['type'], bytes: Uint8Array, column: Value, wrong: (problem: string) => Error): Data {
  const { buffer, byteOffset: at, length } = bytes;
  switch (type) {
    case 'u8': return { type, values: bytes };
    case 'i32': return { type, values: new Int32Array(buffer, at, length / 4) };
    case 'u32': return { type, values: new Uint32Array(buffer, at, length / 4) };
    case 'f32': return { type, values: new Float32Array(buffer, at, length / 4) };
    case 'f32x3': return { type, values: new Float32Array(buffer, at, length / 4) };
    case 'f64': return { type, values: new Float64Array(buffer, at, length / 8) };
    case 'text': {
      const values = list(field(column, 'values') ?? []).map(text);
      const codes = new Uint32Array(buffer, at, length / 4);
      for (const code of codes) if (code >= values.length) throw wrong(`a row has text ${code} of ${values.length}`);
      return { type, values, codes };
    }
  }
}

function field(value: Value, name: string): Value {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error(`no ${name}: not a map`);
  return value[name] ?? null;
}

function list(value: Value): Value[] {
  if (!Array.isArray(value)) throw new Error('a list was expected');
  return value;
}

function text(value: Value): string {
  if (typeof value !== 'string') throw new Error('a text was expected');
  return value;
}

function count(value: Value): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new Error('a count was expected');
  return value;
}

function padded(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}
