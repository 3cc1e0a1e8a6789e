// Reads MessagePack: the part of it that headers of columns are written in.

/** What a header may hold. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/** How deep a header may nest. */
const MAX_DEPTH = 16;

/** Reads one value, which must fill the bytes. */
export function decode(bytes: Uint8Array): Value {
  const reader = new Reader(bytes);
  const value = reader.value(0);
  if (!reader.isAtEnd()) throw new Error('something follows the value');
  return value;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

class Reader {
  private at = 0;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  value(depth: number): Value {
    if (depth > MAX_DEPTH) throw new Error('it nests too deeply');
    const kind = this.u8();
    if (kind <= 0x7f) return kind;
    if (kind <= 0x8f) return this.map(kind & 0x0f, depth);
    if (kind <= 0x9f) return this.array(kind & 0x0f, depth);
    if (kind <= 0xbf) return this.text(kind & 0x1f);
    if (kind >= 0xe0) return kind - 0x100;
    switch (kind) {
      case 0xc0: return null;
      case 0xc2: return false;
      case 0xc3: return true;
      case 0xca: return this.take(4, (at) => this.view.getFloat32(at));
      case 0xcb: return this.take(8, (at) => this.view.getFloat64(at));
      case 0xcc: return this.u8();
      case 0xcd: return this.u16();
      case 0xce: return this.u32();
      case 0xcf: return this.take(8, (at) => safe(this.view.getBigUint64(at)));
      case 0xd0: return this.take(1, (at) => this.view.getInt8(at));
      case 0xd1: return this.take(2, (at) => this.view.getInt16(at));
      case 0xd2: return this.take(4, (at) => this.view.getInt32(at));
      case 0xd3: return this.take(8, (at) => safe(this.view.getBigInt64(at)));
      case 0xd9: return this.text(this.u8());
      case 0xda: return this.text(this.u16());
      case 0xdb: return this.text(this.u32());
      case 0xdc: return this.array(this.u16(), depth);
      case 0xdd: return this.array(this.u32(), depth);
      case 0xde: return this.map(this.u16(), depth);
      case 0xdf: return this.map(this.u32(), depth);
      default: throw new Error(`nobody knows the kind 0x${kind.toString(16)}`);
    }
  }

  private array(length: number, depth: number): Value[] {
    const items: Value[] = [];
    for (let item = 0; item < length; item++) items.push(this.value(depth + 1));
    return items;
  }

  private map(length: number, depth: number): { [key: string]: Value } {
    const entries = new Map<string, Value>();
    for (let entry = 0; entry < length; entry++) {
      const key = this.value(depth + 1);
      if (typeof key !== 'string') throw new Error('a key is no text');
      entries.set(key, this.value(depth + 1));
    }
    return Object.fromEntries(entries);
  }

  private text(length: number): string {
    return this.take(length, (at) => utf8.decode(this.bytes.subarray(at, at + length)));
  }

  private u8(): number {
    return this.take(1, (at) => this.view.getUint8(at));
  }

  private u16(): number {
    return this.take(2, (at) => this.view.getUint16(at));
  }

  private u32(): number {
    return this.take(4, (at) => this.view.getUint32(at));
  }

  private take<T>(length: number, read: (at: number) => T): T {
    const at = this.at;
    if (length > this.bytes.length - at) throw new Error(`${length} bytes are missing at byte ${at}`);
    this.at += length;
    return read(at);
  }
}

function safe(number: bigint): number {
  if (number > Number.MAX_SAFE_INTEGER || number < Number.MIN_SAFE_INTEGER) throw new Error(`${number} is too large`);
  return Number(number);
}
