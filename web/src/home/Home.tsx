// The first page: what this is, and the ways into a room.
import { useState } from 'react';
import type { Enter } from '../api/types';
import { setTheme, useTheme } from '../ui/theme';
import { Button } from '../ui/Button';
import { Field } from '../ui/Field';
import { TooltipLayer } from '../ui/TooltipLayer';
import { CreateRoom } from './CreateRoom';
import { JoinRoom } from './JoinRoom';
import { rememberedName, rememberName } from './name';
import './home.css';

export function Home({ onEnter }: { onEnter(how: Enter): void }) {
  const [name, setName] = useState(rememberedName);
  const theme = useTheme();
  const member = name.trim() || 'Somebody';
  const enter = (how: Enter) => {
    if (name.trim()) rememberName(name.trim());
    onEnter(how);
  };
  return (
    <div className="home">
      <header className="home-head">
        <span className="mark">OpenNTS</span>
        <Button
          look="quiet"
          icon={theme === 'dark' ? 'sun' : 'moon'}
          label={`Use the ${theme === 'dark' ? 'light' : 'dark'} theme`}
          onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
        />
      </header>
      <main className="home-main">
        <section className="intro">
          <h1>Work on molecules together</h1>
          <p>
            Open a room, drop a structure in, and send the link: whoever has it sees what you see, in their browser. Plugins that run on
            anybody’s computer, such as docking, work in the room with you. One of you presents and drives; the role is handed over with a
            press.
          </p>
        </section>
        <div className="home-ways">
          <section className="way" aria-labelledby="your-name">
            <h2 id="your-name">You</h2>
            <Field label="Your name" value={name} onChange={(event) => setName(event.target.value)} maxLength={60} autoComplete="name" placeholder="As the others see it" />
          </section>
          <CreateRoom member={member} onEnter={enter} />
          <JoinRoom member={member} onEnter={enter} />
        </div>
      </main>
      <TooltipLayer />
    </div>
  );
}
