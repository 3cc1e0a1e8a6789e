import { existsSync, readFileSync } from 'node:fs';

import { ModelSecondaryStructure } from 'molstar/lib/mol-model-formats/structure/property/secondary-structure';
import { Mat4 } from 'molstar/lib/mol-math/linear-algebra';
import { Bond, StructureElement, type Structure, type Unit } from 'molstar/lib/mol-model/structure/structure';
import { describe, expect, it } from 'vitest';

import type { Columns } from '../api/columns';
import { FrameView, textAt } from '../room/frame';
import { columnsOfPdb } from '../testing/pdb';
import { makeSkeleton, makeStructure, part, placeOf, withPositions } from './model';
import { atomColors, bondSizes, colorTheme, overlaidColors, sizeTheme, sphereSizes } from './paint';
import { partsOf } from './parts';

const large = `${import.meta.dirname}/../../../../shared/data/pdb/6ef0.pdb`;

const frameOf = (columns: Columns) => FrameView.of(columns, 0)!;

async function structureOf(frame: FrameView) {
  const skeleton = await makeSkeleton(frame, 0, 'test');
  return { skeleton, structure: await makeStructure(skeleton.model, Mat4.identity(), 'test') };
}

/** Two waters between two residues of one chain, which Mol* sorts to the end. */
const mixed = [
  'ATOM      1  N   ALA A   1       1.000   0.000   0.000  1.00 10.00           N',
  'ATOM      2  CA  ALA A   1       2.400   0.000   0.000  1.00 20.00           C',
  'HETATM    3  O   HOH B   2       9.000   0.000   0.000  1.00 30.00           O',
  'ATOM      4  N   GLY A   3       3.000   1.000   0.000  1.00 40.00           N',
  'ATOM      5  CA  GLY A   3       8.000   1.000   0.000  1.00 50.00           C',
].join('\n');

describe.runIf(existsSync(large))('6ef0, 24,748 atoms', () => {
  const shades = (rows: number) => Uint32Array.from({ length: rows }, (_, row) => ((row * 2654435761) >>> 0 & 0xffffff00) | 0xff);
  const columns = columnsOfPdb(existsSync(large) ? readFileSync(large, 'utf8') : '', {
    atoms: (rows) => ({ color: { type: 'u32', values: shades(rows) } }),
  });

  it('has the colours of the room, atom by atom', async () => {
    const frame = frameOf(columns);
    const { skeleton, structure } = await structureOf(frame);
    expect(structure.elementCount).toBe(24_748);
    const theme = colorTheme(atomColors(frame), skeleton.rowOf, 1);
    const wanted = shades(24_748);
    const unit = structure.units[0]!;
    const location = StructureElement.Location.create(structure, unit);
    const { auth_atom_id: atomNames } = unit.model.atomicHierarchy.atoms;
    const names = frame.atoms.columns.get('name');
    let wrong = 0;
    for (let element = 0; element < unit.elements.length; element++) {
      location.element = unit.elements[element]!;
      const row = skeleton.rowOf[location.element]!;
      if (theme.color(location, false) !== wanted[row]! >>> 8) wrong++;
      if (names?.type === 'text' && atomNames.value(location.element) !== names.values[names.codes[row]!]) wrong++;
      if (skeleton.elementOf[row] !== location.element) wrong++;
    }
    expect(wrong).toBe(0);
  });

  it('keeps each residue of the room as one of its own', async () => {
    const frame = frameOf(columns);
    const { skeleton } = await structureOf(frame);
    expect(skeleton.model.atomicHierarchy.residueAtomSegments.count).toBe(frame.residues.rows);
  });
});

