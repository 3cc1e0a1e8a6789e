// A room of one's own.
import { useState, type FormEvent } from 'react';
import type { Enter } from '../api/types';
import { MAX_PASSWORD, type Wishes } from '../room/wishes';
import { Button } from '../ui/Button';
import { Field } from '../ui/Field';
import { Toggle } from '../ui/Toggle';

/** A room that is not there yet, as somebody wants it. */
export interface Draft extends Wishes {
  readonly room: string;
  readonly invitation?: string | null;
}

export interface CreateRoomProps {
  member: string;
  /** What the fields begin with. */
  draft?: Draft;
  needsInvitation: boolean;
  onEnter(how: Enter, wishes: Wishes): void;
}

export function CreateRoom({ member, draft, needsInvitation, onEnter }: CreateRoomProps) {
  const [room, setRoom] = useState(draft?.room ?? '');
  const [invitation, setInvitation] = useState(draft?.invitation ?? '');
  const [isListed, setIsListed] = useState(draft?.isListed ?? false);
  const [password, setPassword] = useState(draft?.password ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const name = room.trim() || `${member}’s room`;
    onEnter({ create: { room: name, member, ...(invitation.trim() && { invitation: invitation.trim() }) } }, { isListed, password });
  };
  return (
    <section className="way" aria-labelledby="create-room">
      <h2 id="create-room">Create a room</h2>
      <form onSubmit={submit}>
        <Field label="Name of the room" value={room} onChange={(event) => setRoom(event.target.value)} maxLength={80} placeholder={`${member}’s room`} />
        {needsInvitation && (
          <Field
            label="Invitation: whoever runs this server gives them out"
            value={invitation}
            onChange={(event) => setInvitation(event.target.value)}
            maxLength={200}
            autoComplete="off"
            required
          />
        )}
        <Field
          label="Password (optional)"
          type="password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          maxLength={MAX_PASSWORD}
          autoComplete="new-password"
        />
        <Toggle on={isListed} onChange={setIsListed}>
          List it here: whoever comes by may look on
        </Toggle>
        <Button type="submit" look="primary">
          Create the room
        </Button>
      </form>
    </section>
  );
}
