// What one can do with a complex.
import type { Call, ColorScheme, Complex, FileFormat } from '../api/types';
import { useDesk } from '../page/desk';
import { LOOKS } from '../page/LookBar';
import { useScene } from '../page/sceneContext';
import { Menu, type MenuItem } from '../ui/Menu';
import { useRoom } from '../room/useRoom';
import { deedsFor } from './integrations';
import { useWhyNot } from './rights';
import { saveFile } from './saveFile';

const SCHEMES: readonly { scheme: ColorScheme; text: string }[] = [
  { scheme: 'chain', text: 'By chain' },
  { scheme: 'element', text: 'By element' },
  { scheme: 'secondary_structure', text: 'By secondary structure' },
  { scheme: 'rainbow', text: 'Rainbow' },
  { scheme: 'b_factor', text: 'By B-factor' },
  { scheme: 'hydrophobicity', text: 'By hydrophobicity' },
  { scheme: 'monochrome', text: 'Grey' },
];

const FORMATS: readonly { format: FileFormat; text: string }[] = [
  { format: 'pdb', text: 'PDB' },
  { format: 'mmcif', text: 'mmCIF' },
  { format: 'sdf', text: 'SDF' },
];

export function EntryMenu({ complex, onRename }: { complex: Complex; onRename(): void }) {
  const desk = useDesk();
  const scene = useScene();
  const why = useWhyNot('edit');
  const offline = useWhyNot('connection');
  const { id, name, locked } = complex;

  const plugins = useRoom((state) => state.plugins);
  const mayCall = useWhyNot('present');
  const call = async (call: Call) => {
    const answer = await desk.act({ do: 'integrate', call });
    if (answer?.is === 'texts') desk.toast('success', answer.texts.join('\n'), { from: name });
  };
  const deeds = deedsFor(plugins, id).map((deed) => ({ text: deed.text, why: mayCall, onPick: () => void call(deed.call) }));

  const download = (format: FileFormat) =>
    void desk.loading(`${name}.${format}`, async (progress) => {
      progress(undefined);
      saveFile(await desk.store.download(id, format));
    });
  const items: MenuItem[] = [
    { text: 'Focus', icon: 'focus', onPick: () => scene?.focus({ is: 'complex', complex: id }), why: scene ? undefined : 'There is no picture.' },
    { text: 'Rename', icon: 'edit', onPick: onRename, why },
    {
      text: locked ? 'Unlock' : 'Lock',
      icon: locked ? 'unlock' : 'lock',
      onPick: () => void desk.act({ do: 'change', complex: id, change: { locked: !locked } }),
      why,
    },
    { text: 'Duplicate', icon: 'copy', onPick: () => void desk.act({ do: 'duplicate', complex: id }), why },
    {
      text: 'Look',
      icon: 'molecule',
      opens: LOOKS.map(({ look, text }) => ({ text, onPick: () => void desk.act({ do: 'look', complex: id, look }), why })),
    },
    {
      text: 'Colour',
      icon: 'look',
      opens: SCHEMES.map(({ scheme, text }) => ({
        text,
        onPick: () => void desk.act({ do: 'color', complex: id, paint: { scheme } }),
        why,
      })),
    },
    {
      text: 'Download',
      icon: 'download',
      opens: FORMATS.map(({ format, text }) => ({ text, onPick: () => download(format), why: offline })),
    },
    ...(deeds.length > 0 ? [{ text: 'By a plugin', icon: 'stacks' as const, opens: deeds }] : []),
    'line',
    { text: 'Remove', icon: 'trash', danger: true, onPick: () => void desk.act({ do: 'remove', complex: id }), why },
  ];
  return <Menu small look="quiet" icon="more" label={`More of ${name}`} items={items} />;
}
