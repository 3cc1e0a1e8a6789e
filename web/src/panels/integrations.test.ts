// Only what a connected plugin offers is there to be done.
import { expect, it } from 'vitest';
import type { Plugin } from '../api/types';
import { deedsFor } from './integrations';

const plugin = (connected: boolean, ...integrations: Plugin['integrations']) => ({ connected, integrations }) as Plugin;

it('lists what connected plugins offer', () => {
  const found = deedsFor([plugin(true, 'hydrogen', 'import_file'), plugin(false, 'smiles')], 7);
  expect(found.map(({ text }) => text)).toEqual(['Add hydrogens', 'Remove hydrogens']);
  expect(found[0]?.call).toEqual({ what: 'hydrogen_add', complexes: [7] });
  expect(deedsFor([], 7)).toEqual([]);
});
