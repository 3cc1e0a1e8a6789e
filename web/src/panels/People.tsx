// Who is here, who presents, and the links that let others in.
import { useState } from 'react';
import { useDesk } from '../page/desk';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { Toggle } from '../ui/Toggle';
import { Follow } from './Follow';
import { Links } from './Links';
import { Password } from './Password';
import { Person } from './Person';
import { PresenterRole } from './PresenterRole';
import { useWhyNot } from './rights';
import './panels.css';

export function People() {
  const desk = useDesk();
  const members = useRoom((state) => state.members);
  const presenter = useRoom((state) => state.presenter);
  const guestsMayEdit = useRoom((state) => state.guests_may_edit);
  const isListed = useRoom((state) => state.listed);
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
        <PresenterRole />
        <Follow />
        <Toggle on={guestsMayEdit} why={why} onChange={(on) => void desk.act({ do: 'set_guests_may_edit', on })}>
          Guests may load, select and change
        </Toggle>
        <Toggle on={isListed} why={why} onChange={(on) => void desk.act({ do: 'set_listed', on })}>
          Listed on the first page: whoever comes by may look on
        </Toggle>
        <Password />
      </section>
      <Links />
      <Leave />
    </>
  );
}

function Leave() {
  const desk = useDesk();
  const why = useWhyNot('present');
  const [isSure, setIsSure] = useState(false);
  return (
    <section className="section leave" aria-label="Leave">
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
