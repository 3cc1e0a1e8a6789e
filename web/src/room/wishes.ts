// What is said on the way into a room: its password, and what the one who creates it wants it to be.

import type { Enter } from '../api/types';
import { wordsOf, type RoomError } from './error';
import type { RoomStore } from './store';

/** The longest password, in letters; the room's own bound. */
export const MAX_PASSWORD = 128;

/** What a new room is to be from the first moment on. */
export interface Wishes {
  readonly isListed?: boolean;
  /** Empty = none. */
  readonly password?: string;
}

/** The same way in with this password, or with none. Whoever creates a room or comes back to it is never asked. */
export function withPassword(how: Enter, password?: string): Enter {
  const said = password === undefined ? {} : { password };
  if ('join' in how) return { join: { link: how.join.link, member: how.join.member, ...said } };
  if ('visit' in how) return { visit: { room: how.visit.room, member: how.visit.member, ...said } };
  return how;
}

/** Whether the room wants a password, or another one. */
export function asksForPassword(error: RoomError): boolean {
  return error.code === 'password_needed' || error.code === 'wrong_password';
}

/**
 * Makes a new room what was wished. It is listed last, and only behind its password where one was wished. Where something
 * fails the room is there all the same: the answer says what it lacks.
 */
export async function grant({ isListed, password }: Wishes, store: Pick<RoomStore, 'ask'>): Promise<string | undefined> {
  try {
    if (password) await store.ask({ do: 'set_password', password });
  } catch (error) {
    return `The room has no password${isListed ? ', and is not listed' : ''}: ${wordsOf(error)} Try again under People.`;
  }
  try {
    if (isListed) await store.ask({ do: 'set_listed', on: true });
  } catch (error) {
    return `The room is not listed: ${wordsOf(error)} Try again under People.`;
  }
  return undefined;
}
