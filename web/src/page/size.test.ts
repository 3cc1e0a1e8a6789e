// How much a device draws.
import { expect, it } from 'vitest';
import type { Complex } from '../api/types';
import { atomsShown, isTooLarge } from './size';

it('counts the frame that is shown of what is visible', () => {
  const complex = (visible: boolean, current_frame: number) => ({ visible, current_frame, frames: [{ atoms: 3 }, { atoms: 5 }] }) as Complex;
  expect(atomsShown([complex(true, 0), complex(true, 1), complex(false, 0), complex(true, 9)])).toBe(11);
});

it.each([
  [99_000, 2, false, false],
  [101_000, 2, false, true],
  [300_000, undefined, true, true],
  [300_000, undefined, false, false],
  [1_000_001, 8, false, true],
])('%i atoms on %s GB, by finger: %s', (atoms, gigabytes, isTouch, expected) => {
  expect(isTooLarge(atoms, gigabytes, isTouch)).toBe(expected);
});
