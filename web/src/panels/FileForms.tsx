// Names in one's own folder: of a new folder, and where a file goes.
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { useCell } from '../page/cell';
import { useDesk } from '../page/desk';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Field } from '../ui/Field';
import { readPath } from './files';

/** The longest path, in letters; the room's own bound. */
const MAX_PATH = 1024;
/** The longest name. */
const MAX_NAME = 255;

export function NewFolder({ onDone }: { onDone(): void }) {
  const { shelf } = useDesk();
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    onDone();
    void shelf.makeFolder(name);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onDone();
  };
  return (
    <form className="adding" onSubmit={submit} onKeyDown={keys}>
      <Field label="Name of the folder" value={name} maxLength={MAX_NAME} required autoFocus autoComplete="off" onChange={(event) => setName(event.target.value)} />
      <div className="card-buttons">
        <Button small type="submit" look="primary">
          Make it
        </Button>
        <Button small look="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

export function MoveFile({ name, onClose }: { name: string; onClose(): void }) {
  const { shelf } = useDesk();
  const { problem } = useCell(shelf.state);
  const [isMoving, setIsMoving] = useState(false);
  const [path, setPath] = useState(() => shelf.pathTo(name).slice(1));
  const to = readPath(path);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (to === undefined || isMoving) return;
    setIsMoving(true);
    if (await shelf.move(name, to)) onClose();
    else setIsMoving(false);
  };
  return (
    <Dialog title={`Rename or move ${name}`} onClose={onClose}>
      <form className="macro-form" onSubmit={(event) => void submit(event)}>
        <Field label="Its place in your folder" value={path} maxLength={MAX_PATH} autoFocus autoComplete="off" spellCheck={false} onChange={(event) => setPath(event.target.value)} />
        <p className="card-text">Folders before its name, set apart by /. Those that are not there yet are made.</p>
        {problem !== undefined && (
          <p role="alert" className="problem">
            {problem}
          </p>
        )}
        <div className="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" why={isMoving ? 'It is on its way.' : to === undefined ? 'That is no place in your folder.' : undefined}>
            Move it
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
