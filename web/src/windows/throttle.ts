// At most so many a second, and always the last one.

/** Calls `send` with the latest value, not more often than every `pause` milliseconds. */
export class Throttle<T> {
  private waiting: { value: T } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly send: (value: T) => void,
    private readonly pause = 50,
  ) {}

  next(value: T): void {
    if (this.timer !== undefined) {
      this.waiting = { value };
      return;
    }
    this.send(value);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      const { waiting } = this;
      this.waiting = undefined;
      if (waiting) this.next(waiting.value);
    }, this.pause);
  }

  /** What waits is not sent any more: something later is. */
  drop(): void {
    this.waiting = undefined;
  }
}