describe('bonds', () => {
  const bondsOf = (structure: Structure) => {
    const { a, b, edgeCount } = (structure.units[0] as Unit.Atomic).bonds;
    return Array.from({ length: edgeCount * 2 }, (_, at) => [a[at]!, b[at]!] as const).filter(([from, to]) => from < to);
  };

  it('are those of the room, however long, and no others', async () => {
    const columns = columnsOfPdb(mixed, { bonds: [[0, 1], [3, 4], [1, 2]] });
    const { skeleton, structure } = await structureOf(frameOf(columns));
    const rows = bondsOf(structure).map(([a, b]) => [skeleton.rowOf[a]!, skeleton.rowOf[b]!].sort().join('-')).sort();
    // 3-4 is 5 angstrom long, and 1-2 leads to another chain.
    expect(rows).toEqual(['0-1', '1-2', '3-4']);
    expect(structure.interUnitBonds.edgeCount).toBe(0);
  });

  it('have the colour of the atom at each end, and the thickness of the thinner one', async () => {
    const columns = columnsOfPdb(mixed, {
      bonds: [[0, 1]],
      atoms: () => ({
        color: { type: 'u32', values: Uint32Array.of(0x112233ff, 0x44556600, 0, 0, 0) },
        mode: { type: 'i32', values: Int32Array.of(1, 0, 0, 0, 0) },
      }),
    });
    const frame = frameOf(columns);
    const { skeleton, structure } = await structureOf(frame);
    const unit = structure.units[0]!;
    const [from, to] = [skeleton.elementOf[0]!, skeleton.elementOf[1]!] as StructureElement.UnitIndex[];
    const colors = colorTheme(atomColors(frame), skeleton.rowOf, 1);
    const there = Bond.Location(structure, unit, from!, structure, unit, to!);
    const back = Bond.Location(structure, unit, to!, structure, unit, from!);
    expect(colors.color(there, false)).toBe(0x112233);
    // Alpha 0 is the colour of carbon.
    expect(colors.color(back, false)).not.toBe(0x445566);
    const sizes = sizeTheme(bondSizes(frame), skeleton.rowOf, 1);
    expect(sizes.size(there)).toBeCloseTo(0.12);
    expect(sizes.size(back)).toBeCloseTo(0.12);
  });
});

describe('a frame that is laid over another one', () => {
  it('has carbons of its own colour, and the other atoms as they are', () => {
    const frame = frameOf(columnsOfPdb(mixed, { atoms: () => ({ color: { type: 'u32', values: Uint32Array.of(0x112233ff, 0, 0x112233ff, 0, 0) } }) }));
    const [own, first, second] = [atomColors(frame), overlaidColors(frame, 0), overlaidColors(frame, 1)];
    const changed = (colors: Uint32Array) => [...colors].map((color, row) => color !== own[row]);
    const isCarbon = Array.from({ length: frame.atoms.rows }, (_, row) => textAt(frame.atoms, 'symbol', row) === 'C');
    expect(new Set(isCarbon)).toEqual(new Set([true, false]));
    expect([changed(first), changed(second)]).toEqual([isCarbon, isCarbon]);
    expect(new Set([...first, ...second].filter((color) => !own.includes(color))).size).toBe(2);
  });
});

describe('secondary structure', () => {
  const typesOf = async (said: number[] | undefined) => {
    const residues = said && (() => ({ secondary_structure: { type: 'u8' as const, values: Uint8Array.from(said) } }));
    const { skeleton } = await structureOf(frameOf(columnsOfPdb(mixed, residues ? { residues } : {})));
    const { type, getIndex } = ModelSecondaryStructure.Provider.get(skeleton.model)!;
    const { residueAtomSegments } = skeleton.model.atomicHierarchy;
    const byRow = [0, 1, 2].map((residue) => {
      const [row] = skeleton.frame.atomsOf(residue);
      return type[getIndex(residueAtomSegments.index[skeleton.elementOf[row]!]!)] ?? 0;
    });
    return byRow.map((flags) => ((flags & 2) !== 0 ? 'helix' : (flags & 4) !== 0 ? 'sheet' : 'coil'));
  };

  it('is what the room says, residue by residue', async () => {
    expect(await typesOf([3, 1, 2])).toEqual(['helix', 'coil', 'sheet']);
    expect(await typesOf([0, 0, 3])).toEqual(['coil', 'coil', 'helix']);
  });

  it('is computed only where the room knows nothing', async () => {
    expect(await typesOf([0, 0, 0])).toEqual(['coil', 'coil', 'coil']);
  });
});

