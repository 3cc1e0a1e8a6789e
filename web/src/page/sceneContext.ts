// The scene for the panels; none while it comes, or where there is no WebGL.
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Scene, SceneState } from '../scene/api';

export const SceneContext = createContext<Scene | null>(null);

export function useScene(): Scene | null {
  return useContext(SceneContext);
}

/** What one sees of the picture from outside; none while there is no picture. */
export function useSceneState(): SceneState | null {
  const scene = useScene();
  return useSyncExternalStore(
    (listener) => (scene ? scene.subscribe(listener) : () => undefined),
    () => scene?.state() ?? null,
  );
}
