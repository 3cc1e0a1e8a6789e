// How what is drawn of a frame is said in MolViewSpec: which atoms are shown in which of its representations. Pure.
//
// MolViewSpec gives a representation one size, where the room has one for each atom. So spheres go by steps of their size, and
// bonds by their two thicknesses.

import { VdwRadius } from 'molstar/lib/mol-model/structure/model/properties/atomic';
import { ElementSymbol } from 'molstar/lib/mol-model/structure/model/types';
import type { MVSNodeParams } from 'molstar/lib/extensions/mvs/tree/mvs/mvs-tree';

import { AtomMode, i32, textAt, u32, type FrameView } from '../../room/frame';
import { sphereSizes, STICK, THIN } from '../paint';
import { partsOf, type Part } from '../parts';

/** Which of a frame's colours. */
export type ColorsOf = 'atoms' | 'ribbon' | 'surface';

/** A part of a frame in one representation of MolViewSpec. */
export interface Look {
  /** Tells it from the others of its frame: letters, digits and `_`. */
  readonly name: string;
  readonly representation: MVSNodeParams<'representation'>;
  /** What only Mol* understands; whoever does not, draws it a little otherwise. */
  readonly custom?: Record<string, unknown>;
  /** By row: 1 where the atom is of it. */
  readonly rows: Uint8Array;
  /** 0 to 1. */
  readonly opacity: number;
  readonly colors: ColorsOf;
}

/** Above so many atoms a surface is the quicker, rounder one, as in the room. */
const MOST_EXACT = 8000;
/** A sphere's size goes in steps of this share of its element's whole size. */
const STEP = 0.05;
/** A point, as a share of its element's whole size. */
const POINT = 0.1;

/** All that is drawn of a frame. */
export function looksOf(frame: FrameView, conformer: number): Look[] {
  return partsOf(frame, conformer).flatMap((part) => looksOfPart(frame, part));
}

function looksOfPart(frame: FrameView, part: Part): Look[] {
  const { kind, rows, opacity } = part;
  const look = (name: string, representation: Look['representation'], colors: ColorsOf): Look => ({
    name, representation, rows, opacity, colors,
  });
  switch (kind) {
    case 'spheres': return spheres(frame, part);
    case 'bonds': return bonds(frame, part);
    case 'lines': return [look('lines', { type: 'line' }, 'atoms')];
    case 'points': return [look('points', { type: 'spacefill', size_factor: POINT }, 'atoms')];
    case 'ribbon': return [look('ribbon', { type: 'cartoon' }, 'ribbon')];
    // Mol* takes this factor twice here, and once there.
    case 'coil': return [look('coil', { type: 'putty', size_factor: 0.55 }, 'ribbon')];
    case 'tube': return [look('tube', { type: 'putty', size_theme: 'uncertainty', size_factor: 0.16 }, 'ribbon')];
    case 'surface': {
      const isExact = rows.reduce((sum, row) => sum + row, 0) <= MOST_EXACT;
      const surface_type = isExact ? 'molecular' : 'gaussian';
      return [look(`surface_${Math.round(opacity * 100)}`, { type: 'surface', surface_type }, 'surface')];
    }
  }
}

/** Spheres of each size in use. The ends of sticks are drawn with the sticks. */
function spheres(frame: FrameView, { rows, opacity }: Part): Look[] {
  const modes = i32(frame.atoms, 'mode');
  const sizes = sphereSizes(frame);
  const bySize = new Map<number, Uint8Array>();
  for (let row = 0; row < rows.length; row++) {
    if (!rows[row] || modes[row] === AtomMode.stick) continue;
    const whole = VdwRadius(ElementSymbol(textAt(frame.atoms, 'symbol', row)));
    const step = Math.max(Math.round(sizes[row]! / whole / STEP), 1);
    if (!bySize.has(step)) bySize.set(step, new Uint8Array(rows.length));
    bySize.get(step)![row] = 1;
  }
  return [...bySize].sort(([a], [b]) => a - b).map(([step, wanted]) => ({
    name: `spheres_${Math.round(step * STEP * 100)}`,
    representation: { type: 'spacefill', size_factor: Math.round(step * STEP * 100) / 100 },
    rows: wanted,
    opacity,
    colors: 'atoms',
  }));
}

/** Sticks, and the thin bonds: between balls, and from a ball to a stick. */
function bonds(frame: FrameView, { rows, opacity }: Part): Look[] {
  const modes = i32(frame.atoms, 'mode');
  const isStick = (row: number) => modes[row] === AtomMode.stick;
  const thick = rows.map((wanted, row) => (wanted && isStick(row) ? 1 : 0));
  const thin = rows.map((wanted, row) => (wanted && !isStick(row) ? 1 : 0));
  const [first, second] = [u32(frame.bonds, 'atom1'), u32(frame.bonds, 'atom2')];
  for (let bond = 0; bond < frame.bonds.rows; bond++) {
    const [a, b] = [first[bond]!, second[bond]!];
    if (!rows[a] || !rows[b] || isStick(a) === isStick(b)) continue;
    thin[isStick(a) ? a : b] = 1;
  }
  return [...network('sticks', thick, STICK, opacity), ...network('bonds', thin, THIN, opacity)];
}

/** Bonds of a radius, whose ends are as thick as they are. */
function network(name: string, rows: Uint8Array, radius: number, opacity: number): Look[] {
  if (!rows.includes(1)) return [];
  return [{
    name,
    // What MolViewSpec calls 1 here is a ball of half an angstrom.
    representation: { type: 'ball_and_stick', size_factor: radius * 2 },
    custom: { molstar_representation_params: { sizeAspectRatio: 1 } },
    rows,
    opacity,
    colors: 'atoms',
  }];
}
