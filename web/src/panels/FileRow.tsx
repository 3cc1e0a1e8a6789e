// A file or folder of one's own.
import type { FileEntry } from '../api/types';
import { useCell } from '../page/cell';
import { useDesk } from '../page/desk';
import { Icon } from '../ui/Icon';
import { Menu, type MenuItem } from '../ui/Menu';
import { isStructure, sizeWords, timeWords } from './files';
import { useWhyNot } from './rights';
import { saveFile } from './saveFile';

export interface FileRowProps {
  entry: FileEntry;
  why: string | undefined;
  onAsk(what: 'delete' | 'move'): void;
}

export function FileRow({ entry, why, onAsk }: FileRowProps) {
  const { shelf } = useDesk();
  const { place } = useCell(shelf.state);
  const words = useFileDeeds(entry);
  const { name, is_folder, size, modified } = entry;
  const about = [is_folder ? 'Folder' : sizeWords(size), timeWords(modified)].filter(Boolean).join(' · ');
  const items: MenuItem[] = [
    ...(is_folder ? [] : words),
    {
      text: 'Rename or move…',
      icon: 'edit',
      // Members have words to put, get and remove files, and none to move a folder.
      why: why ?? (is_folder ? 'Folders cannot be renamed: make a new one, and move the files into it.' : undefined),
      onPick: () => onAsk('move'),
    },
    'line',
    { text: 'Delete…', icon: 'trash', danger: true, why, onPick: () => onAsk('delete') },
  ];
  return (
    <li className="entry file">
      <Icon name={is_folder ? 'folder' : 'file'} />
      {is_folder ? (
        <button type="button" className="entry-name" onClick={() => void shelf.open([...place, name])}>
          <FileWords name={name} about={about} />
        </button>
      ) : (
        <span className="entry-name file-name">
          <FileWords name={name} about={about} />
        </span>
      )}
      <Menu small look="quiet" icon="more" label={`More of ${name}`} items={items} />
    </li>
  );
}

function FileWords({ name, about }: { name: string; about: string }) {
  return (
    <>
      <span className="entry-title" data-tip={name}>
        {name}
      </span>
      <small>{about}</small>
    </>
  );
}

/** What one can do with a file's content. */
function useFileDeeds({ name }: FileEntry): MenuItem[] {
  const desk = useDesk();
  const offline = useWhyNot('connection');
  const whyLoad = useWhyNot('edit');
  const load = () =>
    void desk.loading(name, async (progress) => {
      progress(undefined);
      const { bytes } = await desk.shelf.read(name);
      await desk.store.load(new File([bytes as BlobPart], name), (sent, total) => progress(sent < total ? sent / total : undefined));
    });
  const download = () =>
    void desk.loading(name, async (progress) => {
      progress(undefined);
      saveFile({ name, bytes: (await desk.shelf.read(name)).bytes });
    });
  const whyNone = isStructure(name) ? undefined : 'The room reads PDB, mmCIF, SDF and MOL.';
  return [
    { text: 'Load into the room', icon: 'molecule', why: whyLoad ?? whyNone, onPick: load },
    { text: 'Download', icon: 'download', why: offline, onPick: download },
  ];
}
