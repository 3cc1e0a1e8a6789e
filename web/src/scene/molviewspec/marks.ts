// Values of atoms as rows of a table that MolViewSpec reads: as few rows as it takes. Pure.
//
// The room's residues are numbered through in the files that go with this, and atoms by their rows: `label_seq_id` is a residue's
// row + 1, `atom_id` an atom's.

import { textAt, type FrameView } from '../../room/frame';

/** What a row is about: all atoms of an element, residues from one to another, or an atom. A later row goes before an earlier one. */
export interface Mark {
  readonly element?: string;
  readonly residues?: readonly [number, number];
  readonly atom?: number;
  readonly value: string;
}

/** One value for all; none where there are several. `undefined` values are of atoms that nobody asks about. */
export function onlyValue(values: readonly (string | undefined)[]): string | undefined {
  const known = new Set(values.filter((value) => value !== undefined));
  return known.size === 1 ? [...known][0] : undefined;
}

/** The values by row, as marks. With `byElement`, what most atoms of an element have is said of the element. */
export function marksOf(frame: FrameView, values: readonly (string | undefined)[], byElement = false): Mark[] {
  const common = byElement ? commonest(frame, values) : new Map<string, string>();
  const marks: Mark[] = [...common].map(([element, value]) => ({ element, value }));
  let last: { first: number; end: number; value: string } | undefined;
  const flush = () => {
    if (last) marks.push({ residues: [last.first + 1, last.end], value: last.value });
    last = undefined;
  };
  for (let residue = 0; residue < frame.residues.rows; residue++) {
    const [first, end] = frame.atomsOf(residue);
    const own = values.slice(first, end);
    const isSaid = own.every((value, at) => value === undefined || value === common.get(textAt(frame.atoms, 'symbol', first + at)));
    // What nobody asks about may be said with the rest of its residue only where it has no value of its own anywhere.
    const value = own.includes(undefined) ? undefined : onlyValue(own);
    if (!isSaid && value !== undefined && last?.value === value && last.end === residue) {
      last.end = residue + 1;
      continue;
    }
    flush();
    if (isSaid) continue;
    if (value !== undefined) {
      last = { first: residue, end: residue + 1, value };
      continue;
    }
    own.forEach((value, at) => {
      const row = first + at;
      if (value !== undefined && value !== common.get(textAt(frame.atoms, 'symbol', row))) marks.push({ atom: row + 1, value });
    });
  }
  flush();
  return marks;
}

/** What most atoms of each element have. */
function commonest(frame: FrameView, values: readonly (string | undefined)[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  values.forEach((value, row) => {
    if (value === undefined) return;
    const element = textAt(frame.atoms, 'symbol', row);
    const ofElement = counts.get(element) ?? new Map<string, number>();
    ofElement.set(value, (ofElement.get(value) ?? 0) + 1);
    counts.set(element, ofElement);
  });
  const most = (of: Map<string, number>) => [...of].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
  return new Map([...counts].map(([element, of]) => [element, most(of)]));
}
