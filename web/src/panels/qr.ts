// A text as a QR code (ISO/IEC 18004): bytes, error correction level M, the smallest of versions 1 to 10 that holds it.

/** A square of dark and light modules, by row. */
export type Modules = boolean[][];

/** Of each version from 1 on, at level M: error correction codewords a block, then blocks of how many data codewords. */
const BLOCKS: readonly { correction: number; data: readonly number[] }[] = [
  { correction: 10, data: [16] },
  { correction: 16, data: [28] },
  { correction: 26, data: [44] },
  { correction: 18, data: [32, 32] },
  { correction: 24, data: [43, 43] },
  { correction: 16, data: [27, 27, 27, 27] },
  { correction: 18, data: [31, 31, 31, 31] },
  { correction: 22, data: [38, 38, 39, 39] },
  { correction: 22, data: [36, 36, 36, 37, 37] },
  { correction: 26, data: [43, 43, 43, 43, 44] },
];

/** Of each version: where the middles of the alignment patterns are. */
const ALIGNMENTS: readonly (readonly number[])[] = [
  [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50],
];

/** The code of a text; none where it is too long. */
export function qrOf(text: string): Modules | undefined {
  const bytes = new TextEncoder().encode(text);
  const at = BLOCKS.findIndex(({ data }, index) => bytes.length <= sum(data) - (index < 9 ? 2 : 3));
  const blocks = BLOCKS[at];
  if (!blocks) return undefined;
  const version = at + 1;
  const words = interleaved(dataWords(bytes, version, sum(blocks.data)), blocks);
  let best: { modules: Modules; penalty: number } | undefined;
  for (let mask = 0; mask < 8; mask += 1) {
    const modules = drawn(version, words, mask);
    const penalty = penaltyOf(modules);
    if (!best || penalty < best.penalty) best = { modules, penalty };
  }
  return best?.modules;
}

function dataWords(bytes: Uint8Array, version: number, capacity: number): number[] {
  const bits: number[] = [];
  const push = (value: number, count: number) => {
    for (let bit = count - 1; bit >= 0; bit -= 1) bits.push((value >>> bit) & 1);
  };
  push(0b0100, 4);
  push(bytes.length, version < 10 ? 8 : 16);
  bytes.forEach((byte) => push(byte, 8));
  push(0, Math.min(4, capacity * 8 - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  const words = Array.from({ length: bits.length / 8 }, (_, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8).join(''), 2));
  for (let pad = 0; words.length < capacity; pad += 1) words.push(pad % 2 === 0 ? 0xec : 0x11);
  return words;
}

function interleaved(words: number[], { correction, data }: (typeof BLOCKS)[number]): number[] {
  let from = 0;
  const blocks = data.map((length) => words.slice(from, (from += length)));
  const corrections = blocks.map((block) => correctionOf(block, correction));
  const turns = (lists: number[][]) =>
    Array.from({ length: Math.max(...lists.map((list) => list.length)) }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
  return [...turns(blocks), ...turns(corrections)];
}

/** Reed and Solomon's remainder over GF(256). */
function correctionOf(data: readonly number[], count: number): number[] {
  let generator = [1];
  for (let power = 0, root = 1; power < count; power += 1, root = times(root, 2)) {
    const next = [...generator, 0];
    generator.forEach((value, at) => (next[at + 1] = (next[at + 1] ?? 0) ^ times(value, root)));
    generator = next;
  }
  const rest = new Array<number>(count).fill(0);
  for (const value of data) {
    const factor = value ^ (rest.shift() ?? 0);
    rest.push(0);
    generator.slice(1).forEach((part, at) => (rest[at] = (rest[at] ?? 0) ^ times(part, factor)));
  }
  return rest;
}

function times(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((other >>> bit) & 1) * one;
  }
  return product;
}

/** `undefined` is a module that no pattern has taken. */
type Draft = (boolean | undefined)[][];

function drawn(version: number, words: readonly number[], mask: number): Modules {
  const size = 17 + 4 * version;
  const draft: Draft = Array.from({ length: size }, () => new Array<boolean | undefined>(size).fill(undefined));
  const set = (x: number, y: number, dark: boolean) => {
    const row = draft[y];
    if (row && x >= 0 && x < size) row[x] = dark;
  };
  drawPatterns(set, size, version);
  drawFormat(set, size, mask);
  if (version >= 7) drawVersion(set, size, version);

  let bit = 0;
  const next = () => {
    const word = words[bit >>> 3] ?? 0;
    const value = ((word >>> (7 - (bit & 7))) & 1) === 1;
    bit += 1;
    return value;
  };
  for (let right = size - 1, upward = true; right > 0; right -= 2, upward = !upward) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = upward ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (draft[y]?.[x] === undefined) set(x, y, next() !== isMasked(mask, x, y));
      }
    }
  }
  return draft.map((row) => row.map((module) => module === true));
}

