// The colours of what the room gives no colour: elements, and chains.

/** What has no colour of its own here. */
const OTHER_ELEMENT = 0xd98cb3;

/** By element; light enough for a dark page and dark enough for a light one. */
const ELEMENTS: Record<string, number> = {
  H: 0xe8e8e8, D: 0xe8e8e8, C: 0x9aa0a6, N: 0x4f7df0, O: 0xe5483b, F: 0x7ac943, P: 0xf08a24, S: 0xe8bf2b, CL: 0x3fae49,
  BR: 0xa6432d, I: 0x8a3fb5, B: 0xf2a58c, SE: 0xe8992b, SI: 0xd8b48a,
  LI: 0x9a6ae0, NA: 0x9a6ae0, K: 0x8a4fd8, RB: 0x7a3fc4, CS: 0x6b2fae,
  MG: 0x4aa84a, CA: 0x6cc46c, SR: 0x4fb38a, BA: 0x2fa37a,
  MN: 0x9c7ac7, FE: 0xd9742b, CO: 0xe08aa0, NI: 0x5fbf5f, CU: 0xc78033, ZN: 0x7d80b0, CD: 0xf2cf7a, HG: 0xb0b4c8,
};

/** By chain, in the order in which they come; neighbours differ in hue and in lightness. */
const CHAINS: readonly number[] = [
  0x4aa3b5, 0xe0a458, 0x8f7cc7, 0x7bb369, 0xd4736a, 0x5f86d6, 0xc9b458, 0xb56f9e, 0x57b59a, 0xa98467, 0x7f9aad, 0xd68fb8,
];

/** The colour of an element: `C`, `Cl`. */
export function elementColor(symbol: string): number {
  return ELEMENTS[symbol.toUpperCase()] ?? OTHER_ELEMENT;
}

/** The colour of the carbons of a frame that is laid over the one that is shown. */
export function overlayColor(frame: number): number {
  return CHAINS[frame % CHAINS.length]!;
}

/** The colour of a chain: the first, the second, ... */
export function chainColor(order: number): number {
  return CHAINS[order % CHAINS.length]!;
}
