import { describe, expect, it } from 'vitest';

import { RoomError, wordsAbout } from './error';

describe('wordsAbout', () => {
  it.each([
    ['empty.pdb', 'empty.pdb: line 1, column 1: expected an ATOM', 'empty.pdb: line 1, column 1: expected an ATOM'],
    ['9ZZZ', '9zzz could not be fetched.', '9zzz could not be fetched.'],
    ['empty.pdb', 'The connection was lost.', 'empty.pdb: The connection was lost.'],
  ])('%s: %s', (name, message, words) => {
    expect(wordsAbout(name, new RoomError('invalid' as never, message))).toBe(words);
  });
});
