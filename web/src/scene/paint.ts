// Colours and sizes of a frame, row by row, and as Mol*'s themes.

import { Bond, StructureElement } from 'molstar/lib/mol-model/structure/structure';
import { VdwRadius } from 'molstar/lib/mol-model/structure/model/properties/atomic';
import { ElementSymbol } from 'molstar/lib/mol-model/structure/model/types';
import type { Location } from 'molstar/lib/mol-model/location';
import type { ColorTheme } from 'molstar/lib/mol-theme/color';
import type { SizeTheme } from 'molstar/lib/mol-theme/size';
import { Color } from 'molstar/lib/mol-util/color';

import { AtomMode, f32, FrameView, i32, textAt, u32, u8 } from '../room/frame';
import { chainColor, elementColor, overlayColor } from './palette';

/** Numbers by row. */
export type ByRow = ArrayLike<number>;

/** `0xRRGGBB` of each atom: its own, or that of its element where the room gives it none (alpha 0). */
export function atomColors(frame: FrameView): Uint32Array {
  const own = u32(frame.atoms, 'color');
  const symbols = frame.atoms.columns.get('symbol');
  const byCode = symbols?.type === 'text' ? symbols.values.map(elementColor) : [];
  const codes = symbols?.type === 'text' ? symbols.codes : new Uint32Array(frame.atoms.rows);
  return Uint32Array.from(own, (color, row) => ownColor(color) ?? byCode[codes[row]!] ?? elementColor(''));
}

/** The same of a frame that is laid over another one: its carbons tell which it is. */
export function overlaidColors(frame: FrameView, place: number): Uint32Array {
  const carbon = overlayColor(place);
  return atomColors(frame).map((color, row) => (textAt(frame.atoms, 'symbol', row).toUpperCase() === 'C' ? carbon : color));
}

/** `0xRRGGBB` of the ribbon at each atom: that of its residue, or of its chain. */
export function ribbonColors(frame: FrameView): Uint32Array {
  const own = u32(frame.residues, 'ribbon_color');
  const order = chainOrder(frame);
  return atoms(frame, (residue) => ownColor(own[residue]!) ?? chainColor(order[frame.chainOf(residue)]!));
}

/** `0xRRGGBB` of the surface at each atom: its own, or that of its chain in polymers and of its element elsewhere. */
export function surfaceColors(frame: FrameView): Uint32Array {
  const own = u32(frame.atoms, 'surface_color');
  const order = chainOrder(frame);
  const isHet = u8(frame.atoms, 'is_het');
  const elements = atomColors(frame);
  return Uint32Array.from(own, (color, row) => {
    const scheme = isHet[row] ? elements[row]! : chainColor(order[frame.chainOf(frame.residueOf(row))]!);
    return ownColor(color) ?? scheme;
  });
}

/** The radii of sticks, and of the thin bonds between balls; angstrom. */
export const STICK = 0.2;
export const THIN = 0.12;

/** The radius of each atom's sphere, angstrom: by its mode, `scale` and temperature factor. */
export function sphereSizes(frame: FrameView): Float32Array {
  const modes = i32(frame.atoms, 'mode');
  const scales = f32(frame.atoms, 'scale');
  const bfactors = f32(frame.atoms, 'bfactor');
  return Float32Array.from({ length: frame.atoms.rows }, (_, row) => {
    // 0.5 is what an atom has that nobody scaled.
    const scale = (scales[row]! > 0 ? scales[row]! : 0.5) * 2;
    const vdw = VdwRadius(ElementSymbol(textAt(frame.atoms, 'symbol', row)));
    switch (modes[row]) {
      case AtomMode.stick: return STICK;
      case AtomMode.vdw: return vdw * scale;
      case AtomMode.bfactor: return 0.15 + Math.min(Math.max(bfactors[row]!, 0), 100) / 100;
      // Between a ball and the atom's whole extent, so that crowded places stay readable.
      case AtomMode.adaptive: return vdw * scale * 0.4;
      default: return vdw * scale * 0.25;
    }
  });
}

