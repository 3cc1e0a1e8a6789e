// Which parts of a frame are drawn, and how: what goes together is one representation of Mol*.
//
// The seven modes of atoms need four: spheres, cylinders for bonds, lines, and points. Bonds across modes are drawn as those of
// the plainer end: a cylinder that ends in a large sphere, or a line that ends in a stick, is hidden in there.

import { BallAndStickRepresentationProvider } from 'molstar/lib/mol-repr/structure/representation/ball-and-stick';
import { CartoonRepresentationProvider } from 'molstar/lib/mol-repr/structure/representation/cartoon';
import { GaussianSurfaceRepresentationProvider } from 'molstar/lib/mol-repr/structure/representation/gaussian-surface';
import { LineRepresentationProvider } from 'molstar/lib/mol-repr/structure/representation/line';
import { MolecularSurfaceRepresentationProvider } from 'molstar/lib/mol-repr/structure/representation/molecular-surface';
import { PointRepresentationProvider } from 'molstar/lib/mol-repr/structure/representation/point';
import { PuttyRepresentationProvider } from 'molstar/lib/mol-repr/structure/representation/putty';
import { SpacefillRepresentationProvider } from 'molstar/lib/mol-repr/structure/representation/spacefill';
import type { StructureRepresentationProvider } from 'molstar/lib/mol-repr/structure/representation';

import { AtomMode, f32, FrameView, i32, RibbonMode, u32, u8 } from '../room/frame';

/** How a part is drawn. */
export type Kind = 'spheres' | 'bonds' | 'lines' | 'points' | 'ribbon' | 'tube' | 'coil' | 'surface';

/** A part of a frame that is drawn in one way. */
export interface Part {
  /** Tells it from the others of its frame. */
  readonly key: string;
  readonly kind: Kind;
  /** By row: 1 where the atom is of it. */
  readonly rows: Uint8Array;
  /** 0 to 1. */
  readonly opacity: number;
}

/** Above so many atoms a surface is the quicker, rounder one. */
const MOST_EXACT = 8000;

/** What a kind is for Mol*. */
export function providerOf(part: Part, count: number): StructureRepresentationProvider<any> {
  switch (part.kind) {
    case 'spheres': return SpacefillRepresentationProvider;
    case 'bonds': return BallAndStickRepresentationProvider;
    case 'lines': return LineRepresentationProvider;
    case 'points': return PointRepresentationProvider;
    case 'ribbon': return CartoonRepresentationProvider;
    case 'tube': return PuttyRepresentationProvider;
    case 'coil': return PuttyRepresentationProvider;
    case 'surface': return count > MOST_EXACT ? GaussianSurfaceRepresentationProvider : MolecularSurfaceRepresentationProvider;
  }
}

/** What Mol* is told besides colours and sizes, of a part with so many atoms. */
export function propsOf(part: Part, count: number, isSoftware: boolean): Record<string, unknown> {
  const common = { ignoreHydrogens: false, alpha: part.opacity };
  // Of spheres and cylinders the graphics card computes each pixel: how fine they are depends on no size, which costs time to know.
  const quality = 'custom';
  switch (part.kind) {
    case 'spheres': return { ...common, quality, sizeFactor: 1, visuals: ['element-sphere'] };
    case 'bonds': return { ...common, quality, sizeFactor: 1, sizeAspectRatio: 1, visuals: ['intra-bond'] };
    case 'lines': return { ...common, quality, sizeFactor: 1.5, visuals: ['intra-bond', 'element-point'] };
    case 'points': return { ...common, quality, pointStyle: 'circle', pointSizeAttenuation: false, sizeFactor: 5 };
    case 'ribbon': return { ...common, sizeFactor: 0.2 };
    case 'tube': return { ...common, sizeFactor: 0.25 };
    case 'coil': return { ...common, sizeFactor: 0.3 };
    case 'surface': return { ...common, ...(isSoftware ? lightSurface(count) : {}), xrayShaded: false, ignoreLight: false };
  }
}

/** A surface that software draws in a while: what is meant for a graphics card takes it six times as long, and each triangle counts. */
function lightSurface(count: number) {
  return { quality: 'custom', tryUseGpu: false, resolution: count > MOST_EXACT ? 1.3 : 0.8 };
}

