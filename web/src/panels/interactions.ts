// What plugins found between atoms, gathered by kind.
import type { Complex, ComplexId, Interaction, InteractionId, InteractionKind } from '../api/types';
import type { Columns } from '../api/columns';
import { FrameView } from '../room/frame';

const KINDS: Record<InteractionKind, string> = {
  covalent: 'Covalent',
  hydrogen_bond: 'Hydrogen bonds',
  ionic: 'Ionic',
  x_bond: 'Halogen bonds',
  metal_complex: 'Metal complexes',
  aromatic: 'Aromatic',
  hydrophobic: 'Hydrophobic',
  van_der_waals: 'Van der Waals',
  van_der_waals_clash: 'Van der Waals clashes',
  weak_h_bond: 'Weak hydrogen bonds',
  polar: 'Polar',
  weak_polar: 'Weak polar',
  clash: 'Clashes',
  carbonyl: 'Carbonyl',
  carbon_pi: 'Carbon–π',
  cation_pi: 'Cation–π',
  donor_pi: 'Donor–π',
  halogen_pi: 'Halogen–π',
  metsulphur_pi: 'Methionine sulphur–π',
  proximal: 'Proximal',
};

/** All interactions of one kind. */
export interface KindOfInteractions {
  kind: InteractionKind;
  words: string;
  all: readonly Interaction[];
  /** How many of them their plugin does not show. */
  hidden: number;
}

/** The kinds that there are, the most frequent first. */
export function byKind(interactions: readonly Interaction[]): KindOfInteractions[] {
  const kinds = new Map<InteractionKind, Interaction[]>();
  for (const interaction of interactions) {
    const same = kinds.get(interaction.kind);
    if (same) same.push(interaction);
    else kinds.set(interaction.kind, [interaction]);
  }
  const found = [...kinds].map(([kind, all]) => ({ kind, words: KINDS[kind], all, hidden: all.filter(({ visible }) => !visible).length }));
  return found.sort((one, other) => other.all.length - one.all.length || one.words.localeCompare(other.words));
}

/** The atoms at their ends by the complex that has them now: for looking there. */
export function placesOf(
  interactions: readonly Interaction[],
  complexes: readonly Complex[],
  columns: ReadonlyMap<ComplexId, Columns>,
): { complex: ComplexId; atoms: number[] }[] {
  const ends = new Set(interactions.flatMap(({ atoms1, atoms2 }) => [...atoms1, ...atoms2]));
  return complexes.flatMap(({ id, current_frame }) => {
    const frame = FrameView.of(columns.get(id), current_frame);
    const atoms = frame ? [...ends].filter((atom) => frame.rowOf(atom) !== undefined) : [];
    return atoms.length > 0 ? [{ complex: id, atoms }] : [];
  });
}

/** So many numbers fit into one request with room to spare. */
const AT_ONCE = 10_000;

/** Their numbers, in as many requests as it takes. */
export function inRequests(interactions: readonly Interaction[]): InteractionId[][] {
  const ids = interactions.map(({ id }) => id);
  return Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, at) => ids.slice(at * AT_ONCE, (at + 1) * AT_ONCE));
}
