// Says what takes the picture a while, before it begins: while Mol* computes and software draws, the page stands still.

import type { Work } from './api';

/** So many atoms take longer than a moment, to be drawn and to be given a surface. */
const LONG = { drawing: 20_000, surface: 2500 };
/** The same where software draws. */
const LONG_IN_SOFTWARE = { drawing: 8000, surface: 1000 };

/** A page that nobody sees is not painted: then it goes on after so long. */
const UNSEEN_MS = 250;

/** What is said of one picture. */
export class Working {
  private now: Work | null = null;
  private readonly long: typeof LONG;

  constructor(
    isSoftware: boolean,
    private readonly say: (work: Work | null) => void,
    private readonly painted: () => Promise<void> = nextPaint,
  ) {
    this.long = isSoftware ? LONG_IN_SOFTWARE : LONG;
  }

  /** Something begins, with so many atoms; resolves when people can see that, at once where it will not take long. */
  async begins(work: Work, atoms: number): Promise<void> {
    if (atoms < this.long[work.is]) return;
    if (this.now?.is === work.is && this.now.name === work.name) return;
    this.now = work;
    this.say(work);
    await this.painted();
  }

  /** All is in the picture; resolves when people can see that. */
  async ends(): Promise<void> {
    if (!this.now) return;
    await this.painted();
    this.now = null;
    this.say(null);
  }
}

/** Resolves when what the page shows now is on its way to the screen. */
function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, UNSEEN_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });
}
