// How this page draws, and the picture as a file: a matter of this page alone.
import { useEffect, useState } from 'react';
import { saveFile } from '../panels/saveFile';
import { useRoom } from '../room/useRoom';
import type { Graphics } from '../scene/api';
import type { MenuItem } from '../ui/Menu';
import { useDesk } from './desk';
import { useScene } from './sceneContext';

const KEY = 'nts.graphics';
const SKY_KEY = 'nts.sky';

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
  const picture = () =>
    void desk.loading(`${name}.png`, async (progress) => {
      progress(undefined);
      if (!scene) return;
      const bytes = new Uint8Array(await (await scene.screenshot()).arrayBuffer());
      saveFile({ name: `${name}.png`, bytes });
    });
  return [
    { text: 'Save a picture', icon: 'camera', why, onPick: picture },
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
