// Fetches the program that draws, apart from the panels.
import type { RoomStore } from '../room/store';
import type { Scene } from '../scene/api';

const programs = import.meta.glob<{ openScene(store: RoomStore): Scene | Promise<Scene> }>('../scene/scene.ts');

/** Begins to fetch it, for somebody who is on the way in. Where that fails, the second try says so. */
export function fetchScene(): void {
  programs['../scene/scene.ts']?.().catch(() => undefined);
}

export async function openScene(store: RoomStore): Promise<Scene> {
  const program = programs['../scene/scene.ts'];
  if (!program) throw new Error('it is not part of this page');
  return (await program()).openScene(store);
}
