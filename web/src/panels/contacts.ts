// What a pose touches: the residues of the other structures near its atoms. Told by distance alone, as a first look.
import type { Complex } from '../api/types';
import { textAt, type FrameView } from '../room/frame';
import { toWorkspace } from '../scene/words';
import { Grid } from './near';

/** A residue that the pose touches. */
export interface Contact {
  complex: Complex;
  /** `chain A · ASP 86`. */
  words: string;
  /** The room's indices of its atoms. */
  atoms: number[];
  /** Of the nearest pair, angstrom. */
  distance: number;
  /** Two of nitrogen and oxygen near enough for a hydrogen bond; or carbons side by side. */
  kind: 'polar' | 'apolar' | 'near';
}

/** A structure with the frame that is shown of it. */
export interface Standing {
  complex: Complex;
  frame: FrameView;
  conformer: number;
}

/** Farther than this is no contact, angstrom. */
const REACH = 4;
/** The longest distance of two heavy atoms in a hydrogen bond, angstrom. */
const POLAR = 3.5;

/** The contacts of a pose with what stands around it, nearest first. */
export function contactsOf(pose: Standing, others: readonly Standing[]): Contact[] {
  const rows = heavyRows(pose.frame);
  const places = placesOf(pose);
  const grid = new Grid(places, rows, REACH);
  return others.flatMap((other) => touched(pose.frame, grid, other)).sort((one, two) => one.distance - two.distance);
}

function touched(pose: FrameView, grid: Grid, other: Standing): Contact[] {
  const { frame, complex } = other;
  const found = new Map<number, Contact>();
  const places = placesOf(other);
  for (const row of heavyRows(frame)) {
    grid.around(places[row * 3] ?? NaN, places[row * 3 + 1] ?? NaN, places[row * 3 + 2] ?? NaN, (mine, distance) => {
      const residue = frame.residueOf(row);
      const contact = found.get(residue) ?? freshContact(complex, frame, residue);
      found.set(residue, contact);
      contact.distance = Math.min(contact.distance, distance);
      contact.kind = stronger(contact.kind, kindOf(element(pose, mine), element(frame, row), distance));
    });
  }
  return [...found.values()];
}

function freshContact(complex: Complex, frame: FrameView, residue: number): Contact {
  const chain = textAt(frame.chains, 'name', frame.chainOf(residue));
  const [from, to] = frame.atomsOf(residue);
  return {
    complex,
    words: [frame.residueWords(residue), chain && `chain ${chain}`].filter(Boolean).join(' · '),
    atoms: [...frame.indices().subarray(from, to)],
    distance: Infinity,
    kind: 'near',
  };
}

function kindOf(one: string, other: string, distance: number): Contact['kind'] {
  const isPolar = (symbol: string) => symbol === 'N' || symbol === 'O';
  if (isPolar(one) && isPolar(other) && distance <= POLAR) return 'polar';
  return one === 'C' && other === 'C' ? 'apolar' : 'near';
}

function stronger(one: Contact['kind'], other: Contact['kind']): Contact['kind'] {
  const weights = { polar: 2, apolar: 1, near: 0 };
  return weights[one] >= weights[other] ? one : other;
}

function element(frame: FrameView, row: number): string {
  return textAt(frame.atoms, 'symbol', row).toUpperCase();
}

function heavyRows(frame: FrameView): number[] {
  const rows: number[] = [];
  for (let row = 0; row < frame.atoms.rows; row += 1) if (element(frame, row) !== 'H') rows.push(row);
  return rows;
}

/** Where the atoms stand in the workspace. */
function placesOf({ complex, frame, conformer }: Standing): Float64Array {
  const local = frame.positions(conformer);
  const places = new Float64Array(local.length);
  for (let at = 0; at + 2 < local.length; at += 3) {
    places.set(toWorkspace(complex, [local[at] ?? NaN, local[at + 1] ?? NaN, local[at + 2] ?? NaN]), at);
  }
  return places;
}
