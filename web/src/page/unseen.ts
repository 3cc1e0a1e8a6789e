// What came into the room out of view is offered: nobody's eyes are torn away from what they look at.
import { useEffect } from 'react';
import type { ComplexId } from '../api/types';
import type { RoomState } from '../room/store';
import { useDesk } from './desk';
import { useScene } from './sceneContext';

export function useUnseen(): void {
  const desk = useDesk();
  const scene = useScene();
  useEffect(
    () =>
      scene?.onUnseen((complexes) => {
        const action = { text: 'Show', run: () => scene.focus({ is: 'all' }) };
        desk.toast('message', unseenWords(desk.store.state(), complexes), { action });
      }),
    [desk, scene],
  );
}

/** What is said of complexes that are out of view. */
export function unseenWords({ complexes }: Pick<RoomState, 'complexes'>, unseen: readonly ComplexId[]): string {
  const [first] = unseen;
  if (unseen.length !== 1) return `${unseen.length} new entries are out of view.`;
  return `${complexes.find(({ id }) => id === first)?.name || 'A new entry'} is out of view.`;
}
