// A room that wants a password: the word, and in.
import { useId, useState, type FormEvent } from 'react';
import type { RoomError } from '../room/error';
import { MAX_PASSWORD } from '../room/wishes';
import { Button } from '../ui/Button';
import { Field } from '../ui/Field';
import './notice.css';

export function AskPassword({ error, onEnter }: { error: RoomError; onEnter(password: string): void }) {
  const [password, setPassword] = useState('');
  const told = useId();
  const isWrong = error.code === 'wrong_password';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onEnter(password);
  };
  return (
    <main className="notice">
      <form className="join" onSubmit={submit}>
        <div role="alert">
          <h1>{isWrong ? 'That is not the password' : 'This room has a password'}</h1>
          <p id={told}>{error.message}</p>
        </div>
        <Field
          label="Password"
          type="password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          maxLength={MAX_PASSWORD}
          autoComplete="off"
          aria-invalid={isWrong}
          aria-describedby={told}
          required
          autoFocus
        />
        <div className="notice-actions">
          <Button type="submit" look="primary">
            Enter
          </Button>
          <Button icon="home" onClick={() => window.location.assign(window.location.pathname)}>
            Go home
          </Button>
        </div>
      </form>
    </main>
  );
}
