// Pictures of plugins: what they are is told by their first bytes, and how large by their header, before anything decodes them.

/** A picture that may be shown. */
export interface Picture {
  type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/bmp';
  width: number;
  height: number;
}

/** More than this is not decoded. */
export const MOST_PIXELS = 16_000_000;

/** What a file is, where it is a picture that may be shown; else why not. */
export function pictureOf(bytes: Uint8Array): Picture | string {
  const found = png(bytes) ?? jpeg(bytes) ?? gif(bytes) ?? webp(bytes) ?? bmp(bytes);
  if (!found) return 'This is no picture that a browser shows.';
  if (found.width < 1 || found.height < 1) return 'This picture is empty.';
  if (found.width * found.height > MOST_PIXELS) return `This picture is too large: ${found.width} × ${found.height} pixels.`;
  return found;
}

function png(bytes: Uint8Array): Picture | undefined {
  if (!starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) || bytes.length < 24) return undefined;
  const view = viewOf(bytes);
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

function gif(bytes: Uint8Array): Picture | undefined {
  if (!starts(bytes, [0x47, 0x49, 0x46, 0x38]) || bytes.length < 10) return undefined;
  const view = viewOf(bytes);
  return { type: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function bmp(bytes: Uint8Array): Picture | undefined {
  if (!starts(bytes, [0x42, 0x4d]) || bytes.length < 26) return undefined;
  const view = viewOf(bytes);
  return { type: 'image/bmp', width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
}

function webp(bytes: Uint8Array): Picture | undefined {
  if (!starts(bytes, [0x52, 0x49, 0x46, 0x46]) || bytes.length < 30) return undefined;
  if (String.fromCharCode(...bytes.subarray(8, 12)) !== 'WEBP') return undefined;
  const view = viewOf(bytes);
  const kind = String.fromCharCode(...bytes.subarray(12, 16));
  const type = 'image/webp';
  if (kind === 'VP8 ') return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { type, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  const long = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
  return kind === 'VP8X' ? { type, width: long(24), height: long(27) } : undefined;
}

/** JPEG keeps its size in a segment somewhere behind others. */
function jpeg(bytes: Uint8Array): Picture | undefined {
  if (!starts(bytes, [0xff, 0xd8, 0xff])) return undefined;
  const view = viewOf(bytes);
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const holdsSize = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (holdsSize) return { type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + Math.max(2, view.getUint16(at + 2));
  }
  return undefined;
}

function starts(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
