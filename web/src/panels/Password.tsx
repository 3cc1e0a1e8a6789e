// The room's password: the presenter gives it one, changes it, or takes it away. Nobody is shown what it is.
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { useDesk } from '../page/desk';
import { useRoom } from '../room/useRoom';
import { MAX_PASSWORD } from '../room/wishes';
import { Button } from '../ui/Button';
import { Field } from '../ui/Field';
import { useWhyNot } from './rights';

export function Password() {
  const desk = useDesk();
  const why = useWhyNot('present');
  const hasPassword = useRoom((state) => state.has_password);
  const [isAsking, setIsAsking] = useState(false);
  const set = async (password: string | null) => {
    if ((await desk.act({ do: 'set_password', password })) === undefined) return;
    setIsAsking(false);
    desk.toast('success', password === null ? 'Nobody is asked for a password any more.' : 'The password holds for whoever comes from now on.');
  };
  if (isAsking && why === undefined) return <NewPassword onSet={set} onCancel={() => setIsAsking(false)} />;
  return (
    <div className="adding">
      <p className="card-text">
        {hasPassword
          ? 'Visitors, and whoever comes by the guest link, are asked for the password.'
          : 'Nobody is asked for a password.'}
      </p>
      <div className="card-buttons">
        <Button small icon="lock" why={why} onClick={() => setIsAsking(true)}>
          {hasPassword ? 'Change the password…' : 'Set a password…'}
        </Button>
        {hasPassword && (
          <Button small look="quiet" icon="unlock" why={why} onClick={() => void set(null)}>
            Remove the password
          </Button>
        )}
      </div>
    </div>
  );
}

function NewPassword({ onSet, onCancel }: { onSet(password: string): Promise<void>; onCancel(): void }) {
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onSet(password);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onCancel();
  };
  return (
    <form className="adding" onSubmit={submit} onKeyDown={keys}>
      <Field
        label="New password"
        type="password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        maxLength={MAX_PASSWORD}
        autoComplete="new-password"
        required
        autoFocus
      />
      <div className="card-buttons">
        <Button small type="submit" look="primary">
          Set the password
        </Button>
        <Button small look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
