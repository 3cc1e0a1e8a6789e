// How long pieces of our own code took, for whoever measures: the browser's tools, and the figures.

/** A browser keeps all measures of a page for ever: of each piece we keep these many. */
const KEPT = 1000;

const counts = new Map<string, number>();

const begun = new Map<string, number>();

/** A piece begins whose end is elsewhere, at this time of `performance.now()`. What began before and came to no end is forgotten. */
export function began(piece: string, since: number): void {
  begun.set(piece, since);
}

/** It ends, if it began. */
export function ended(piece: string): void {
  const since = begun.get(piece);
  if (since === undefined) return;
  begun.delete(piece);
  took(piece, since);
}

/** Notes how long the piece took that began at this time of `performance.now()`. */
export function took(piece: string, since: number): void {
  const count = (counts.get(piece) ?? 0) + 1;
  if (count > KEPT) performance.clearMeasures(piece);
  counts.set(piece, count > KEPT ? 1 : count);
  performance.measure(piece, { start: since });
}
