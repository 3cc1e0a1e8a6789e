// The menu of a long press or right click on an atom.
import { useEffect, useState } from 'react';
import type { Widening } from '../api/types';
import type { AtomWords } from '../scene/api';
import { useWhyNot } from '../panels/rights';
import { Popup, type MenuItem } from '../ui/Menu';
import { useDesk, type Desk } from './desk';
import { useScene } from './sceneContext';

export function AtomMenu() {
  const desk = useDesk();
  const scene = useScene();
  const why = useWhyNot('edit');
  const [asked, setAsked] = useState<{ at: DOMRect; atom: AtomWords }>();
  useEffect(
    () => scene?.onMenu(({ x, y, atom }) => setAsked(atom ? { at: new DOMRect(x, y, 0, 0), atom } : undefined)),
    [scene],
  );
  if (!asked || !scene) return null;
  const { atom, at } = asked;
  const { complex, index } = atom;
  const selectAs = (to: Widening) => () => void select(desk, atom, to);
  const items: MenuItem[] = [
    { caption: [atom.chain && `Chain ${atom.chain}`, atom.residue, atom.atom, atom.altloc && `altloc ${atom.altloc}`].filter(Boolean).join(' · ') },
    { text: 'Go there', icon: 'focus', onPick: () => scene.focus({ is: 'atoms', complex, atoms: [index] }) },
    { text: 'Select the atom', why, onPick: () => void desk.act({ do: 'select', complex, atoms: { indices: [index] } }) },
    { text: 'Select the residue', why, onPick: selectAs('residues') },
    { text: 'Select the chain', why, onPick: selectAs('chains') },
    { text: 'Select residues within 5 Å', why, onPick: selectAs({ within: 5 }) },
    'line',
    { text: 'Measure a distance', onPick: () => scene.setTool('distance') },
    { text: `Hide ${atom.complexName}`, icon: 'eyeOff', why, onPick: () => void desk.act({ do: 'change', complex, change: { visible: false } }) },
  ];
  return <Popup at={at} items={items} onClose={() => setAsked(undefined)} />;
}

/** Selects the atom, and then more. What else was selected would be widened too. */
async function select(desk: Desk, { complex, index }: AtomWords, to: Widening): Promise<void> {
  await desk.act({ do: 'unselect' });
  if (await desk.act({ do: 'select', complex, atoms: { indices: [index] } })) await desk.act({ do: 'widen', to });
}
