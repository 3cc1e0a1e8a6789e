// A macro to read, to write and to try.
import { useId, useState, type FormEvent } from 'react';
import type { Macro } from '../api/types';
import { useCell } from '../page/cell';
import { useDesk } from '../page/desk';
import { wordsOf } from '../room/error';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Field } from '../ui/Field';
import { MAX_TITLE } from './macros';
import { useWhyBusy } from './Macros';
import { MacroOutput } from './MacroOutput';
import { useWhyNot } from './rights';

/** What one begins with. */
export interface Draft {
  title: string;
  logic: string;
  /** The macro that it is, where the room keeps it. */
  of?: Macro;
}

export function MacroEditor({ draft, onClose }: { draft: Draft; onClose(): void }) {
  const desk = useDesk();
  const why = useWhyNot('edit');
  const busy = useWhyBusy();
  const last = useCell(desk.macros.last);
  const [title, setTitle] = useState(draft.title);
  const [logic, setLogic] = useState(draft.logic);
  const [kept, setKept] = useState(draft.of);
  const [problem, setProblem] = useState<string>();
  const [isLeaving, setIsLeaving] = useState(false);
  const told = useId();
  const name = title.trim();
  const isKept = kept !== undefined && kept.title === name && kept.logic === logic;
  const isTouched = kept ? !isKept : title !== draft.title || logic !== draft.logic;
  const replaced = useRoom((state) => state.macros.some((one) => one.title === name && one.id !== kept?.id));

  const save = async (): Promise<Macro | undefined> => {
    if (isKept) return kept;
    setProblem(undefined);
    try {
      const saved = await desk.macros.save(name, logic);
      setKept(saved);
      setTitle(name);
      return saved;
    } catch (error) {
      setProblem(wordsOf(error));
      return undefined;
    }
  };
  const run = async () => {
    const saved = await save();
    if (saved) await desk.macros.run(saved);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (whySave === undefined) void save();
  };
  const leave = () => (isTouched && why === undefined && !isLeaving ? setIsLeaving(true) : onClose());
  const whySave = why ?? (name === '' ? 'Give it a title first.' : undefined);
  return (
    <Dialog wide title={kept?.title ?? 'New macro'} onClose={leave}>
      <form className="macro-form" onSubmit={submit}>
        <Field
          label="Title"
          value={title}
          maxLength={MAX_TITLE}
          readOnly={why !== undefined}
          aria-describedby={told}
          autoComplete="off"
          autoFocus={draft.of === undefined}
          onChange={(event) => setTitle(event.target.value)}
        />
        <p id={told} className="card-text">
          {why ?? whatSavingDoes(kept, name, replaced)}
        </p>
        <label className="field">
          <span>Program (Lua 5.4)</span>
          <textarea
            className="input code"
            rows={14}
            value={logic}
            readOnly={why !== undefined}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            wrap="off"
            onChange={(event) => setLogic(event.target.value)}
          />
        </label>
        {problem !== undefined && (
          <p role="alert" className="problem">
            {problem}
          </p>
        )}
        {kept && last?.of === kept.id && <MacroOutput run={last} />}
        <div className="dialog-actions">
          {isLeaving && isTouched ? (
            <>
              <p role="alert" className="dialog-question">
                What you wrote is not saved.
              </p>
              <Button onClick={() => setIsLeaving(false)}>Keep writing</Button>
              <Button look="danger" onClick={onClose}>
                Discard it
              </Button>
            </>
          ) : (
            <>
              <Button type="submit" why={whySave ?? (isKept ? 'It is saved as it is.' : undefined)}>
                Save
              </Button>
              <Button look="primary" icon="play" why={whySave ?? busy} onClick={() => void run()}>
                {isKept ? 'Run' : 'Save and run'}
              </Button>
            </>
          )}
        </div>
      </form>
    </Dialog>
  );
}

/** Said before it happens: a title is what the room tells macros apart by. */
function whatSavingDoes(kept: Macro | undefined, name: string, replaced: boolean): string {
  if (replaced) return `A macro that people saved as ${name} is replaced.`;
  if (kept && name !== '' && kept.title !== name) return `It is saved beside ${kept.title}, which stays.`;
  return 'Everybody in the room sees it and may run it, if they may edit.';
}
