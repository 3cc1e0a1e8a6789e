// The picture of the molecules, behind everything else. Mol* comes as a program of its own, after the panels.
import { useEffect, useRef, useState } from 'react';
import { wordsOf } from '../room/error';
import { useStore } from '../room/useRoom';
import type { Scene } from '../scene/api';
import { useTheme } from '../ui/theme';
import { openScene } from './openScene';
import { useScene, useSceneState } from './sceneContext';

export function SceneView({ onScene }: { onScene(scene: Scene | null): void }) {
  const store = useStore();
  const place = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    let isOver = false;
    let opened: Scene | undefined;
    const element = place.current;
    openScene(store).then(
      (scene) => {
        if (isOver || !element) return scene.dispose();
        opened = scene;
        scene.mount(element);
        onScene(scene);
      },
      (error: unknown) => !isOver && setFailure(wordsOf(error)),
    );
    return () => {
      isOver = true;
      onScene(null);
      opened?.dispose();
    };
  }, [store, onScene]);
  useBackground();
  return (
    <>
      <div ref={place} className="scene" />
      <SceneTrouble failure={failure} />
    </>
  );
}

/** The picture's background is the page's. */
function useBackground(): void {
  const scene = useScene();
  const theme = useTheme();
  useEffect(() => {
    scene?.setBackground(getComputedStyle(document.documentElement).getPropertyValue('--bg').trim());
  }, [scene, theme]);
}

function SceneTrouble({ failure }: { failure: string | undefined }) {
  const status = useSceneState()?.status.is;
  const words = failure
    ? `The picture of the molecules could not be started (${failure}). The panels work all the same.`
    : status === 'no_webgl'
      ? 'This browser has no WebGL, so the molecules cannot be drawn. The panels work all the same.'
      : status === 'context_lost'
        ? 'The graphics card took its memory back. The picture comes back as soon as it can.'
        : undefined;
  return (
    <div role="status" className="scene-trouble">
      {words}
    </div>
  );
}
