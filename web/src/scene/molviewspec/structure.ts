// A frame as an mmCIF file of the archive: its atoms where they are in the complex, its bonds, helices and strands, and tables of
// ours that say which atoms are shown how and in which colours.

import { CifWriter } from 'molstar/lib/mol-io/writer/cif';
import { Column } from 'molstar/lib/mol-data/db';
import { Mat4 } from 'molstar/lib/mol-math/linear-algebra';
import { ModelSecondaryStructure } from 'molstar/lib/mol-model-formats/structure/property/secondary-structure';
import { encode_mmCIF_categories } from 'molstar/lib/mol-model/structure/export/mmcif';
import type { Model } from 'molstar/lib/mol-model/structure/model';
import type { Structure } from 'molstar/lib/mol-model/structure/structure';

import { f32 } from '../../room/frame';
import { makeStructure, part, withPositions, type Skeleton } from '../model';
import type { Mark } from './marks';

/** A table of marks: `name` is letters, digits and `_`. */
export interface MarkTable { readonly name: string; readonly marks: readonly Mark[] }

/** What stands before the names of our tables, as mmCIF wants it. */
export const PREFIX = 'opennts_';

// Of Mol*'s `SecondaryStructureType.Flag`, whose enum exists in its types only.
const HELIX = 2;
const SHEET = 4;
// Of `Column.ValueKind`, likewise.
const PRESENT = 0;
const ABSENT = 1;

/** The file. Atoms that the conformer lacks are not in it. */
export async function structureFile(
  name: string, skeleton: Skeleton, conformer: number, tables: readonly MarkTable[],
): Promise<string> {
  const { frame } = skeleton;
  const model = withFactors(withPositions(skeleton, frame.positions(conformer)), skeleton);
  const whole = await makeStructure(model, Mat4.identity(), name);
  const held = frame.inConformer(conformer);
  const structure: Structure | undefined = held ? part(whole, skeleton, (row) => held[row] === 1) : whole;
  const encoder = CifWriter.createEncoder({ encoderName: 'OpenNTS' });
  encoder.startDataBlock(name.replace(/[^A-Za-z0-9_]/g, '') || 'complex');
  if (structure) {
    encode_mmCIF_categories(encoder, structure, {
      extensions: { molstar_bond_site: true },
      // Mol* leaves out a strand that ends where the atoms end.
      skipCategoryNames: new Set(['struct_conf', 'struct_sheet_range']),
    });
  }
  const runs = runsOf(skeleton);
  write(encoder, 'struct_conf', runs.filter(({ kind }) => kind === 'helix'), [
    text('conf_type_id', () => 'HELX_P'), text('id', (_, at) => `HELX_P${at + 1}`), ...ends(), text('pdbx_PDB_helix_class', () => '1'),
  ]);
  write(encoder, 'struct_sheet_range', runs.filter(({ kind }) => kind === 'sheet'), [
    text('sheet_id', (_, at) => `S${at + 1}`), text('id', () => '1'), ...ends(),
  ]);
  for (const { name: table, marks } of tables) {
    write(encoder, `${PREFIX}${table}`, marks, [
      text('type_symbol', ({ element }) => element?.toUpperCase()),
      number('beg_label_seq_id', ({ residues }) => residues?.[0]),
      number('end_label_seq_id', ({ residues }) => residues?.[1]),
      number('atom_id', ({ atom }) => atom),
      text('value', ({ value }) => value),
    ]);
  }
  return String(encoder.getData());
}

/** The model with the temperature factors of the room, which the picture has no use for. */
function withFactors(model: Model, { frame, rowOf }: Skeleton): Model {
  const factors = f32(frame.atoms, 'bfactor');
  const occupancies = frame.atoms.columns.has('occupancy') ? f32(frame.atoms, 'occupancy') : undefined;
  const sorted = (values: Float32Array) => Column.ofFloatArray(Float32Array.from(rowOf, (row) => values[row]!));
  const { atomicConformation } = model;
  return {
    ...model,
    atomicConformation: {
      ...atomicConformation,
      B_iso_or_equiv: sorted(factors),
      occupancy: occupancies ? sorted(occupancies) : atomicConformation.occupancy,
    },
  };
}

/** Residues of a helix or strand, the first and the last. */
interface Run { kind: 'helix' | 'sheet'; asym: string; first: End; last: End }
interface End { seq: number; code: string; name: string; serial: number }

function runsOf({ model }: Skeleton): Run[] {
  const secondary = ModelSecondaryStructure.Provider.get(model);
  if (!secondary) return [];
  const { residues, chains, residueAtomSegments, chainAtomSegments, atoms } = model.atomicHierarchy;
  const runs: Run[] = [];
  let before: Run | undefined;
  for (let residue = 0; residue < residueAtomSegments.count; residue++) {
    const flags = secondary.type[secondary.getIndex(residue as never)] ?? 0;
    const kind = flags & HELIX ? 'helix' : flags & SHEET ? 'sheet' : undefined;
    const atom = residueAtomSegments.offsets[residue]!;
    const asym = chains.label_asym_id.value(chainAtomSegments.index[atom]!);
    const last: End = {
      seq: residues.label_seq_id.value(residue),
      code: residues.pdbx_PDB_ins_code.value(residue),
      name: atoms.label_comp_id.value(atom),
      serial: residues.auth_seq_id.value(residue),
    };
    if (kind && before?.kind === kind && before.asym === asym) before.last = last;
    else {
      before = kind && { kind, asym, first: last, last };
      if (before) runs.push(before);
    }
  }
  return runs;
}

type Field<T> = CifWriter.Field<number, readonly T[]>;

function text<T>(name: string, value: (row: T, at: number) => string | undefined): Field<T> {
  return CifWriter.Field.str(name, (at, rows) => value(rows[at]!, at) ?? '', { valueKind: (at, rows) => kindOf(value(rows[at]!, at)) });
}

function number<T>(name: string, value: (row: T, at: number) => number | undefined): Field<T> {
  return CifWriter.Field.int(name, (at, rows) => value(rows[at]!, at) ?? 0, { valueKind: (at, rows) => kindOf(value(rows[at]!, at)) });
}

function kindOf(value: string | number | undefined) {
  return value === undefined || value === '' ? ABSENT : PRESENT;
}

function ends(): Field<Run>[] {
  return (['first', 'last'] as const).flatMap((end) => {
    const prefix = end === 'first' ? 'beg' : 'end';
    return [
      text<Run>(`${prefix}_label_comp_id`, (run) => run[end].name),
      text<Run>(`${prefix}_label_asym_id`, (run) => run.asym),
      number<Run>(`${prefix}_label_seq_id`, (run) => run[end].seq),
      number<Run>(`${prefix}_auth_seq_id`, (run) => run[end].serial),
      text<Run>(`pdbx_${prefix}_PDB_ins_code`, (run) => run[end].code),
    ];
  });
}

function write<T>(encoder: CifWriter.Encoder, name: string, rows: readonly T[], fields: Field<T>[]): void {
  if (rows.length === 0) return;
  encoder.writeCategory({ name, instance: () => CifWriter.categoryInstance(fields, { data: rows, rowCount: rows.length }) });
}
