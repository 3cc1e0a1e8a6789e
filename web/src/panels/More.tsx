// What is wanted now and then: the room's macros, and one's own files on the server. One thing at a time.
import { useState } from 'react';
import { useCell } from '../page/cell';
import { useDesk, type Drawer } from '../page/desk';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { Icon, type IconName } from '../ui/Icon';
import { Files } from './Files';
import { Macros } from './Macros';
import './more.css';
import './panels.css';

const DRAWERS: readonly { name: Drawer; text: string; icon: IconName; more: string }[] = [
  { name: 'macros', text: 'Macros', icon: 'macro', more: 'Small programs that change how the room looks' },
  { name: 'files', text: 'My files', icon: 'folder', more: 'Your folder on this server: nobody else in the room sees it' },
];

export function More() {
  const { drawer } = useDesk();
  const open = useCell(drawer);
  // Whoever goes in or out of one is not thrown out of the panel; whoever comes by the tabs stays at the tabs.
  const [last, setLast] = useState<Drawer | null>(null);
  const go = (name: Drawer, to: Drawer | null) => {
    setLast(name);
    drawer.set(to);
  };
  const shown = DRAWERS.find(({ name }) => name === open);
  if (!shown) return <List last={last} onOpen={(name) => go(name, name)} />;
  return (
    <section className="section" aria-labelledby="drawer">
      <div className="drawer-head">
        <Button small look="quiet" icon="left" label="Back to more" autoFocus={last === open} onClick={() => go(shown.name, null)} />
        <h2 id="drawer">{shown.text}</h2>
      </div>
      {shown.name === 'macros' ? <Macros /> : <Files />}
    </section>
  );
}

function List({ last, onOpen }: { last: Drawer | null; onOpen(name: Drawer): void }) {
  const running = useRoom((state) => state.macro_running);
  return (
    <ul className="drawers">
      {DRAWERS.map(({ name, text, icon, more }) => (
        <li key={name}>
          <button type="button" className="drawer" autoFocus={name === last} onClick={() => onOpen(name)}>
            <Icon name={icon} />
            <span>
              <strong>{text}</strong>
              <small>{name === 'macros' && running !== null ? `${running} runs` : more}</small>
            </span>
            <Icon name="right" />
          </button>
        </li>
      ))}
    </ul>
  );
}
