// A room of one's own.
import { useState, type FormEvent } from 'react';
import type { Enter } from '../api/types';
import { Button } from '../ui/Button';
import { Field } from '../ui/Field';

export function CreateRoom({ member, onEnter }: { member: string; onEnter(how: Enter): void }) {
  const [room, setRoom] = useState('');
  const [invitation, setInvitation] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const name = room.trim() || `${member}’s room`;
    onEnter({ create: { room: name, member, ...(invitation.trim() && { invitation: invitation.trim() }) } });
  };
  const needsInvitation = !isHere(window.location.hostname);
  return (
    <section className="way" aria-labelledby="create-room">
      <h2 id="create-room">Create a room</h2>
      <form onSubmit={submit}>
        <Field label="Name of the room" value={room} onChange={(event) => setRoom(event.target.value)} maxLength={80} placeholder={`${member}’s room`} />
        {needsInvitation && (
          <Field
            label="Invitation, if this server asks for one"
            value={invitation}
            onChange={(event) => setInvitation(event.target.value)}
            maxLength={200}
            autoComplete="off"
          />
        )}
        <Button type="submit" look="primary">
          Create the room
        </Button>
      </form>
    </section>
  );
}

function isHere(host: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(host);
}
