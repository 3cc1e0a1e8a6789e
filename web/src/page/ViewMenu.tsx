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
  const why = scene ? undefined : 'There is no picture.';
  const choose = (next: Graphics) => {
    setGraphics(next);
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // A browser that keeps nothing: it is chosen for this visit.
    }
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
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'full' ? value : 'auto';
  } catch {
    return 'auto';
  }
}
