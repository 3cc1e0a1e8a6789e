// From a frame's columns to Mol*'s model and structure: nothing is computed of what the room says.
//
// Mol* sorts atoms: an element of its model is not the row of the same number. Whatever goes from one to the other goes through
// `atomicHierarchy.atomSourceIndex`.

import { Column, Table } from 'molstar/lib/mol-data/db';
import { SortedArray } from 'molstar/lib/mol-data/int';
import { createModels } from 'molstar/lib/mol-model-formats/structure/basic/parser';
import { BasicSchema, createBasic } from 'molstar/lib/mol-model-formats/structure/basic/schema';
import { ComponentBuilder } from 'molstar/lib/mol-model-formats/structure/common/component';
import { EntityBuilder } from 'molstar/lib/mol-model-formats/structure/common/entity';
import { IndexPairBonds } from 'molstar/lib/mol-model-formats/structure/property/bonds/index-pair';
import { ModelSecondaryStructure } from 'molstar/lib/mol-model-formats/structure/property/secondary-structure';
import { SymmetryOperator } from 'molstar/lib/mol-math/geometry';
import { Mat4, Quat, Vec3 } from 'molstar/lib/mol-math/linear-algebra';
import { Time, type Frame } from 'molstar/lib/mol-model/structure/coordinates';
import { Model } from 'molstar/lib/mol-model/structure/model';
import { SecondaryStructure } from 'molstar/lib/mol-model/structure/model/properties/secondary-structure';
import { getMoleculeType, type SecondaryStructureType } from 'molstar/lib/mol-model/structure/model/types';
import { Structure, type StructureElement, type Unit } from 'molstar/lib/mol-model/structure/structure';
import type { ElementIndex, ResidueIndex } from 'molstar/lib/mol-model/structure/model/indexing';
import { SecondaryStructureProvider } from 'molstar/lib/mol-model-props/computed/secondary-structure';
import { SyncRuntimeContext } from 'molstar/lib/mol-task/execution/synchronous';
import { UUID } from 'molstar/lib/mol-util/uuid';

import { FrameView, i32, textAt, u32, u8 } from '../room/frame';

/** What of a frame does not move: atoms, residues, chains, bonds and secondary structure. */
export interface Skeleton {
  readonly frame: FrameView;
  /** Mol*'s model, with the positions of the conformer it was made with. */
  readonly model: Model;
  /** The row of each element of the model. */
  readonly rowOf: ArrayLike<number>;
  /** The element of each row. */
  readonly elementOf: ArrayLike<number>;
}

// Flags of Mol*'s `BondType` and `SecondaryStructureType`, whose enums exist in its types only.
const COVALENT = 1;
const AROMATIC = 1 | 16;
const COIL = 0;
const HELIX = 2 | 4096;
const SHEET = 4 | 8388608;
// Of `Unit.Kind` and `Unit.Trait`, likewise.
const ATOMIC = 0 as Unit.Kind.Atomic;
const MULTI_CHAIN = 1 as Unit.Trait;

/** The columns of which a skeleton is made: where they are the same, so is the skeleton. */
export function skeletonKey(frame: FrameView, conformer: number): readonly unknown[] {
  const { atoms, residues, chains, bonds } = frame;
  return [
    ...['name', 'symbol'].map((name) => atoms.columns.get(name)),
    ...['name', 'serial', 'insertion_code', 'secondary_structure', 'atom_start'].map((name) => residues.columns.get(name)),
    ...['name', 'residue_start'].map((name) => chains.columns.get(name)),
    ...['atom1', 'atom2'].map((name) => bonds.columns.get(name)),
    kindsOf(frame, conformer),
    bonds.columns.get(`in_conformer/${conformer}`),
  ];
}

