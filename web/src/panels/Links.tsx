// The links into this room. Whoever has one, is let in: they are shown when asked for.
import { useState } from 'react';
import type { Role } from '../api/types';
import { useDesk } from '../page/desk';
import { Button } from '../ui/Button';
import { Copyable } from '../ui/Copyable';
import { useWhyNot } from './rights';

type Both = Record<Role, string>;

const WORDS: Record<Role, { title: string; text: string }> = {
  guest: { title: 'Guest link', text: 'Whoever has it may look on, and be made presenter.' },
  presenter: { title: 'Presenter link', text: 'Whoever has it may also take over while no presenter is here.' },
};

export function Links() {
  const desk = useDesk();
  const why = useWhyNot('present');
  const [links, setLinks] = useState<Both>();
  const show = async () => {
    const answer = await desk.act({ do: 'links' });
    if (answer?.is === 'links') setLinks({ presenter: answer.presenter, guest: answer.guest });
  };
  const renew = async (role: Role) => {
    if ((await desk.act({ do: 'renew_link', role })) === undefined) return;
    await show();
    desk.toast('success', `The old ${role} link no longer works.`);
  };
  return (
    <section className="section" aria-labelledby="links">
      <h2 id="links">Invite</h2>
      {links ? (
        (['guest', 'presenter'] as const).map((role) => (
          <div key={role} className="link">
            <h3>{WORDS[role].title}</h3>
            <Copyable label={`Copy the ${role} link`} text={addressOf(links[role])} />
            <p className="card-text">{WORDS[role].text}</p>
            <Button small look="quiet" icon="refresh" why={why} onClick={() => void renew(role)}>
              Renew: the old one stops working
            </Button>
          </div>
        ))
      ) : (
        <Button icon="link" why={why} onClick={() => void show()}>
          Show the links
        </Button>
      )}
    </section>
  );
}

/** The link as an address of this server, whatever the room calls it. */
function addressOf(link: string): string {
  const secret = link.slice(link.indexOf('#') + 1);
  return `${window.location.origin}/#${secret}`;
}
