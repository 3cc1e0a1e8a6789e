// What connected plugins can be called for on a complex.
import type { Call, ComplexId, Integration, Plugin } from '../api/types';

/** A thing to have done, and what a plugin has to offer for it. */
interface Deed {
  offers: Integration;
  text: string;
  call(complex: ComplexId): Call;
}

const DEEDS: readonly Deed[] = [
  { offers: 'hydrogen', text: 'Add hydrogens', call: (complex) => ({ what: 'hydrogen_add', complexes: [complex] }) },
  { offers: 'hydrogen', text: 'Remove hydrogens', call: (complex) => ({ what: 'hydrogen_remove', complexes: [complex] }) },
  { offers: 'structure_prep', text: 'Prepare the structure', call: (complex) => ({ what: 'structure_prep', complexes: [complex] }) },
  { offers: 'calculate_esp', text: 'Electrostatic potential', call: (complex) => ({ what: 'calculate_esp', complexes: [complex] }) },
  { offers: 'smiles', text: 'As SMILES', call: (complex) => ({ what: 'export_smiles', complexes: [complex] }) },
];

/** What can be done with a complex by the plugins that are connected. */
export function deedsFor(plugins: readonly Plugin[], complex: ComplexId): { text: string; call: Call }[] {
  const offered = new Set(plugins.filter(({ connected }) => connected).flatMap(({ integrations }) => integrations));
  return DEEDS.filter(({ offers }) => offered.has(offers)).map(({ text, call }) => ({ text, call: call(complex) }));
}