/** Makes Mol*'s model of a frame. */
export async function makeSkeleton(frame: FrameView, conformer: number, name: string): Promise<Skeleton> {
  const count = frame.atoms.rows;
  const atomNames: string[] = new Array(count);
  const symbols: string[] = new Array(count);
  const compIds: string[] = new Array(count);
  const asymIds: string[] = new Array(count);
  const chainNames: string[] = new Array(count);
  const entityIds: string[] = new Array(count);
  const residueIds = new Int32Array(count);
  const serials = new Int32Array(count);
  const insertionCodes: string[] = new Array(count);

  const residueSerials = i32(frame.residues, 'serial');
  const codes = u8(frame.residues, 'insertion_code');
  for (let atom = 0; atom < count; atom++) {
    atomNames[atom] = textAt(frame.atoms, 'name', atom);
    symbols[atom] = textAt(frame.atoms, 'symbol', atom).toUpperCase();
    const residue = frame.residueOf(atom);
    compIds[atom] = textAt(frame.residues, 'name', residue);
    // Each residue of the room is one of Mol*'s, even where the file gave two the same number.
    residueIds[atom] = residue + 1;
    serials[atom] = residueSerials[residue] ?? 0;
    const code = codes[residue] ?? 32;
    insertionCodes[atom] = code > 32 ? String.fromCharCode(code) : '';
  }
  const atomId = Column.ofStringArray(atomNames);
  const entities = new EntityBuilder();
  const components = new ComponentBuilder(Column.ofIntArray(residueIds), atomId);
  for (let atom = 0; atom < count; atom++) {
    const chain = frame.chainOf(frame.residueOf(atom));
    chainNames[atom] = textAt(frame.chains, 'name', chain);
    const component = components.add(compIds[atom]!, atom);
    entityIds[atom] = entities.getEntityId(compIds[atom]!, getMoleculeType(component.type, component.id), chainNames[atom]!);
    // Unique, so that no two chains of the room become one.
    asymIds[atom] = `${chainNames[atom]}.${chain}`;
  }

  const texts = (values: string[]) => Column.ofStringArray(values);
  const { x, y, z } = apart(frame.positions(conformer));
  const atomSite = Table.ofPartialColumns(BasicSchema.atom_site, {
    id: Column.range(1, count),
    type_symbol: texts(symbols),
    label_atom_id: atomId,
    auth_atom_id: atomId,
    label_comp_id: texts(compIds),
    auth_comp_id: texts(compIds),
    label_asym_id: texts(asymIds),
    auth_asym_id: texts(chainNames),
    label_entity_id: texts(entityIds),
    label_seq_id: Column.ofIntArray(residueIds),
    auth_seq_id: Column.ofIntArray(serials),
    pdbx_PDB_ins_code: texts(insertionCodes),
    Cartn_x: Column.ofFloatArray(x),
    Cartn_y: Column.ofFloatArray(y),
    Cartn_z: Column.ofFloatArray(z),
    occupancy: Column.ofConst(1, count, Column.Schema.float),
    pdbx_PDB_model_num: Column.ofConst(1, count, Column.Schema.int),
  }, count);
  const basic = createBasic({
    atom_site: atomSite, entity: entities.getEntityTable(), chem_comp: components.getChemCompTable(),
  });
  const models = await createModels(basic, { kind: 'room', name, data: undefined }, SyncRuntimeContext);
  const model = models.representative;
  if (!model) throw new Error(`${name} has no atoms`);
  const skeleton: Skeleton = {
    frame,
    model,
    rowOf: model.atomicHierarchy.atomSourceIndex.toArray({ array: Int32Array }),
    elementOf: Model.getInvertedAtomSourceIndex(model).invertedIndex,
  };
  ModelSecondaryStructure.Provider.set(model, secondaryStructure(skeleton));
  IndexPairBonds.Provider.set(model, bondsOf(frame, conformer));
  return skeleton;
}

/** The skeleton's model with these positions: a row's x, y, z. Frozen, they are copied and sorted, and stay as they are. */
export function withPositions({ model }: Skeleton, positions: Float32Array): Model {
  const count = model.atomicHierarchy.atoms._rowCount;
  const { x, y, z } = apart(positions);
  const frame: Frame = {
    elementCount: count, time: Time(0, 'step'), x, y, z, xyzOrdering: { isIdentity: true, frozen: true },
  };
  const moved: Model = {
    ...model,
    id: UUID.create22(),
    atomicConformation: Model.getAtomicConformationFromFrame(model, frame),
    _dynamicPropertyData: Object.create(null) as Model['_dynamicPropertyData'],
  };
  const bonds = IndexPairBonds.Provider.get(model);
  if (bonds) IndexPairBonds.Provider.set(moved, bonds);
  return moved;
}

/** The whole model at a place of the workspace, as one unit: then every bond is one within a unit, however long it is. */
export async function makeStructure(model: Model, place: Mat4, label: string): Promise<Structure> {
  const structure = wholeOf(model, place, label);
  await SecondaryStructureProvider.attach(
    { runtime: SyncRuntimeContext, assetManager: undefined as never },
    structure, { type: { name: 'model', params: {} } }, true,
  );
  return structure;
}

function wholeOf(model: Model, place: Mat4, label: string): Structure {
  const operator = Mat4.isIdentity(place) ? SymmetryOperator.Default : SymmetryOperator.create('room', place);
  const builder = Structure.Builder({ label });
  const elements = SortedArray.ofBounds(0 as ElementIndex, model.atomicHierarchy.atoms._rowCount as ElementIndex);
  builder.addUnit(ATOMIC, model, operator, elements as StructureElement.Set, MULTI_CHAIN);
  return builder.getStructure();
}

