// What a volume is in words, and how far its surfaces can be moved.
import type { Columns } from '../api/columns';
import type { Volume, VolumeKind } from '../api/types';

const KINDS: Record<VolumeKind, string> = {
  default: 'Volume',
  density: 'Density',
  density_difference: 'Density difference',
  cryo_em: 'Cryo-EM map',
  electrostatic: 'Electrostatic potential',
};

/** What its values are. */
export function kindWords({ kind }: Pick<Volume, 'kind'>): string {
  return KINDS[kind];
}

/** How far from the mean its surfaces are, in its rmsd: those below the mean are as far below it. None where it has none. */
export function levelOf({ layers }: Pick<Volume, 'layers'>): number | undefined {
  const first = layers[0];
  return first && Math.abs(first.rmsd);
}

/** Levels between which there is something to see, and the step from one to the next. */
export interface LevelRange {
  least: number;
  most: number;
  step: number;
}

/** A level is more than 0. */
const LEAST = 0.05;
/** Farther out than this is noise, or one hot voxel. */
const MOST = 20;
/** Where nothing is known of the values. */
const USUAL = 5;

/** From just off the mean to the outermost value; never short of where the surfaces are now. */
export function levelRange(volume: Pick<Volume, 'layers' | 'mean' | 'rmsd'>, values: Columns | undefined): LevelRange {
  const reach = reachOf(values, volume.mean) / Math.abs(volume.rmsd);
  const far = Number.isFinite(reach) && reach > 0 ? Math.min(reach, MOST) : USUAL;
  const most = Math.max(far, 2 * LEAST, levelOf(volume) ?? 0);
  return { least: Math.min(LEAST, levelOf(volume) ?? LEAST), most: Math.ceil(most * 100) / 100, step: 0.01 };
}

/** How far the values are from the mean at most. Looked for once in each set of values. */
function reachOf(columns: Columns | undefined, mean: number): number {
  const values = columns?.get('values')?.columns.get('value');
  if (!columns || values?.type !== 'f32') return NaN;
  const known = extremes.get(columns) ?? extremesOf(values.values);
  extremes.set(columns, known);
  return Math.max(known.high - mean, mean - known.low);
}

interface Extremes {
  low: number;
  high: number;
}

const extremes = new WeakMap<Columns, Extremes>();

function extremesOf(values: Float32Array): Extremes {
  const found = { low: Infinity, high: -Infinity };
  for (const value of values) {
    if (value < found.low) found.low = value;
    if (value > found.high) found.high = value;
  }
  return found;
}
