// How this page draws, and the picture as a file: a matter of this page alone.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { saveFile } from '../panels/saveFile';
import { wordsOf } from '../room/error';
import { useRoom } from '../room/useRoom';
import type { Graphics, Scene } from '../scene/api';
import type { MenuItem } from '../ui/Menu';
import { useDesk } from './desk';
import { useScene } from './sceneContext';

const KEY = 'nts.graphics';
const SKY_KEY = 'nts.sky';

const HEADSET = 'Experimental: look, scale and point. The menus stay on this page.';

const GRAPHICS: readonly { graphics: Graphics; text: string }[] = [
  { graphics: 'auto', text: 'As the device can' },
  { graphics: 'light', text: 'Light' },
  { graphics: 'full', text: 'Full' },
];

/** The items that the menu of looks has for this page. */
export function useViewItems(): MenuItem[] {
  const desk = useDesk();
  const scene = useScene();
  const name = useRoom((state) => state.name);
  const [graphics, setGraphics] = useState<Graphics>(stored);
  useEffect(() => scene?.setGraphics(graphics), [scene, graphics]);
  const hasSky = useRoom((state) => state.skybox !== null);
  const [isSkyShown, setIsSkyShown] = useState(() => kept(SKY_KEY) !== 'off');
  useEffect(() => scene?.setSky(isSkyShown), [scene, isSkyShown]);
  const why = scene ? undefined : 'There is no picture.';
  const choose = (next: Graphics) => {
    setGraphics(next);
    keep(KEY, next);
  };
  const chooseSky = (isShown: boolean) => {
    setIsSkyShown(isShown);
    keep(SKY_KEY, isShown ? 'on' : 'off');
  };
  const save = (file: string, make: (scene: Scene) => Promise<Uint8Array>) =>
    void desk.loading(file, async (progress) => {
      progress(undefined);
      if (scene) saveFile({ name: file, bytes: await make(scene) });
    });
  const picture = async (scene: Scene) => new Uint8Array(await (await scene.screenshot()).arrayBuffer());
  const headset = useHeadsetItems(scene);
  return [
    ...headset,
    { text: 'Save a picture', icon: 'camera', why, onPick: () => save(`${name}.png`, picture) },
    { text: 'Save the scene (MolViewSpec)', icon: 'download', why, onPick: () => save(`${name}.mvsx`, (scene) => scene.archive()) },
    {
      text: 'Graphics',
      icon: 'settings',
      opens: GRAPHICS.map(({ graphics: one, text }) => ({ text, checked: graphics === one, why, onPick: () => choose(one) })),
    },
    ...(hasSky
      ? [{
          text: 'Background',
          icon: 'sun' as const,
          opens: [
            { text: 'The sky of this room', checked: isSkyShown, why, onPick: () => chooseSky(true) },
            { text: 'Plain', checked: !isSkyShown, why, onPick: () => chooseSky(false) },
          ],
        }]
      : []),
  ];
}

/** The way into the headset and out of it, where there is one. */
function useHeadsetItems(scene: Scene | null): MenuItem[] {
  const desk = useDesk();
  const headset = useSyncExternalStore(
    (listener) => scene?.subscribe(listener) ?? (() => {}),
    () => scene?.state().headset ?? 'absent',
  );
  if (!scene || headset === 'absent') return [];
  const go = async (isIn: boolean) => {
    try {
      await scene.setHeadset(isIn);
    } catch (error) {
      desk.toast('error', wordsOf(error));
    }
  };
  return headset === 'in'
    ? [{ text: 'Leave the headset', icon: 'headset', onPick: () => void go(false) }]
    : [{ text: 'Enter the headset', icon: 'headset', note: HEADSET, onPick: () => void go(true) }];
}

function stored(): Graphics {
  const value = kept(KEY);
  return value === 'light' || value === 'full' ? value : 'auto';
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing: it is chosen for this visit.
  }
}