/**
 * The part of a structure whose rows are wanted; none where there are none. `before` is the same part of the same skeleton, whose
 * atoms were elsewhere: what does not depend on where they are, such as which bonds it has, is taken from it.
 */
export function part(structure: Structure, { rowOf }: Skeleton, wanted: (row: number) => boolean, before?: Structure): Structure | undefined {
  const unit = structure.units[0];
  if (!unit) return undefined;
  const builder = structure.subsetBuilder(true);
  builder.beginUnit(unit.id);
  for (let element = 0; element < rowOf.length; element++) {
    if (wanted(rowOf[element]!)) builder.addElement(element as ElementIndex);
  }
  builder.commitUnit();
  if (builder.isEmpty) return undefined;
  const taken = builder.getStructure();
  const known = before?.units[0]?.props;
  if (known) Object.assign(taken.units[0]!.props, known, { boundary: undefined, lookup3d: undefined, principalAxes: undefined });
  return taken;
}

/** Where a complex stands in the workspace. */
export function placeOf(position: readonly number[], rotation: readonly number[]): Mat4 {
  const [x = 0, y = 0, z = 0, w = 1] = rotation;
  const quat = Quat.normalize(Quat(), Quat.create(x, y, z, w));
  const place = Mat4.fromQuat(Mat4(), Number.isFinite(quat[0]) ? quat : Quat());
  const [px = 0, py = 0, pz = 0] = position;
  return Mat4.setTranslation(place, Vec3.create(px, py, pz));
}

/** What the room says of helices and sheets: 1 coil, 2 sheet, 3 helix, 0 unknown. */
function secondaryStructure({ frame, model, rowOf }: Skeleton): SecondaryStructure {
  const said = u8(frame.residues, 'secondary_structure');
  const { residueAtomSegments } = model.atomicHierarchy;
  const type = new Uint32Array(residueAtomSegments.count);
  for (let residue = 0; residue < type.length; residue++) {
    const row = rowOf[residueAtomSegments.offsets[residue]!]!;
    const kind = said[frame.residueOf(row)];
    type[residue] = kind === 3 ? HELIX : kind === 2 ? SHEET : COIL;
  }
  const types = type as unknown as ArrayLike<SecondaryStructureType>;
  return SecondaryStructure(types, new Int32Array(type.length), [{ kind: 'none' }], (index: ResidueIndex) => index);
}

function bondsOf(frame: FrameView, conformer: number): IndexPairBonds {
  const [first, second] = [u32(frame.bonds, 'atom1'), u32(frame.bonds, 'atom2')];
  const kinds = kindsOf(frame, conformer);
  const held = frame.bonds.columns.get(`in_conformer/${conformer}`);
  const [indexA, indexB, order, flag]: number[][] = [[], [], [], []];
  for (let bond = 0; bond < frame.bonds.rows; bond++) {
    const [a, b] = [first[bond]!, second[bond]!];
    const isHeld = held?.type !== 'u8' || held.values[bond] === 1;
    if (!isHeld || a === b || a >= frame.atoms.rows || b >= frame.atoms.rows) continue;
    const kind = kinds?.type === 'u8' ? kinds.values[bond]! : 1;
    indexA!.push(a);
    indexB!.push(b);
    order!.push(kind === 2 || kind === 3 ? kind : 1);
    flag!.push(kind === 4 ? AROMATIC : COVALENT);
  }
  const pairs = {
    indexA: Column.ofIntArray(indexA!), indexB: Column.ofIntArray(indexB!),
    order: Column.ofIntArray(order!), flag: Column.ofIntArray(flag!),
  };
  // Without this bound of ours, Mol* drops bonds that it finds too long.
  return IndexPairBonds.fromData({ pairs, count: frame.atoms.rows }, { maxDistance: Infinity });
}

function kindsOf(frame: FrameView, conformer: number) {
  return frame.bonds.columns.get(`kinds/${conformer}`) ?? frame.bonds.columns.get('kinds/0');
}

function apart(positions: Float32Array): { x: Float32Array; y: Float32Array; z: Float32Array } {
  const count = positions.length / 3;
  const [x, y, z] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  for (let row = 0; row < count; row++) {
    x[row] = positions[row * 3]!;
    y[row] = positions[row * 3 + 1]!;
    z[row] = positions[row * 3 + 2]!;
  }
  return { x, y, z };
}