describe('a frame', () => {
  it('moves atoms and leaves the arrays of the room as they were', async () => {
    const columns = columnsOfPdb(mixed, { bonds: [[0, 1], [3, 4]] });
    const { skeleton } = await structureOf(frameOf(columns));
    const moved = Float32Array.from({ length: 15 }, (_, at) => at * 3);
    const before = moved.slice();
    const model = withPositions(skeleton, moved);
    const structure = await makeStructure(model, placeOf([100, 0, 0], [0, 0, 0, 1]), 'test');
    expect(moved).toEqual(before);
    const { conformation } = structure.units[0]!;
    for (let row = 0; row < 5; row++) {
      const element = skeleton.elementOf[row]! as never;
      expect([conformation.x(element), conformation.y(element), conformation.z(element)]).toEqual([row * 9 + 100, row * 9 + 3, row * 9 + 6]);
    }
    expect((structure.units[0] as Unit.Atomic).bonds.edgeCount).toBe(2);
  });

  it('keeps the bonds of a part, and moves its bounds', async () => {
    const { skeleton, structure } = await structureOf(frameOf(columnsOfPdb(mixed, { bonds: [[0, 1], [3, 4]] })));
    const taken = (from: Structure, before?: Structure) => part(from, skeleton, (row) => row < 2, before)!;
    const first = taken(structure);
    const [bonds, bounds] = [(first.units[0] as Unit.Atomic).bonds, first.units[0]!.boundary.sphere.center];
    const moved = await makeStructure(withPositions(skeleton, new Float32Array(15).fill(50)), Mat4.identity(), 'test');
    const second = taken(moved, first);
    expect((second.units[0] as Unit.Atomic).bonds).toBe(bonds);
    expect(bounds[0]).toBeLessThan(10);
    expect(second.units[0]!.boundary.sphere.center[0]).toBeCloseTo(50);
  });
});

describe('parts', () => {
  it('hold each atom as its mode wants it; bonds across modes end inside the thicker end', () => {
    const columns = columnsOfPdb(mixed, {
      bonds: [[0, 1], [1, 3], [3, 4], [1, 2]],
      atoms: () => ({
        // Stick, van der Waals, point, wire, hidden.
        mode: { type: 'i32', values: Int32Array.of(1, 3, 4, 2, 0) },
        display_mode: { type: 'u32', values: Uint32Array.of(1, 1, 1, 1, 0xfffffffe) },
      }),
      residues: (rows) => ({ ribboned: { type: 'u8', values: new Uint8Array(rows) } }),
    });
    const parts = Object.fromEntries(partsOf(frameOf(columns), 0).map((part) => [part.key, [...part.rows].join('')]));
    expect(parts).toEqual({ spheres: '11000', bonds: '11000', lines: '01010', points: '00100' });
  });

  it('leave out what a conformer lacks', () => {
    const columns = columnsOfPdb(mixed, {
      atoms: () => ({ 'in_conformer/0': { type: 'u8', values: Uint8Array.of(1, 0, 1, 0, 1) } }),
      residues: (rows) => ({ ribboned: { type: 'u8', values: new Uint8Array(rows) } }),
    });
    expect(partsOf(frameOf(columns), 0).map((part) => [part.key, [...part.rows].join('')])).toEqual([
      ['spheres', '10101'], ['bonds', '10101'],
    ]);
  });

  it('have ribbons by mode, and surfaces by opacity', async () => {
    const columns = columnsOfPdb(mixed, {
      atoms: () => ({
        display_mode: { type: 'u32', values: new Uint32Array(5) },
        surface_rendering: { type: 'u8', values: Uint8Array.of(1, 1, 0, 1, 1) },
        surface_opacity: { type: 'f32', values: Float32Array.of(1, 0.5, 1, 0, 0.52) },
      }),
      residues: () => ({ ribbon_mode: { type: 'i32', values: Int32Array.of(0, 2, 1) } }),
    });
    const frame = frameOf(columns);
    const parts = Object.fromEntries(partsOf(frame, 0).map((part) => [part.key, [...part.rows].join('')]));
    expect(parts).toEqual({ ribbon: '11000', coil: '00100', tube: '00011', 'surface/1': '10000', 'surface/0.6': '01001' });
    const { skeleton, structure } = await structureOf(frame);
    const [ribbon] = partsOf(frame, 0);
    const drawn = part(structure, skeleton, (row) => ribbon!.rows[row] === 1);
    expect(drawn?.elementCount).toBe(2);
    // By this a drawing knows that a part is up to date.
    expect(drawn?.parent).toBe(structure);
    expect(part(structure, skeleton, () => false)).toBeUndefined();
  });

  it('are as large as mode, scale and temperature say', () => {
    const columns = columnsOfPdb(mixed, {
      atoms: () => ({
        mode: { type: 'i32', values: Int32Array.of(3, 0, 1, 5, 6) },
        scale: { type: 'f32', values: Float32Array.of(0.5, 1, 1, 1, 0.5) },
      }),
    });
    const [vdw, ball, stick, bfactor, adaptive] = sphereSizes(frameOf(columns));
    expect(vdw).toBeCloseTo(1.55);
    expect(ball).toBeCloseTo(0.85);
    expect(stick).toBeCloseTo(0.2);
    expect(bfactor).toBeCloseTo(0.55);
    expect(adaptive).toBeCloseTo(0.68);
  });
});
