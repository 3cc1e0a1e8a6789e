// The picture of the molecules, behind everything else. Mol* comes as a program of its own, after the panels.
import { useEffect, useRef, useState } from 'react';
import { wordsOf } from '../room/error';
import { useRoom, useStore } from '../room/useRoom';
import type { Scene } from '../scene/api';
import { Button } from '../ui/Button';
import { useTheme } from '../ui/theme';
import { useFreePart } from './freePart';
import { openScene } from './openScene';
import { useScene, useSceneState } from './sceneContext';
import { atomsShown, isTooLarge } from './size';

export function SceneView({ onScene }: { onScene(scene: Scene | null): void }) {
  const store = useStore();
  const place = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<string>();
  const [isForced, setIsForced] = useState(false);
  const atoms = useRoom((state) => atomsShown(state.complexes));
  const isTooMuch = !isForced && isTooLarge(atoms, memory(), window.matchMedia('(pointer: coarse)').matches);
  useEffect(() => {
    const element = place.current;
    if (isTooMuch || !element) return;
    let isOver = false;
    let opened: Scene | undefined;
    openScene(store).then(
      (scene) => {
        if (isOver) return scene.dispose();
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
  }, [store, onScene, isTooMuch]);
  useBackground();
  useFreePart(place);
  return (
    <>
      <div ref={place} className="scene" />
      {isTooMuch ? <TooMuch atoms={atoms} onForce={() => setIsForced(true)} /> : <SceneTrouble failure={failure} />}
    </>
  );
}

/** Gigabytes of memory, where the browser tells. */
function memory(): number | undefined {
  return (navigator as { deviceMemory?: number }).deviceMemory;
}

/** The picture's background is the page's. */
function useBackground(): void {
  const scene = useScene();
  const theme = useTheme();
  useEffect(() => {
    scene?.setBackground(getComputedStyle(document.documentElement).getPropertyValue('--bg').trim());
  }, [scene, theme]);
}

function TooMuch({ atoms, onForce }: { atoms: number; onForce(): void }) {
  return (
    <section className="empty" role="status" aria-labelledby="too-much">
      <h1 id="too-much">Too large for this device</h1>
      <p>
        {atoms.toLocaleString('en')} atoms are shown here, more than it can draw well. The panels work all the same. Hide some entries, look
        from a larger computer, or try it.
      </p>
      <Button onClick={onForce}>Draw it all the same</Button>
    </section>
  );
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
