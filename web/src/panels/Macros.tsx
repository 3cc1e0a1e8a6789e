// The room's macros: run, stopped, written, kept as files, deleted.
import { useId, useRef, useState } from 'react';
import type { Macro } from '../api/types';
import { useCell } from '../page/cell';
import { useDesk } from '../page/desk';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { Menu } from '../ui/Menu';
import { Progress } from '../ui/Progress';
import { FIRST_MACRO, fileOfTitle, titleOfFile } from './macros';
import { MacroEditor, type Draft } from './MacroEditor';
import { MacroOutput } from './MacroOutput';
import { useWhyNot } from './rights';
import { saveFile } from './saveFile';

export function Macros() {
  const desk = useDesk();
  const why = useWhyNot('edit');
  const macros = useRoom((state) => state.macros);
  const [draft, setDraft] = useState<Draft>();
  const [doomed, setDoomed] = useState<Macro>();
  const input = useRef<HTMLInputElement>(null);
  const openFile = async (file: File | undefined) => {
    if (file) setDraft({ title: titleOfFile(file.name), logic: await file.text() });
  };
  return (
    <>
      <Running why={why} />
      {macros.length === 0 ? (
        <p className="nothing">
          No macro is kept in this room yet. A macro is a small program in Lua that selects, shows, hides and paints, and moves everybody’s view.
        </p>
      ) : (
        <ul className="entries">
          {macros.map((macro) => (
            <MacroRow
              key={macro.id}
              macro={macro}
              why={why}
              isOpen={draft !== undefined}
              onOpen={() => setDraft({ ...macro, of: macro })}
              onDelete={() => setDoomed(macro)}
            />
          ))}
        </ul>
      )}
      <div className="card-buttons">
        <Button small icon="plus" why={why} onClick={() => setDraft({ title: '', logic: FIRST_MACRO })}>
          New macro
        </Button>
        <Button small look="quiet" icon="upload" why={why} onClick={() => input.current?.click()}>
          From a file
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".lua,.txt"
          aria-label="A file with a macro"
          onChange={(event) => {
            void openFile(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
      {draft && <MacroEditor draft={draft} onClose={() => setDraft(undefined)} />}
      {doomed && (
        <Confirm
          title={`Delete ${doomed.title}?`}
          text="The room forgets this macro, for everybody. Keep it as a file first if you may want it again."
          deed="Delete the macro"
          onDo={() => void desk.act({ do: 'macro', deed: { do: 'delete', id: doomed.id } })}
          onClose={() => setDoomed(undefined)}
        />
      )}
    </>
  );
}

function Running({ why }: { why: string | undefined }) {
  const desk = useDesk();
  const running = useRoom((state) => state.macro_running);
  if (running === null) return null;
  return (
    <div className="adding" role="status">
      <div className="section-head">
        <span>
          <strong>{running}</strong> runs
        </span>
        <Button small icon="stop" why={why} onClick={() => void desk.act({ do: 'macro', deed: { do: 'stop' } })}>
          Stop
        </Button>
      </div>
      <Progress label={`${running} runs`} />
    </div>
  );
}

interface RowProps {
  macro: Macro;
  why: string | undefined;
  /** Whether the editor is open, which says what came of a run by itself. */
  isOpen: boolean;
  onOpen(): void;
  onDelete(): void;
}

function MacroRow({ macro, why, isOpen, onOpen, onDelete }: RowProps) {
  const desk = useDesk();
  const last = useCell(desk.macros.last);
  const busy = useWhyBusy();
  const lines = useId();
  const { title, logic } = macro;
  return (
    <li>
      <div className="entry">
        <Button small look="quiet" icon="play" label={`Run ${title}`} why={why ?? busy} onClick={() => void desk.macros.run(macro)} />
        <button type="button" className="entry-name" aria-describedby={lines} data-tip={why === undefined ? 'See and change it' : 'See it'} onClick={onOpen}>
          <span className="entry-title">{title}</span>
          <small id={lines}>{lineWords(logic)}</small>
        </button>
        <Menu
          small
          look="quiet"
          icon="more"
          label={`More of the macro ${title}`}
          items={[
            { text: why === undefined ? 'Edit' : 'See', icon: 'edit', onPick: onOpen },
            { text: 'Save as a file', icon: 'download', onPick: () => saveFile({ name: fileOfTitle(title), bytes: new TextEncoder().encode(logic) }) },
            'line',
            { text: 'Delete', icon: 'trash', danger: true, why, onPick: onDelete },
          ]}
        />
      </div>
      {last?.of === macro.id && !isOpen && <MacroOutput run={last} />}
    </li>
  );
}

/** Why none can be run now: a room runs one at a time. */
export function useWhyBusy(): string | undefined {
  const running = useRoom((state) => state.macro_running);
  return running === null ? undefined : `${running} runs: wait for it, or stop it.`;
}

function lineWords(logic: string): string {
  const lines = logic.trimEnd().split('\n').length;
  return `${lines.toLocaleString('en')} ${lines === 1 ? 'line' : 'lines'}`;
}
