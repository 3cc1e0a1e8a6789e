// Plugins are found by any of their words.
import { describe, expect, it } from 'vitest';
import type { Plugin } from '../api/types';
import { found, startCommand } from './stacks';

const plugin = (name: string, description: string, ...tags: string[]) =>
  ({ id: 1, name, description, category: tags[0] ?? '', tags }) as Plugin;
const plugins = [plugin('Vina', 'docks ligands', 'Docking'), plugin('Docking', 'docks ligands', 'Simulation'), plugin('SMILES', 'loads')];

describe('found', () => {
  it.each([
    ['', ['Docking', 'SMILES', 'Vina']],
    ['dock', ['Docking', 'Vina']],
    ['LIGANDS simul', ['Docking']],
    ['nothing', []],
  ])('%s', (search, names) => {
    expect(found(plugins, search).map(({ name }) => name)).toEqual(names);
  });
});

it('the command names the server as it is reached from the plugin’s computer', () => {
  expect(startCommand({ hostname: 'localhost' })).toBe('docking -a 127.0.0.1 -p 8888');
  expect(startCommand({ hostname: 'nts.example.org' })).toBe('docking -a nts.example.org -p 8888');
});
