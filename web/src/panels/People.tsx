// Who is here, who presents, and the links that let others in.
import { useState } from 'react';
import type { Member } from '../api/types';
import { useDesk } from '../page/desk';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Toggle } from '../ui/Toggle';
import { Links } from './Links';
import { hueOf, initialsOf } from './person';
import { useWhyNot } from './rights';
import './panels.css';

export function People() {
  const desk = useDesk();
  const members = useRoom((state) => state.members);
  const presenter = useRoom((state) => state.presenter);
  const guestsMayEdit = useRoom((state) => state.guests_may_edit);
  const why = useWhyNot('present');
  const inOrder = [...members].sort(
    (one, other) => Number(other.id === presenter) - Number(one.id === presenter) || Number(other.here) - Number(one.here),
  );
  return (
    <>
      <section className="section" aria-labelledby="people">
        <h2 id="people">In this room</h2>
        <ul className="people">
          {inOrder.map((member) => (
            <Person key={member.id} member={member} />
          ))}
        </ul>
        <Toggle on={guestsMayEdit} why={why} onChange={(on) => void desk.act({ do: 'set_guests_may_edit', on })}>
          Guests may load, select and change
        </Toggle>
      </section>
      <Links />
      <Leave />
    </>
  );
}

function Person({ member }: { member: Member }) {
  const desk = useDesk();
  const me = useRoom((state) => state.me);
  const presenter = useRoom((state) => state.presenter);
  const why = useWhyNot('present');
  const presents = member.id === presenter;
  const words = [member.id === me && 'you', presents && 'presents', !member.here && 'reconnecting or away'].filter(Boolean);
  return (
    <li className="person" data-away={!member.here || undefined}>
      <span className="avatar" data-hue={hueOf(member.id)} data-presents={presents || undefined} aria-hidden="true">
        {initialsOf(member.name)}
      </span>
      <span className="person-name">
        {member.name}
        <small>{words.join(' · ') || (member.role === 'presenter' ? 'may present' : 'guest')}</small>
      </span>
      {presents ? (
        <span className="crown" data-tip="Presents: drives the plugins">
          <Icon name="crown" />
        </span>
      ) : (
        <Button
          small
          look="quiet"
          icon="crown"
          label={`Hand the presenter role to ${member.name}`}
          why={why}
          onClick={() => void desk.act({ do: 'give', member: member.id })}
        />
      )}
    </li>
  );
}

function Leave() {
  const desk = useDesk();
  const why = useWhyNot('present');
  const [isSure, setIsSure] = useState(false);
  return (
    <section className="section leave">
      <Button small look="quiet" icon="leave" onClick={() => desk.store.leave()}>
        Leave the room
      </Button>
      {isSure ? (
        <Button small look="danger" onClick={() => void desk.act({ do: 'close' })}>
          End it for everybody
        </Button>
      ) : (
        <Button small look="quiet" why={why} onClick={() => setIsSure(true)}>
          Close the room…
        </Button>
      )}
    </section>
  );
}
