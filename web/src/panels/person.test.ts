import { expect, it } from 'vitest';
import { initialsOf } from './person';

it.each([
  ['Alice', 'A'],
  ['ada Lovelace King', 'AL'],
  ['  Émile  zola ', 'ÉZ'],
  // The room tells two Bobs apart by a number.
  ['Bob', 'B'],
  ['Bob (2)', 'B2'],
  ['Bob Marley (12)', 'B12'],
  // Brackets of somebody's own are no letters.
  ['Bob (Basel)', 'BB'],
  ['(bob)', 'B'],
  ['7 of nine', '7O'],
  ['🦊 Fox', 'F'],
  ['🦊', '🦊'],
  ['', '?'],
])('%s is %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
