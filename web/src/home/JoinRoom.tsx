// Into somebody's room by their link, pasted as it came.
import { useId, useState, type FormEvent } from 'react';
import type { Enter } from '../api/types';
import { readAddress } from '../room/seat';
import { Button } from '../ui/Button';
import { Field } from '../ui/Field';

export function JoinRoom({ member, onEnter }: { member: string; onEnter(how: Enter): void }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const told = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const address = readAddress(text.trim().replace(/^[^#]*#/, ''));
    if (address.is !== 'link') {
      setProblem('This is no link to a room. One looks like https://server/#12.0a1b2c…');
      return;
    }
    onEnter({ join: { link: address.link, member } });
  };
  return (
    <section className="way" aria-labelledby="join-room">
      <h2 id="join-room">Join by link</h2>
      <form onSubmit={submit}>
        <Field
          label="Link that somebody sent you"
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-invalid={problem !== undefined}
          aria-describedby={problem ? told : undefined}
          spellCheck={false}
          autoComplete="off"
        />
        {problem && (
          <p id={told} role="alert" className="problem">
            {problem}
          </p>
        )}
        <Button type="submit">Join</Button>
      </form>
    </section>
  );
}
