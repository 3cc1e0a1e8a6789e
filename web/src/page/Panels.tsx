// The panels: at the left what is in the room, at the right who and what works in it. On a phone: one sheet at the bottom.
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Entries, LoadButton } from '../panels/Entries';
import { Interactions } from '../panels/Interactions';
import { More } from '../panels/More';
import { Notes } from '../panels/Notes';
import { People } from '../panels/People';
import { Poses } from '../panels/Poses';
import { Stacks } from '../panels/Stacks';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { Icon, type IconName } from '../ui/Icon';
import { Tabs } from '../ui/Tabs';
import { useCell } from './cell';
import { useDesk, type Panels, type Side } from './desk';

const SIDES: readonly { name: Side; text: string; icon: IconName }[] = [
  { name: 'stacks', text: 'Stacks', icon: 'stacks' },
  { name: 'people', text: 'People', icon: 'people' },
  { name: 'notes', text: 'Messages', icon: 'bell' },
  { name: 'more', text: 'More', icon: 'more' },
];

export function LeftPanel() {
  const { left } = useCell(useDesk().panels);
  const isEmpty = useRoom((state) => state.complexes.length === 0);
  if (!left || isEmpty) return null;
  return (
    <aside className="panel panel-left" aria-label="Entries">
      <Entries />
      <Poses />
      <Interactions />
    </aside>
  );
}

export function RightPanel() {
  const desk = useDesk();
  const { right } = useCell(desk.panels);
  if (!right) return null;
  const choose = (name: Side) => desk.panels.update((now) => ({ ...now, right: name }));
  return (
    <aside className="panel panel-right" aria-label="Stacks and people">
      <div className="panel-tabs">
        <Tabs label="Panels" tabs={SIDES} chosen={right} onChoose={choose} controls="side-panel" />
      </div>
      <div id="side-panel" role="tabpanel" aria-label={SIDES.find(({ name }) => name === right)?.text} className="panel-body">
        {content(right)}
      </div>
    </aside>
  );
}

/** The bottom of a phone: what there is, and the sheet of what is open. */
export function Sheet() {
  const desk = useDesk();
  const { sheet } = useCell(desk.panels);
  const body = useRef<HTMLDivElement>(null);
  const close = () => desk.panels.update((now) => ({ ...now, sheet: null }));
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  };
  const toggle = (name: Panels['sheet']) => desk.panels.update((now) => ({ ...now, sheet: now.sheet === name ? null : name }));
  useEffect(() => {
    if (body.current) body.current.scrollTop = 0;
  }, [sheet]);
  const tabs = [{ name: 'entries', text: 'Entries', icon: 'molecule' } as const, ...SIDES];
  const title = tabs.find(({ name }) => name === sheet)?.text;
  return (
    <div className="phone">
      {sheet && (
        <section className="sheet" aria-label={title && `Panel: ${title}`} onKeyDown={keys}>
          <div className="sheet-head">
            <h2>{title}</h2>
            {sheet === 'entries' && <LoadButton />}
            <Button look="quiet" icon="down" label="Fold away" onClick={close} />
          </div>
          <div ref={body} className="sheet-body">
            {sheet === 'entries' ? (
              <>
                <Entries isTitled={false} />
                <Poses />
                <Interactions />
              </>
            ) : (
              content(sheet)
            )}
          </div>
        </section>
      )}
      <nav className="phone-nav" aria-label="Panels">
        {tabs.map(({ name, text, icon }) => (
          <button key={name} type="button" aria-expanded={sheet === name} onClick={() => toggle(name)}>
            <Icon name={icon} />
            {text}
          </button>
        ))}
      </nav>
    </div>
  );
}

function content(side: Side): ReactNode {
  if (side === 'stacks') return <Stacks />;
  if (side === 'people') return <People />;
  return side === 'notes' ? <Notes /> : <More />;
}
