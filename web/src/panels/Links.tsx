// The links into this room. Whoever has one, is let in: they are shown when asked for.
import { useState } from 'react';
import type { Answer, Role } from '../api/types';
import { useDesk } from '../page/desk';
import { Button } from '../ui/Button';
import { Copyable } from '../ui/Copyable';
import { Menu, type MenuItem } from '../ui/Menu';
import { QrCode } from './QrCode';
import { useWhyNot } from './rights';

interface Link {
  address: string;
  /** Seconds from when it was shown; none = never. */
  expires: number | undefined;
}

const WORDS: Record<Role, { title: string; text: string }> = {
  guest: { title: 'Guest link', text: 'Whoever has it may look on, and be handed the presenter role.' },
  presenter: { title: 'Presenter link', text: 'Whoever has it may also take the presenter role.' },
};

const TERMS: readonly { text: string; after_secs?: number }[] = [
  { text: 'In an hour', after_secs: 3600 },
  { text: 'In a day', after_secs: 86_400 },
  { text: 'In a week', after_secs: 604_800 },
  { text: 'Never' },
  { text: 'Now', after_secs: 0 },
];

export function Links() {
  const desk = useDesk();
  const why = useWhyNot('present');
  const [links, setLinks] = useState<Record<Role, Link>>();
  const show = async () => setLinks(linksOf(await desk.act({ do: 'links' })));
  const renew = async (role: Role) => {
    if ((await desk.act({ do: 'renew_link', role })) === undefined) return;
    await show();
    desk.toast('success', `The old ${role} link no longer works.`);
  };
  const expire = async (role: Role, after_secs: number | undefined) => {
    const term = after_secs === undefined ? {} : { after_secs };
    if ((await desk.act({ do: 'expire_link', role, ...term })) !== undefined) await show();
  };
  return (
    <section className="section" aria-labelledby="links">
      <h2 id="links">Invite</h2>
      {links && why === undefined ? (
        (['guest', 'presenter'] as const).map((role) => (
          <div key={role} className="link">
            <h3>{WORDS[role].title}</h3>
            {links[role].expires === 0 ? (
              <Expired role={role} onRenew={() => void renew(role)} />
            ) : (
              <>
                <Copyable label={`Copy the ${role} link`} text={links[role].address} />
                <p className="card-text">
                  {WORDS[role].text} {termWords(links[role].expires)}
                </p>
                <div className="card-buttons">
                  <Button small look="quiet" icon="refresh" title="The old one stops working; who is here stays" onClick={() => void renew(role)}>
                    Renew
                  </Button>
                  <Menu small look="quiet" items={terms((after_secs) => void expire(role, after_secs))}>
                    Let it expire…
                  </Menu>
                  {role === 'guest' && <QrCode text={links.guest.address} />}
                </div>
              </>
            )}
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

/** A link that leads nowhere is not there to be copied. */
function Expired({ role, onRenew }: { role: Role; onRenew(): void }) {
  return (
    <>
      <p className="card-text">It has expired: nobody comes in by it any more. Who is here stays.</p>
      <div className="card-buttons">
        <Button small icon="refresh" onClick={onRenew}>
          Make a new {role} link
        </Button>
      </div>
    </>
  );
}

function terms(expire: (after_secs: number | undefined) => void): MenuItem[] {
  return [{ caption: 'Then nobody comes in by it; who is here stays' }, ...TERMS.map(({ text, after_secs }) => ({ text, onPick: () => expire(after_secs) }))];
}

/** The link as an address of this server, whatever the room calls it. */
export function addressOf(link: string): string {
  const secret = link.slice(link.indexOf('#') + 1);
  return `${window.location.origin}/#${secret}`;
}

function linksOf(answer: Answer | undefined): Record<Role, Link> | undefined {
  if (answer?.is !== 'links') return undefined;
  return {
    presenter: { address: addressOf(answer.presenter), expires: answer.presenter_expires_in_secs },
    guest: { address: addressOf(answer.guest), expires: answer.guest_expires_in_secs },
  };
}

function termWords(expires: number | undefined): string {
  if (expires === undefined) return '';
  const hours = Math.round(expires / 3600);
  return hours < 1 ? 'It expires within the hour.' : hours < 48 ? `It expires in ${hours} h.` : `It expires in ${Math.round(hours / 24)} days.`;
}
