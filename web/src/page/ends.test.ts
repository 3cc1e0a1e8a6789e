import { describe, expect, it } from 'vitest';

import type { Enter } from '../api/types';
import { RoomError, type RoomErrorCode } from '../room/error';
import { ended, refused } from './ends';

const create = { create: { room: 'Kinases', member: 'Alice' } } as Enter;
const join: Enter = { join: { link: '12.0a1b2c3d', member: 'Bob' } };
const visit: Enter = { visit: { room: 12, member: 'Carol' } };
const resume: Enter = { resume: { token: '12.0a1b2c3d' } };

describe('who is not let in', () => {
  it.each<[RoomErrorCode, Enter, string, string]>([
    ['denied', join, 'This link leads nowhere any more', 'home'],
    ['denied', visit, 'This room is not open any more', 'home'],
    ['denied', create, 'The room was not opened', 'change'],
    ['denied', resume, 'You are not in this room any more', 'home'],
    ['closed', join, 'This room is closed', 'home'],
    ['closed', create, 'The room was not opened', 'again'],
    ['limit', join, 'Not now: try again later', 'again'],
    ['unreachable', join, 'The server does not answer', 'again'],
    ['lost', resume, 'The server does not answer', 'again'],
    ['api_version', join, 'This page is out of date', 'reload'],
    ['internal', join, 'The room was not opened', 'again'],
  ])('%s, %j: %s, and goes %s', (code, how, title, out) => {
    expect(refused(new RoomError(code, 'why'), how)).toMatchObject({ title, out });
  });

  it('is told that the room is full where it is', () => {
    expect(refused(new RoomError('limit', 'The room is full: 2 people are in it.'), join).title).toBe('The room is full');
  });
});

it.each<[RoomErrorCode, string, string]>([
  ['closed', 'This room is closed', 'home'],
  ['kicked', 'You were put out of this room', 'home'],
  ['denied', 'You are not in this room any more', 'home'],
  ['api_version', 'This page is out of date', 'reload'],
  ['malformed', 'The room ended here', 'home'],
])('who is out (%s) reads: %s, and goes %s', (code, title, out) => {
  expect(ended(new RoomError(code, 'why'))).toMatchObject({ title, out });
});
