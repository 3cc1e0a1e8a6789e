// How long pieces of our own code took, for whoever measures: the browser's tools, and the figures.

/** A browser keeps all measures of a page for ever: of each piece we keep these many. */
const KEPT = 1000;

const counts = new Map<string, number>();

/** Notes how long the piece took that began at this time of `performance.now()`. */
export function took(piece: string, since: number): void {
  const count = (counts.get(piece) ?? 0) + 1;
  if (count > KEPT) performance.clearMeasures(piece);
  counts.set(piece, count > KEPT ? 1 : count);
  performance.measure(piece, { start: since });
}
