// The ways to bring a structure in: a file, an entry of the PDB, the example.
import { useId, useRef, useState, type FormEvent } from 'react';
import { STRUCTURES } from '../panels/files';
import { useWhyNot } from '../panels/rights';
import { Button } from '../ui/Button';
import { Progress } from '../ui/Progress';
import { useCell } from './cell';
import { useDesk, type Loading } from './desk';
import { EXAMPLE, exampleFile } from './example';

/** What the server reads. */
const ACCEPTED = [...STRUCTURES, '.gz'].join(',');

/** An identifier of the PDB, old or new. */
const PDB_ID = /^([0-9][a-z0-9]{3}|pdb_[a-z0-9]{8})$/i;

export function PickFiles({ primary }: { primary?: boolean }) {
  const desk = useDesk();
  const why = useWhyNot('edit');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button look={primary ? 'primary' : 'plain'} icon="upload" why={why} onClick={() => input.current?.click()}>
        Choose files
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        aria-label="Structure files"
        onChange={(event) => {
          void desk.load([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}

export function FetchEntry() {
  const desk = useDesk();
  const why = useWhyNot('edit');
  const [id, setId] = useState('');
  const [problem, setProblem] = useState<string>();
  const told = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (why) return;
    const entry = id.trim();
    if (!PDB_ID.test(entry)) return setProblem('A PDB id has four characters and begins with a digit, such as 1OF6.');
    setProblem(undefined);
    setId('');
    void desk.loading(entry, async (progress) => {
      progress(undefined);
      await desk.store.ask({ do: 'fetch', entry });
    });
  };
  return (
    <form className="fetch" onSubmit={submit}>
      <input
        className="input"
        value={id}
        onChange={(event) => setId(event.target.value)}
        placeholder="PDB id, such as 1OF6"
        aria-label="PDB id"
        aria-describedby={problem ? told : undefined}
        aria-invalid={problem !== undefined}
        maxLength={12}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
      />
      <Button type="submit" why={why}>
        Fetch
      </Button>
      {problem && (
        <p id={told} role="alert" className="problem">
          {problem}
        </p>
      )}
    </form>
  );
}

export function TryExample() {
  const desk = useDesk();
  const why = useWhyNot('edit');
  const load = async () => {
    const file = await desk.loading(EXAMPLE.name, async (progress) => {
      progress(undefined);
      return exampleFile();
    });
    if (file) await desk.load([file]);
  };
  return (
    <Button why={why} onClick={() => void load()}>
      Try the example: {EXAMPLE.title}
    </Button>
  );
}

/** What is on its way. */
export function Loads() {
  return <Underway loads={useCell(useDesk().loads)} then="Reading" />;
}

/** Files that are sent, and what the server does with them when it has them. */
export function Underway({ loads, then }: { loads: readonly Loading[]; then: string }) {
  return (
    <ul className="loads" aria-live="polite">
      {loads.map(({ id, name, done }) => (
        <li key={id}>
          <span>
            {done === undefined ? then : 'Sending'} {name}
          </span>
          <Progress label={`Sending ${name}`} done={done} />
        </li>
      ))}
    </ul>
  );
}
