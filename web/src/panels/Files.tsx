// One's own folder on the server: looked into, filled, emptied, and loaded from.
import { useEffect, useRef, useState, type DragEvent } from 'react';
import type { FileEntry, FileFormat } from '../api/types';
import { useCell } from '../page/cell';
import { useDesk } from '../page/desk';
import { Underway } from '../page/load';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { Menu, type MenuItem } from '../ui/Menu';
import { Progress } from '../ui/Progress';
import { fitName, inOrder, sizeWords } from './files';
import { FileRow } from './FileRow';
import { MoveFile, NewFolder } from './FileForms';
import { useWhyNot } from './rights';

const FORMATS: readonly { format: FileFormat; text: string }[] = [
  { format: 'pdb', text: 'PDB' },
  { format: 'mmcif', text: 'mmCIF' },
  { format: 'sdf', text: 'SDF' },
];

/** What is asked before it is done. */
type Asking = { is: 'delete' | 'move'; entry: FileEntry } | { is: 'replace'; files: readonly File[]; clash: string };

export function Files() {
  const { shelf } = useDesk();
  const { folder, problem } = useCell(shelf.state);
  const why = useWhyNot('connection');
  const [asking, setAsking] = useState<Asking>();
  const [isNaming, setIsNaming] = useState(false);
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    if (why === undefined) void shelf.refresh();
  }, [shelf, why]);

  const put = (files: readonly File[]) => {
    const clash = files.map(({ name }) => fitName(name)).filter((name) => folder?.entries.some((entry) => entry.name === name));
    if (clash.length > 0) setAsking({ is: 'replace', files, clash: clash.join(', ') });
    else void shelf.put(files);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    if (why === undefined) put([...event.dataTransfer.files]);
  };
  return (
    <div
      className="files"
      data-takes-files
      data-over={isOver || undefined}
      onDragOver={(event) => setIsOver(event.dataTransfer.types.includes('Files'))}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setIsOver(false)}
      onDrop={drop}
    >
      <Crumbs />
      <FileTools why={why} onPick={put} onName={() => setIsNaming(true)} />
      {isNaming && <NewFolder onDone={() => setIsNaming(false)} />}
      {problem !== undefined && (
        <div className="file-problem" role="alert">
          <p>{problem}</p>
          <Button small look="quiet" icon="close" label="Dismiss" onClick={() => shelf.forgive()} />
        </div>
      )}
      <Uploads />
      {folder?.entries.length === 0 && <p className="nothing">Nothing is here yet. Drop files here, or upload some.</p>}
      <ul className="entries" aria-label="Files">
        {folder && inOrder(folder.entries).map((entry) => <FileRow key={entry.name} entry={entry} why={why} onAsk={(is) => setAsking({ is, entry })} />)}
      </ul>
      {folder && (
        <div className="files-used">
          <Progress label="Used of your folder" done={folder.limit > 0 ? folder.used / folder.limit : 1} />
          <p className="card-text">
            {sizeWords(folder.used)} of {sizeWords(folder.limit)} used. The folder goes when you leave the room for good, or when the room ends:
            download what you want to keep.
          </p>
        </div>
      )}
      {asking?.is === 'delete' && (
        <Confirm
          title={`Delete ${asking.entry.name}?`}
          text={asking.entry.is_folder ? 'The folder goes with all that is in it. Nothing brings it back.' : 'Nothing brings it back.'}
          deed="Delete"
          onDo={() => void shelf.remove(asking.entry)}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking?.is === 'replace' && (
        <Confirm
          title="Replace what is there?"
          text={`There already: ${asking.clash}. Nothing brings the older content back.`}
          deed="Replace"
          icon="upload"
          onDo={() => void shelf.put(asking.files)}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking?.is === 'move' && <MoveFile name={asking.entry.name} onClose={() => setAsking(undefined)} />}
    </div>
  );
}

/** Where one is, and the way back; one's own folder itself is named above. */
function Crumbs() {
  const { shelf } = useDesk();
  const { place } = useCell(shelf.state);
  if (place.length === 0) return null;
  return (
    <nav className="crumbs" aria-label="Folders on the way">
      {['My files', ...place].map((name, at) => (
        <span key={at}>
          {at > 0 && <span aria-hidden="true">/</span>}
          <button type="button" className="crumb" aria-current={at === place.length ? 'page' : undefined} onClick={() => void shelf.open(place.slice(0, at))}>
            {name}
          </button>
        </span>
      ))}
    </nav>
  );
}

interface ToolsProps {
  why: string | undefined;
  onPick(files: readonly File[]): void;
  onName(): void;
}

function FileTools({ why, onPick, onName }: ToolsProps) {
  const { shelf } = useDesk();
  const complexes = useRoom((state) => state.complexes);
  const input = useRef<HTMLInputElement>(null);
  const items: MenuItem[] = complexes.map(({ id, name }) => ({
    text: name || 'No name',
    icon: 'molecule',
    opens: FORMATS.map(({ format, text }) => ({ text, why, onPick: () => void shelf.keep(id, name, format) })),
  }));
  return (
    <div className="card-buttons">
      <Button small icon="upload" why={why} onClick={() => input.current?.click()}>
        Upload
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files for your folder"
        onChange={(event) => {
          onPick([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Menu small look="quiet" icon="molecule" items={items} why={why ?? (items.length === 0 ? 'No structure is in the room.' : undefined)}>
        Save a structure
      </Menu>
      <span className="file-icons">
        <Button small look="quiet" icon="newFolder" label="New folder" why={why} onClick={onName} />
        <Button small look="quiet" icon="refresh" label="Look again" why={why} onClick={() => void shelf.refresh()} />
      </span>
    </div>
  );
}

function Uploads() {
  return <Underway loads={useCell(useDesk().shelf.uploads)} then="Saving" />;
}
