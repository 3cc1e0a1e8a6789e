// All the ends of the way: what is said where one does not come in, or is out, and what the main button does about it. Pure.
import type { Enter } from '../api/types';
import type { RoomError } from '../room/error';

/** What leads on: the first page, what one gave there as one gave it, another try of the same, or the page as the server has it now. */
export type WayOut = 'home' | 'change' | 'again' | 'reload';

export interface End {
  readonly title: string;
  readonly words: string;
  readonly out: WayOut;
}

const OLD_PAGE: End = {
  title: 'This page is out of date',
  words: 'The server has been changed since the page was opened, and they do not understand each other any more. Load the page anew.',
  out: 'reload',
};

const NOT_IN_IT: End = {
  title: 'You are not in this room any more',
  words: `It was closed, or its server was restarted (rooms live as long as their server), or your place was given up while you were away.
If the others are still in it, ask them for a link. If it is gone, open a new one and load the structures again.`,
  out: 'home',
};

/** Who wanted to come in this way was not let in. */
export function refused({ code, message }: RoomError, how: Enter): End {
  switch (code) {
    case 'unreachable':
    case 'lost':
      return {
        title: 'The server does not answer',
        words: `${message}\nCheck your connection. The server may be restarting, too: try again in a moment.`,
        out: 'again',
      };
    case 'api_version':
      return OLD_PAGE;
    case 'limit':
      return { title: message.startsWith('The room is full') ? 'The room is full' : 'Not now: try again later', words: message, out: 'again' };
    case 'closed':
      return 'create' in how ? { title: 'The room was not opened', words: message, out: 'again' } : { title: 'This room is closed', words: message, out: 'home' };
    case 'denied':
    case 'not_found':
      if ('create' in how) return { title: 'The room was not opened', words: message, out: 'change' };
      if ('visit' in how) return { title: 'This room is not open any more', words: message, out: 'home' };
      return 'resume' in how ? NOT_IN_IT : { title: 'This link leads nowhere any more', words: message, out: 'home' };
    default:
      return { title: 'The room was not opened', words: message, out: 'again' };
  }
}

/** Who was in the room is out of it. */
export function ended({ code, message }: RoomError): End {
  switch (code) {
    case 'closed':
      return { title: 'This room is closed', words: message, out: 'home' };
    case 'kicked':
      return { title: 'You were put out of this room', words: message, out: 'home' };
    case 'denied':
    case 'not_found':
      return NOT_IN_IT;
    case 'api_version':
      return OLD_PAGE;
    default:
      return { title: 'The room ended here', words: message, out: 'home' };
  }
}
