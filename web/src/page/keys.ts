// Keys that work everywhere on the room's page, except where one types.
import { useEffect } from 'react';
import { whyNot } from '../panels/rights';
import { useDesk } from './desk';
import { useScene } from './sceneContext';

export function useKeys(): void {
  const desk = useDesk();
  const scene = useScene();
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isElsewhere(event.target, event.key)) return;
      const mayEdit = whyNot('edit', desk.store.state()) === undefined;
      const isCommand = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (isCommand && (key === 'z' || key === 'y')) {
        event.preventDefault();
        if (mayEdit) void desk.act({ do: key === 'y' || event.shiftKey ? 'redo' : 'undo' });
      }
      if (event.key !== 'Escape') return;
      // One thing at a time: the tool is put down before the selection goes.
      if (scene && scene.state().tool !== 'select') scene.setTool('select');
      else if (mayEdit && desk.store.state().complexes.some((complex) => complex.selected)) void desk.act({ do: 'unselect' });
    };
    // On the document: when a pressed button goes away, what has the focus is the page as a whole.
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  }, [desk, scene]);
}

/** Where one types, and in dialogs, keys mean something else; a list that is open is closed by Escape. */
function isElsewhere(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const typing = 'input:not([type=checkbox], [type=radio], [type=range]), textarea, dialog';
  return target.isContentEditable || target.closest(typing) !== null || (key === 'Escape' && target.matches('select'));
}
