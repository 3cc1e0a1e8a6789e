// Somebody's link: one's name, and in.
import { useState, type FormEvent } from 'react';
import { rememberedName } from '../home/name';
import { Button } from '../ui/Button';
import { Field } from '../ui/Field';
import './notice.css';

export function JoinByLink({ onJoin }: { onJoin(name: string): void }) {
  const [name, setName] = useState(rememberedName);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onJoin(name.trim() || 'Guest');
  };
  return (
    <main className="notice">
      <form className="join" onSubmit={submit}>
        <div>
          <h1>You are invited to a room</h1>
          <p>People look at molecules together there, and work on them with plugins. The others see the name that you give.</p>
        </div>
        <Field label="Your name" value={name} onChange={(event) => setName(event.target.value)} maxLength={60} autoComplete="name" autoFocus />
        <Button type="submit" look="primary">
          Join the room
        </Button>
      </form>
    </main>
  );
}
