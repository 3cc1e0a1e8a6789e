import { describe, expect, it } from 'vitest';
import type { Member } from '../api/types';
import { Presenting } from './presenting';

const alice: Member = { id: 1, name: 'Alice', role: 'presenter', here: true };
const bob: Member = { id: 2, name: 'Bob', role: 'guest', here: true };
const carol: Member = { id: 3, name: 'Carol', role: 'presenter', here: true };
const room = (me: number, presenter: number, members = [alice, bob, carol]) => ({ me, presenter, members });

describe('what is said when Alice presents no longer', () => {
  it.each([
    ['she gave it to a guest', room(2, 2), 'Alice made you the presenter: you run plugins and change what is shown now.'],
    ['one took it who may', room(3, 3), 'You present now instead of Alice: you run plugins and change what is shown.'],
    ['she is away', room(3, 3, [{ ...alice, here: false }, bob, carol]), 'Alice is away, so you present now: you run plugins and change what is shown.'],
    ['she left', room(3, 3, [bob, carol]), 'Alice left, so you present now: you run plugins and change what is shown.'],
    ['to her', room(1, 2), 'Bob presents now instead of you.'],
    ['to somebody else', room(3, 2), 'Bob presents now.'],
  ] as const)('%s', (_, after, words) => {
    expect(new Presenting(room(after.me, 1)).follow(after)).toBe(words);
  });
});

it('says nothing upon coming in, nor twice', () => {
  const presenting = new Presenting(room(2, 1));
  expect(presenting.follow(room(2, 1))).toBeUndefined();
  expect(presenting.follow(room(2, 3))).toBe('Carol presents now.');
  expect(presenting.follow(room(2, 3))).toBeUndefined();
  expect(presenting.follow(room(2, 1))).toBe('Alice presents now.');
});
