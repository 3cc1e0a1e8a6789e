// What one may do here, as a sentence where one may not. The room checks rights itself: this only says why something is grey.
import { useRoom } from '../room/useRoom';
import type { RoomState } from '../room/store';

/** What something needs. */
export type Right = 'present' | 'edit' | 'connection';

/** Why one may not; undefined where one may. */
export function whyNot(right: Right, state: Pick<RoomState, 'connection' | 'isPresenter' | 'mayEdit' | 'members' | 'presenter'>): string | undefined {
  if (state.connection.is === 'gone') return 'You are no longer in this room.';
  if (state.connection.is === 'reconnecting') return 'The connection was lost; trying to come back.';
  const presenter = state.members.find((member) => member.id === state.presenter);
  const who = presenter ? `${presenter.name} presents` : 'Somebody else presents';
  if (right === 'present' && !state.isPresenter) return `Only the presenter can do this. ${who}.`;
  if (right === 'edit' && !state.mayEdit) return `${who}, and guests may not edit now.`;
  return undefined;
}

/** The same, of the room that one is in. */
export function useWhyNot(right: Right): string | undefined {
  return useRoom((state) => whyNot(right, state));
}
