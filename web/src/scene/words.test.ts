import { expect, it } from 'vitest';

import type { Complex } from '../api/types';
import { FrameView } from '../room/frame';
import { columnsOfPdb } from '../testing/pdb';
import { wordsOfAtom } from './words';

it('an atom is named with its altloc and how often it is there, where it has one', () => {
  const atom = (name: string) => `ATOM      1  ${name}  SER A 100A      1.000   0.000   0.000  1.00 10.00           O`;
  const columns = columnsOfPdb([atom('OG'), atom('CB'), atom('CA')].join('\n'), {
    atoms: () => ({
      alt_loc: { type: 'u8', values: Uint8Array.from([...'B. '].map((letter) => letter.charCodeAt(0))) },
      occupancy: { type: 'f32', values: Float32Array.from([0.4, 1, 1]) },
    }),
  });
  const frame = FrameView.of(columns, 0)!;
  const words = [0, 1, 2].map((row) => wordsOfAtom({ id: 7, name: 'antibody' } as Complex, frame, row));
  expect(words.map(({ altloc }) => altloc)).toEqual(['B', '', '']);
  expect(words[0]!.occupancy).toBeCloseTo(0.4);
});
