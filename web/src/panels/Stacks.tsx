// The plugins: those that work here, and all that could.
import { useState } from 'react';
import { useDesk } from '../page/desk';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { Copyable } from '../ui/Copyable';
import { Icon } from '../ui/Icon';
import type { Plugin } from '../api/types';
import { useWhyNot } from './rights';
import { SessionCard } from './SessionCard';
import { found, startCommand } from './stacks';
import './panels.css';

/** With fewer plugins than this there is nothing to search. */
const WORTH_SEARCHING = 4;

export function Stacks() {
  const plugins = useRoom((state) => state.plugins);
  const sessions = useRoom((state) => state.sessions);
  const [search, setSearch] = useState('');
  const active = new Set(sessions.filter(({ state }) => state.is !== 'ended').map(({ plugin }) => plugin));
  const others = found(plugins, search).filter((plugin) => !active.has(plugin.id));
  return (
    <>
      {sessions.length > 0 && (
        <section className="section" aria-labelledby="active-stacks">
          <h2 id="active-stacks">In this room</h2>
          <ul className="cards">
            {sessions.map((session) => (
              <SessionCard key={session.id} session={session} />
            ))}
          </ul>
        </section>
      )}
      <section className="section" aria-labelledby="all-stacks">
        <h2 id="all-stacks">Connected plugins</h2>
        {plugins.length === 0 ? <NoPlugins /> : null}
        {plugins.length >= WORTH_SEARCHING && (
          <label className="search">
            <Icon name="search" />
            <input
              className="input"
              type="search"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
              placeholder="Search plugins"
              aria-label="Search plugins"
            />
          </label>
        )}
        <ul className="cards" aria-live="off">
          {others.map((plugin) => (
            <PluginCard key={plugin.id} plugin={plugin} />
          ))}
        </ul>
        {search && others.length === 0 && <p className="nothing">No plugin has these words.</p>}
        {!search && plugins.length > 0 && others.length === 0 && <p className="nothing">No others are connected.</p>}
      </section>
    </>
  );
}

function PluginCard({ plugin }: { plugin: Plugin }) {
  const desk = useDesk();
  const right = useWhyNot('present');
  const why = right ?? (plugin.connected ? undefined : 'Its computer is not connected at the moment.');
  return (
    <li className="card">
      <div className="card-head">
        <h3>{plugin.name}</h3>
        <Button small why={why} aria-label={`Activate ${plugin.name}`} onClick={() => void desk.act({ do: 'activate', plugin: plugin.id })}>
          Activate
        </Button>
      </div>
      {plugin.description && <p className="card-text">{plugin.description}</p>}
      <Tags plugin={plugin} />
    </li>
  );
}

function Tags({ plugin }: { plugin: Plugin }) {
  const tags = [...new Set([plugin.category, ...plugin.tags].filter(Boolean))];
  if (tags.length === 0) return null;
  return (
    <ul className="tags" aria-label="Tags">
      {tags.map((tag) => (
        <li key={tag} className="badge">
          {tag}
        </li>
      ))}
    </ul>
  );
}

function NoPlugins() {
  return (
    <div className="nothing">
      <p>No plugin is connected. Start one on any computer; the docking plugin for example:</p>
      <Copyable label="Copy the command" text={startCommand(window.location)} />
    </div>
  );
}
