// Fetches the program that draws, once the panels are there.
import type { RoomStore } from '../room/store';
import type { Scene } from '../scene/api';

const programs = import.meta.glob<{ openScene(store: RoomStore): Scene | Promise<Scene> }>('../scene/scene.ts');

export async function openScene(store: RoomStore): Promise<Scene> {
  const program = programs['../scene/scene.ts'];
  if (!program) throw new Error('it is not part of this page');
  return (await program()).openScene(store);
}
