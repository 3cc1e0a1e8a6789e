// How this page draws, and the picture as a file: a matter of this page alone.
import { useEffect, useState } from 'react';
import { saveFile } from '../panels/saveFile';
import { useRoom } from '../room/useRoom';
import type { Graphics, Scene } from '../scene/api';
import type { MenuItem } from '../ui/Menu';
import { useDesk } from './desk';
import { useScene } from './sceneContext';

const KEY = 'nts.graphics';

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
  return [
    { text: 'Save a picture', icon: 'camera', why, onPick: () => save(`${name}.png`, picture) },
    { text: 'Save the scene (MolViewSpec)', icon: 'download', why, onPick: () => save(`${name}.mvsx`, (scene) => scene.archive()) },
    {
      text: 'Graphics',
      icon: 'settings',
      opens: GRAPHICS.map(({ graphics: one, text }) => ({ text, checked: graphics === one, why, onPick: () => choose(one) })),
    },
  ];
}

function stored(): Graphics {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'full' ? value : 'auto';
  } catch {
    return 'auto';
  }
}
