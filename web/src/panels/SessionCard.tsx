// A plugin at work in this room: how it is, and its buttons.
import { useState } from 'react';
import type { Session } from '../api/types';
import { useDesk } from '../page/desk';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { Toggle } from '../ui/Toggle';
import { useWhyNot } from './rights';
import { wordsOfState } from './stacks';

export function SessionCard({ session }: { session: Session }) {
  const desk = useDesk();
  const right = useWhyNot('present');
  const words = wordsOfState(session);
  const isRunning = session.state.is === 'running' || session.state.is === 'not_answering';
  const isEnded = session.state.is === 'ended';
  const resting = isRunning ? undefined : `${session.name} is not ready: ${words.text.toLowerCase()}.`;
  const its = session.id;
  const unusable = (usable: boolean) => (usable ? undefined : 'The plugin does not offer this now.');
  return (
    <li className="card" data-state={session.state.is}>
      <div className="card-head">
        <h3>{session.name}</h3>
        <span className="badge" data-kind={words.kind} role="status">
          {words.text}
        </span>
      </div>
      {words.more && <p className="card-text">{words.more}</p>}
      {session.state.is === 'ended' && <Log lines={session.state.log} />}
      <div className="card-buttons">
        {isEnded ? (
          <>
            <Button small look="primary" icon="refresh" why={right} onClick={() => void desk.act({ do: 'reconnect', session: its })}>
              Reconnect
            </Button>
            <Button small look="quiet" why={right} onClick={() => void desk.act({ do: 'deactivate', session: its })}>
              Dismiss
            </Button>
          </>
        ) : (
          <>
            <Button
              small
              look="primary"
              why={right ?? resting ?? unusable(session.run.usable)}
              onClick={() => void desk.act({ do: 'run', session: its })}
            >
              {session.run.text || 'Run'}
            </Button>
            {session.advanced_settings && (
              <Button
                small
                why={right ?? resting ?? unusable(session.advanced_settings.usable)}
                onClick={() => void desk.act({ do: 'advanced_settings', session: its })}
              >
                {session.advanced_settings.text || 'Advanced Settings'}
              </Button>
            )}
            <Button small look="quiet" why={right} onClick={() => void desk.act({ do: 'deactivate', session: its })}>
              Deactivate
            </Button>
          </>
        )}
      </div>
      <Permissions session={session} right={right} />
      <ClosedMenus session={session} right={right} />
    </li>
  );
}

/** What the presenter let it do, and may take back. */
function Permissions({ session, right }: { session: Session; right: string | undefined }) {
  const desk = useDesk();
  return session.permissions.map(({ permission, consent }) => (
    <Toggle
      key={permission}
      on={consent === 'allowed'}
      why={right}
      onChange={(on) => void desk.act({ do: on ? 'allow' : 'deny', session: session.id, permission })}
    >
      May use your folder on this server
    </Toggle>
  ));
}

/** Menus that were closed can be opened again. */
function ClosedMenus({ session, right }: { session: Session; right: string | undefined }) {
  const desk = useDesk();
  const menus = useRoom((state) => state.menus);
  if (session.state.is === 'ended') return null;
  const closed = menus.filter(({ session: of, menu }) => of === session.id && !menu.enabled);
  return closed.map(({ menu }) => (
    <Button
      key={menu.index}
      small
      look="quiet"
      icon="external"
      why={right}
      onClick={() => void desk.act({ do: 'toggle_menu', session: session.id, menu: menu.index, enabled: true })}
    >
      Open “{menu.title || session.name}”
    </Button>
  ));
}

function Log({ lines }: { lines: readonly string[] }) {
  const [isOpen, setIsOpen] = useState(false);
  if (lines.length === 0) return null;
  return (
    <div className="log">
      <Button small look="quiet" icon={isOpen ? 'up' : 'down'} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        Its last words
      </Button>
      {isOpen && (
        <pre tabIndex={0} aria-label="Last lines of its log">
          {lines.join('\n')}
        </pre>
      )}
    </div>
  );
}