/** The parts of a frame. Hidden atoms, and those that the conformer lacks, are in none. */
export function partsOf(frame: FrameView, conformer: number): Part[] {
  return [...atomParts(frame, conformer), ...ribbonParts(frame), ...surfaceParts(frame, conformer)];
}

function atomParts(frame: FrameView, conformer: number): Part[] {
  const count = frame.atoms.rows;
  const modes = i32(frame.atoms, 'mode');
  const drawn = drawnRows(frame, conformer);
  const [spheres, bonds, lines, points] = [rows(count), rows(count), rows(count), rows(count)];
  for (let row = 0; row < count; row++) {
    if (!drawn[row]) continue;
    const mode = modes[row]!;
    if (mode === AtomMode.wire) lines[row] = 1;
    else if (mode === AtomMode.point) points[row] = 1;
    else {
      spheres[row] = 1;
      if (mode !== AtomMode.vdw) bonds[row] = 1;
    }
  }
  const [isThick, isThin] = [bonds.slice(), lines.slice()];
  eachBond(frame, (a, b) => {
    // Points have no bonds, and what is hidden has none either.
    if (isThin[a] && spheres[b]) lines[b] = 1;
    if (isThin[b] && spheres[a]) lines[a] = 1;
    if (isThick[a] && spheres[b]) bonds[b] = 1;
    if (isThick[b] && spheres[a]) bonds[a] = 1;
  });
  return [
    ...part('spheres', spheres), ...part('bonds', bonds), ...part('lines', lines), ...part('points', points),
  ];
}

function ribbonParts(frame: FrameView): Part[] {
  const count = frame.atoms.rows;
  const shown = u8(frame.residues, 'ribboned');
  const modes = i32(frame.residues, 'ribbon_mode');
  const byKind = { ribbon: rows(count), tube: rows(count), coil: rows(count) };
  for (let residue = 0; residue < frame.residues.rows; residue++) {
    if (!shown[residue]) continue;
    const mode = modes[residue];
    const kind = mode === RibbonMode.adaptiveTube ? 'tube' : mode === RibbonMode.coil ? 'coil' : 'ribbon';
    const [first, end] = frame.atomsOf(residue);
    byKind[kind].fill(1, first, end);
  }
  return [...part('ribbon', byKind.ribbon), ...part('tube', byKind.tube), ...part('coil', byKind.coil)];
}

/** A surface for each opacity in use, in steps; its atoms may be hidden. */
function surfaceParts(frame: FrameView, conformer: number): Part[] {
  const shown = u8(frame.atoms, 'surface_rendering');
  const opacities = f32(frame.atoms, 'surface_opacity');
  const held = frame.inConformer(conformer);
  const byOpacity = new Map<number, Uint8Array>();
  for (let row = 0; row < frame.atoms.rows; row++) {
    if (!shown[row] || held?.[row] === 0) continue;
    const opacity = Math.round(Math.min(Math.max(opacities[row]!, 0), 1) * 5) / 5;
    if (opacity === 0) continue;
    if (!byOpacity.has(opacity)) byOpacity.set(opacity, rows(frame.atoms.rows));
    byOpacity.get(opacity)![row] = 1;
  }
  return [...byOpacity].map(([opacity, wanted]) => ({ key: `surface/${opacity}`, kind: 'surface', rows: wanted, opacity }));
}

function drawnRows(frame: FrameView, conformer: number): Uint8Array {
  const display = u32(frame.atoms, 'display_mode');
  const held = frame.inConformer(conformer);
  return Uint8Array.from(display, (bits, row) => (bits & 1) & (held ? held[row]! : 1));
}

function eachBond(frame: FrameView, tell: (a: number, b: number) => void): void {
  const [first, second] = [u32(frame.bonds, 'atom1'), u32(frame.bonds, 'atom2')];
  for (let bond = 0; bond < frame.bonds.rows; bond++) tell(first[bond]!, second[bond]!);
}

function part(kind: Kind, wanted: Uint8Array): Part[] {
  return wanted.includes(1) ? [{ key: kind, kind, rows: wanted, opacity: 1 }] : [];
}

function rows(count: number): Uint8Array {
  return new Uint8Array(count);
}
