// The first page: what this is, and the ways into a room.
import { useState } from 'react';
import type { Enter } from '../api/types';
import type { Wishes } from '../room/wishes';
import { setTheme, useTheme } from '../ui/theme';
import { Button } from '../ui/Button';
import { Field } from '../ui/Field';
import { TooltipLayer } from '../ui/TooltipLayer';
import { CreateRoom, type Draft } from './CreateRoom';
import { JoinRoom } from './JoinRoom';
import { rememberedName, rememberName } from './name';
import { useNews } from './news';
import { OpenRooms } from './OpenRooms';
import { Plugins } from './Plugins';
import './home.css';

export function Home({ draft, onEnter }: { draft?: Draft; onEnter(how: Enter, wishes: Wishes): void }) {
  const [name, setName] = useState(rememberedName);
  const news = useNews();
  const member = name.trim() || 'Somebody';
  const enter = (how: Enter, wishes: Wishes = {}) => {
    if (name.trim()) rememberName(name.trim());
    onEnter(how, wishes);
  };
  return (
    <div className="home">
      <Head />
      <main className="home-main">
        <section className="intro">
          <h1>Work on molecules together</h1>
          <p>
            Open a room, drop a structure in, and send the link: whoever has it sees what you see, in their browser. Plugins that run on
            anybody’s computer, such as docking, work in the room with you. One of you presents and drives; the role is handed over with a
            press.
          </p>
        </section>
        <div className="home-you">
          <Field label="Your name" value={name} onChange={(event) => setName(event.target.value)} maxLength={60} autoComplete="name" placeholder="As the others see it" />
        </div>
        <div className="home-ways">
          <CreateRoom member={member} {...(draft && { draft })} needsInvitation={news?.needs_invitation ?? false} onEnter={enter} />
          <JoinRoom member={member} onEnter={enter} />
        </div>
        {news && (
          <div className="home-lists">
            <OpenRooms rooms={news.rooms} member={member} onEnter={enter} />
            <Plugins plugins={news.plugins} />
          </div>
        )}
      </main>
      {news && <footer className="home-foot">OpenNTS {news.server}</footer>}
      <TooltipLayer />
    </div>
  );
}

function Head() {
  const theme = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <header className="home-head">
      <span className="mark">OpenNTS</span>
      <Button look="quiet" icon={theme === 'dark' ? 'sun' : 'moon'} label={`Use the ${other} theme`} onClick={() => setTheme(other)} />
    </header>
  );
}
