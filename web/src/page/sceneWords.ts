// What the picture has to say, as toasts: what came in out of view, and what is locked. Nobody's eyes are torn away from what they look at.
import { useEffect } from 'react';
import type { ComplexId } from '../api/types';
import type { RoomState } from '../room/store';
import { useDesk } from './desk';
import { useScene } from './sceneContext';

export function useSceneWords(): void {
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
  useEffect(
    () =>
      scene?.onLocked((complex) => {
        const run = () => void desk.act({ do: 'change', complex, change: { locked: false } });
        const words = `${nameOf(desk.store.state(), complex)} is locked: unlock it in Entries to move it.`;
        desk.toast('message', words, { action: { text: 'Unlock', run } });
      }),
    [desk, scene],
  );
}

/** What is said of complexes that are out of view. */
function unseenWords(state: RoomState, unseen: readonly ComplexId[]): string {
  const [first] = unseen;
  return unseen.length === 1 ? `${nameOf(state, first)} is out of view.` : `${unseen.length} new entries are out of view.`;
}

function nameOf({ complexes }: RoomState, wanted: ComplexId | undefined): string {
  return complexes.find(({ id }) => id === wanted)?.name || 'What has no name';
}
