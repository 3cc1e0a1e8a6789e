// Bulk: binary frames that carry one piece of a transfer each, as the Rust module `room_api::bulk` describes them.

/** The most bytes of content in one chunk. */
export const MAX_CHUNK = 256 * 1024;

const HEADER = 16;
const LAST = 1;
const ABORTED = 2;

/** One piece of a transfer. */
export interface Chunk {
  readonly transfer: number;
  /** Its place in the transfer, from 0. */
  readonly sequence: number;
  readonly last: boolean;
  /** The sender gave up; nothing follows. */
  readonly aborted: boolean;
  readonly content: Uint8Array;
}

/** Reads a binary frame. */
export function readChunk(frame: ArrayBuffer): Chunk {
  if (frame.byteLength < HEADER) throw new Error(`a binary frame has ${frame.byteLength} bytes`);
  if (frame.byteLength > HEADER + MAX_CHUNK) throw new Error(`a chunk is longer than ${MAX_CHUNK} bytes`);
  const view = new DataView(frame);
  const flags = view.getUint32(8, true);
  if ((flags & ~(LAST | ABORTED)) !== 0) throw new Error(`unknown chunk flags ${flags}`);
  return {
    transfer: view.getUint32(0, true),
    sequence: view.getUint32(4, true),
    last: (flags & LAST) !== 0,
    aborted: (flags & ABORTED) !== 0,
    content: new Uint8Array(frame, HEADER),
  };
}

/** The frames of a whole transfer, made one after the other; empty content is one empty chunk. */
export function* chunkFrames(transfer: number, content: Uint8Array): Generator<Uint8Array<ArrayBuffer>> {
  const count = Math.max(1, Math.ceil(content.length / MAX_CHUNK));
  for (let sequence = 0; sequence < count; sequence++) {
    const piece = content.subarray(sequence * MAX_CHUNK, (sequence + 1) * MAX_CHUNK);
    const frame = new Uint8Array(HEADER + piece.length);
    const view = new DataView(frame.buffer);
    view.setUint32(0, transfer, true);
    view.setUint32(4, sequence, true);
    view.setUint32(8, sequence + 1 === count ? LAST : 0, true);
    frame.set(piece, HEADER);
    yield frame;
  }
}

/** The most bytes of one transfer that is taken in. */
const MAX_TRANSFER = 1024 * 1024 * 1024;

/** Puts the chunks of one transfer together. */
export class Assembly {
  private readonly pieces: Uint8Array[] = [];
  private length = 0;

  /** Takes the next chunk; the whole content once the last one is there. */
  push(chunk: Chunk): Uint8Array | undefined {
    if (chunk.sequence !== this.pieces.length) {
      throw new Error(`transfer ${chunk.transfer}: chunk ${chunk.sequence} came instead of ${this.pieces.length}`);
    }
    this.length += chunk.content.length;
    if (this.length > MAX_TRANSFER) throw new Error(`transfer ${chunk.transfer} is too long`);
    this.pieces.push(chunk.content);
    if (!chunk.last) return undefined;
    const [only] = this.pieces;
    if (this.pieces.length === 1 && only) return only;
    const whole = new Uint8Array(this.length);
    let at = 0;
    for (const piece of this.pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }
}
