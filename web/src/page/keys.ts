// Keys that work everywhere on the room's page, except where one types.
import type { KeyboardEvent } from 'react';
import { whyNot } from '../panels/rights';
import { useDesk } from './desk';

export function useKeys(): (event: KeyboardEvent) => void {
  const desk = useDesk();
  return (event) => {
    if (isTyping(event.target)) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (isCommand && (key === 'z' || key === 'y')) {
      event.preventDefault();
      if (whyNot('edit', desk.store.state()) !== undefined) return;
      void desk.act({ do: key === 'y' || event.shiftKey ? 'redo' : 'undo' });
    }
    if (event.key === 'Escape' && !event.defaultPrevented && desk.store.state().complexes.some((complex) => complex.selected)) {
      if (whyNot('edit', desk.store.state()) === undefined) void desk.act({ do: 'unselect' });
    }
  };
}

function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
