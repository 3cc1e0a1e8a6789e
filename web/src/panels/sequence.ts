// The residues of a chain as letters, and how the keyboard goes through them.
import { textAt, type FrameView } from '../room/frame';

/** One residue of the strip. */
export interface Letter {
  /** Its row among the frame's residues. */
  residue: number;
  letter: string;
  /** `ASP 86`. */
  words: string;
}

const AMINO: Record<string, string> = {
  ALA: 'A', ARG: 'R', ASN: 'N', ASP: 'D', CYS: 'C', GLN: 'Q', GLU: 'E', GLY: 'G', HIS: 'H', ILE: 'I', LEU: 'L', LYS: 'K', MET: 'M',
  PHE: 'F', PRO: 'P', SER: 'S', THR: 'T', TRP: 'W', TYR: 'Y', VAL: 'V', MSE: 'M', SEC: 'U', PYL: 'O', HID: 'H', HIE: 'H', HIP: 'H', CYX: 'C',
};
const NUCLEIC: Record<string, string> = { DA: 'A', DC: 'C', DG: 'G', DT: 'T', A: 'A', C: 'C', G: 'G', U: 'U', I: 'I' };

/** The letter of a residue by its name; more than one where there is no letter. */
export function letterOf(name: string): string {
  const key = name.trim().toUpperCase();
  return AMINO[key] ?? NUCLEIC[key] ?? (key || '?');
}

/** The chains of a frame by what they are called, with how many residues each has. */
export function chainsOf(frame: FrameView): { chain: number; words: string; residues: number }[] {
  return Array.from({ length: frame.chains.rows }, (_, chain) => {
    const [from, to] = frame.residuesOf(chain);
    const words = `Chain ${frame.chainName(chain) || '–'}${frame.isOfHetero(chain) ? ', hetero groups' : ''}`;
    return { chain, words, residues: to - from };
  });
}

/** The residues of a chain. */
export function lettersOf(frame: FrameView, chain: number): Letter[] {
  const [from, to] = frame.residuesOf(chain);
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => ({
    residue: from + at,
    letter: letterOf(textAt(frame.residues, 'name', from + at)),
    words: frame.residueWords(from + at),
  }));
}

/** Where a key leads in a strip of so many letters; none where it leads nowhere. */
export function keyLeads(key: string, at: number, count: number): number | undefined {
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + 10, ArrowUp: at - 10, Home: 0, End: count - 1 }[key];
  if (to === undefined || count === 0) return undefined;
  return Math.max(0, Math.min(count - 1, to));
}

/** The rows from one to the other, whichever comes first. */
export function span(one: number, other: number): number[] {
  const from = Math.min(one, other);
  return Array.from({ length: Math.abs(one - other) + 1 }, (_, at) => from + at);
}