/** The radius of the bonds at each atom, angstrom. A bond is as thick as its thinner end. */
export function bondSizes(frame: FrameView): Float32Array {
  return Float32Array.from(i32(frame.atoms, 'mode'), (mode) => (mode === AtomMode.stick ? STICK : THIN));
}

/** The width of the ribbon at each atom. */
export function ribbonSizes(frame: FrameView): Float32Array {
  const sizes = f32(frame.residues, 'ribbon_size');
  return atoms(frame, (residue) => (sizes[residue]! > 0 ? sizes[residue]! : 1), Float32Array);
}

/** The width of an adaptive tube at each atom: by the temperature factor. */
export function tubeSizes(frame: FrameView): Float32Array {
  return Float32Array.from(f32(frame.atoms, 'bfactor'), (bfactor) => 0.6 + Math.min(Math.max(bfactor, 0), 100) / 25);
}

/** Colours as Mol*'s theme. Of a bond's half it asks by a bond's location. */
export function colorTheme(colors: ByRow, rowOf: ByRow, version: number): ColorTheme<Record<string, never>> {
  const theme: ColorTheme<Record<string, never>> = {
    factory: colorFactory,
    granularity: 'group',
    color: (location) => Color(colors[rowAt(location, rowOf)] ?? 0x808080),
    props: {},
    contextHash: version,
  };
  return theme;
}

/** Sizes as Mol*'s theme. */
export function sizeTheme(sizes: ByRow, rowOf: ByRow, version: number): SizeTheme<Record<string, never>> {
  return {
    factory: sizeFactory,
    granularity: 'group',
    size: (location) => {
      const size = sizes[rowAt(location, rowOf)] ?? 1;
      if (!Bond.isLocation(location)) return size;
      return Math.min(size, sizes[rowOf[location.bUnit.elements[location.bIndex]!]!] ?? 1);
    },
    props: {},
    contextHash: version,
  };
}

/** Themes are equal for Mol* where their factories and versions are. */
const colorFactory = (): ColorTheme<Record<string, never>> => colorTheme([], [], 0);
const sizeFactory = (): SizeTheme<Record<string, never>> => sizeTheme([], [], 0);

function rowAt(location: Location, rowOf: ByRow): number {
  if (StructureElement.Location.is(location)) return rowOf[location.element] ?? -1;
  if (Bond.isLocation(location)) return rowOf[location.aUnit.elements[location.aIndex]!] ?? -1;
  return -1;
}

/** `0xRRGGBB` of `0xRRGGBBAA`; none where alpha says that it is the scheme's. */
function ownColor(color: number): number | undefined {
  return (color & 0xff) === 0 ? undefined : color >>> 8;
}

/** The number of each chain's name among the names. Hetero groups of chain A are in a chain HA, and have its colour. */
function chainOrder(frame: FrameView): number[] {
  const names = Array.from({ length: frame.chains.rows }, (_, chain) => textAt(frame.chains, 'name', chain));
  const known = new Set(names);
  const seen = new Map<string, number>();
  return names.map((name) => {
    const own = name.startsWith('H') && known.has(name.slice(1)) ? name.slice(1) : name;
    if (!seen.has(own)) seen.set(own, seen.size);
    return seen.get(own)!;
  });
}

function atoms<A extends Uint32Array | Float32Array = Uint32Array>(
  frame: FrameView, ofResidue: (residue: number) => number,
  Numbers: { new (length: number): A } = Uint32Array as unknown as { new (length: number): A },
): A {
  const values = new Numbers(frame.atoms.rows);
  for (let residue = 0; residue < frame.residues.rows; residue++) {
    const [first, end] = frame.atomsOf(residue);
    values.fill(ofResidue(residue), first, end);
  }
  return values;
}
