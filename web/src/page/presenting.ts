// Who presents now, in words for the one in front of this page: said when it changes, not upon coming in.
import type { MemberId } from '../api/types';
import type { RoomState } from '../room/store';

type Known = Pick<RoomState, 'me' | 'members' | 'presenter'>;

/** Watches who presents. Several changes that come at once, or while one was away, are one. */
export class Presenting {
  private presenter: MemberId;
  /** Kept, since somebody who left is no member any more. */
  private name: string;

  constructor(state: Known) {
    this.presenter = state.presenter;
    this.name = nameOf(state, state.presenter) ?? 'Somebody';
  }

  /** What is to be said of it; nothing where the same one presents as before. */
  follow(state: Known): string | undefined {
    if (state.presenter === this.presenter) return undefined;
    const now = nameOf(state, state.presenter);
    const words = now && wordsOfChange(state, { id: this.presenter, name: this.name }, now);
    [this.presenter, this.name] = [state.presenter, now ?? 'Somebody'];
    return words;
  }
}

function wordsOfChange({ me, members, presenter }: Known, before: { id: MemberId; name: string }, now: string): string {
  if (before.id === me) return `${now} presents now instead of you.`;
  if (presenter !== me) return `${now} presents now.`;
  const which = 'you run plugins and change what is shown';
  const old = members.find(({ id }) => id === before.id);
  if (!old) return `${before.name} left, so you present now: ${which}.`;
  if (!old.here) return `${before.name} is away, so you present now: ${which}.`;
  // A guest can only be given it; whoever came by the presenter link may have taken it.
  const isGuest = members.some(({ id, role }) => id === me && role === 'guest');
  return isGuest ? `${before.name} made you the presenter: ${which} now.` : `You present now instead of ${before.name}: ${which}.`;
}

function nameOf({ members }: Known, member: MemberId): string | undefined {
  return members.find(({ id }) => id === member)?.name;
}
