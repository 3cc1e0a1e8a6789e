// A password goes with the way in, and a room that is to have one is never listed without it.
import { describe, expect, it } from 'vitest';
import type { Answer, Enter, Intent } from '../api/types';
import { RoomError } from './error';
import { asksForPassword, grant, withPassword } from './wishes';

describe('withPassword', () => {
  it.each<[Enter, Enter]>([
    [{ join: { link: '1.ab', member: 'Bob' } }, { join: { link: '1.ab', member: 'Bob', password: 'sesame' } }],
    [{ visit: { room: 1, member: 'Bob', password: 'wrong' } }, { visit: { room: 1, member: 'Bob', password: 'sesame' } }],
    [{ resume: { token: 'ab' } }, { resume: { token: 'ab' } }],
    [{ create: { room: 'A', member: 'Bob' } }, { create: { room: 'A', member: 'Bob' } }],
  ])('%j', (how, expected) => {
    expect(withPassword(how, 'sesame')).toEqual(expected);
  });

  it('takes a wrong one away', () => {
    expect(withPassword({ visit: { room: 1, member: 'Bob', password: 'wrong' } })).toStrictEqual({ visit: { room: 1, member: 'Bob' } });
  });
});

it('asks again after no password and a wrong one, but not after too many', () => {
  const codes = ['password_needed', 'wrong_password', 'limit', 'denied'] as const;
  expect(codes.map((code) => asksForPassword(new RoomError(code, '')))).toEqual([true, true, false, false]);
});

describe('grant', () => {
  const refusing = (refused?: Intent['do']) => {
    const asked: Intent[] = [];
    const ask = async (intent: Intent): Promise<Answer> => {
      asked.push(intent);
      if (intent.do === refused) throw new RoomError('limit', 'Not now.');
      return { is: 'done' };
    };
    return { asked, ask };
  };

  it('asks for nothing where nothing was wished', async () => {
    const room = refusing();
    expect(await grant({ isListed: false, password: '' }, room)).toBeUndefined();
    expect(room.asked).toEqual([]);
  });

  it('lists the room behind its password', async () => {
    const room = refusing();
    expect(await grant({ isListed: true, password: ' a b ' }, room)).toBeUndefined();
    expect(room.asked).toEqual([
      { do: 'set_password', password: ' a b ' },
      { do: 'set_listed', on: true },
    ]);
  });

  it('does not list the room without the password that it was to have', async () => {
    const room = refusing('set_password');
    expect(await grant({ isListed: true, password: 'sesame' }, room)).toBe(
      'The room has no password, and is not listed: Not now. Try again under People.',
    );
    expect(room.asked).toHaveLength(1);
  });

  it('says where the room could not be listed', async () => {
    expect(await grant({ isListed: true }, refusing('set_listed'))).toBe('The room is not listed: Not now. Try again under People.');
  });
});
