// Everything that can go wrong with a room, as one type with words for people.

import type { ApiError, ErrorCode } from '../api/types';

/** The kinds: the server's own, and those that only this side can see. */
export type RoomErrorCode = ErrorCode | 'lost' | 'unreachable' | 'protocol';

/** Why something did not work: `code` for programs, `message` for people. */
export class RoomError extends Error {
  override readonly name = 'RoomError';

  constructor(readonly code: RoomErrorCode, message: string) {
    super(message);
  }

  static from(error: ApiError): RoomError {
    return new RoomError(error.code, error.message);
  }

  /** Whether coming back as the same member can help. */
  mayPass(): boolean {
    return ['lost', 'unreachable', 'too_slow', 'internal', 'limit'].includes(this.code);
  }
}

/** The words of anything that was thrown. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The same, with the name of what did not work; most words of the server begin with it. */
export function wordsAbout(name: string, error: unknown): string {
  const words = wordsOf(error);
  return words.toLowerCase().startsWith(name.toLowerCase()) ? words : `${name}: ${words}`;
}
