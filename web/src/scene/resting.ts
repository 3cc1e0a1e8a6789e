// Whether coordinates rest: while they stream, surfaces stay as they were.

/** Coordinates rest when they have not changed for so long. */
const REST_MS = 700;

/** Watches the coordinates of what is drawn; `rested` is called when they have come to rest. */
export class Resting {
  private readonly seen = new Map<string, Float32Array>();
  private since = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly rested: () => void) {}

  /** Whether these coordinates rest, those of `key` being what they are now. */
  sees(key: string, positions: Float32Array): boolean {
    const before = this.seen.get(key);
    this.seen.set(key, positions);
    const now = performance.now();
    if (before && before !== positions) this.since = now;
    if (now - this.since >= REST_MS) return true;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.rested, REST_MS);
    return false;
  }

  forget(key: string): void {
    this.seen.delete(key);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