type Set = (x: number, y: number, dark: boolean) => void;

function drawPatterns(set: Set, size: number, version: number): void {
  for (let at = 0; at < size; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  const square = (cx: number, cy: number, reach: number, light: readonly number[]) => {
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1) set(cx + dx, cy + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  };
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]] as const) square(x, y, 4, [2, 4]);
  const middles = ALIGNMENTS[version - 1] ?? [];
  const [first, last] = [middles[0], middles.at(-1)];
  for (const x of middles) {
    for (const y of middles) {
      const isFinder = (x === first && (y === first || y === last)) || (x === last && y === first);
      if (!isFinder) square(x, y, 2, [1]);
    }
  }
}

function drawFormat(set: Set, size: number, mask: number): void {
  // Level M is 00.
  let rest = mask;
  for (let step = 0; step < 10; step += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const bit = (at: number) => ((bits >>> at) & 1) === 1;
  for (let at = 0; at <= 5; at += 1) set(8, at, bit(at));
  set(8, 7, bit(6));
  set(8, 8, bit(7));
  set(7, 8, bit(8));
  for (let at = 9; at < 15; at += 1) set(14 - at, 8, bit(at));
  for (let at = 0; at < 8; at += 1) set(size - 1 - at, 8, bit(at));
  for (let at = 8; at < 15; at += 1) set(8, size - 15 + at, bit(at));
  set(8, size - 8, true);
}

function drawVersion(set: Set, size: number, version: number): void {
  let rest = version;
  for (let step = 0; step < 12; step += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let at = 0; at < 18; at += 1) {
    const dark = ((bits >>> at) & 1) === 1;
    const [far, near] = [size - 11 + (at % 3), Math.floor(at / 3)];
    set(far, near, dark);
    set(near, far, dark);
  }
}

function isMasked(mask: number, x: number, y: number): boolean {
  switch (mask) {
    case 0: return (x + y) % 2 === 0;
    case 1: return y % 2 === 0;
    case 2: return x % 3 === 0;
    case 3: return (x + y) % 3 === 0;
    case 4: return (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0;
    case 5: return ((x * y) % 2) + ((x * y) % 3) === 0;
    case 6: return (((x * y) % 2) + ((x * y) % 3)) % 2 === 0;
    default: return (((x + y) % 2) + ((x * y) % 3)) % 2 === 0;
  }
}

/** How hard a code is to read: long runs, blocks, and too much of one colour. */
function penaltyOf(modules: Modules): number {
  const size = modules.length;
  let penalty = 0;
  let dark = 0;
  for (const at of [(x: number, y: number) => modules[y]?.[x], (x: number, y: number) => modules[x]?.[y]]) {
    for (let y = 0; y < size; y += 1) {
      for (let x = 0, run = 0; x < size; x += 1) {
        run = x > 0 && at(x, y) === at(x - 1, y) ? run + 1 : 1;
        penalty += run === 5 ? 3 : run > 5 ? 1 : 0;
      }
    }
  }
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const one = modules[y]?.[x];
      dark += one ? 1 : 0;
      if (x > 0 && y > 0 && one === modules[y]?.[x - 1] && one === modules[y - 1]?.[x] && one === modules[y - 1]?.[x - 1]) penalty += 3;
    }
  }
  return penalty + Math.floor(Math.abs((dark * 20) / (size * size) - 10)) * 10;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
