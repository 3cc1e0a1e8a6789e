// How the molecules look, at one press: all that are shown.
import type { Hydrogens, Look } from '../api/types';
import { useRoom } from '../room/useRoom';
import { useWhyNot } from '../panels/rights';
import { Button } from '../ui/Button';
import { Menu, type MenuItem } from '../ui/Menu';
import { useDesk } from './desk';
import { useScene } from './sceneContext';
import { ligandIn } from './pocket';
import { useViewItems } from './ViewMenu';
import { presentIn } from './waters';

export const LOOKS: readonly { look: Look; text: string; tip: string }[] = [
  { look: 'overview', text: 'Overview', tip: 'Ribbons by chain, ligands as sticks, ions as spheres' },
  { look: 'pocket', text: 'Pocket', tip: 'The residues within 5 Å of the ligands, with labels' },
  { look: 'surface', text: 'Surface', tip: 'A surface around the polymers' },
  { look: 'all_atoms', text: 'All atoms', tip: 'Every atom as ball and stick' },
];

const HYDROGENS: readonly { shown: Hydrogens; text: string }[] = [
  { shown: 'all', text: 'All hydrogens' },
  { shown: 'polar', text: 'Polar hydrogens' },
  { shown: 'none', text: 'No hydrogens' },
];

export function LookBar() {
  const desk = useDesk();
  const scene = useScene();
  const complexes = useRoom((state) => state.complexes);
  const right = useWhyNot('edit');
  const view = useViewItems();
  const shown = complexes.filter((complex) => complex.visible);
  const why = right ?? (shown.length === 0 ? 'Nothing is shown.' : undefined);
  const each = (wish: (complex: number) => Parameters<typeof desk.act>[0]) => {
    for (const complex of shown) void desk.act(wish(complex.id));
  };
  const show = async (look: Look) => {
    await Promise.all(shown.map(({ id }) => desk.act({ do: 'look', complex: id, look })));
    const ligand = look === 'pocket' ? ligandIn(desk.store.state()) : undefined;
    if (ligand) scene?.focus({ is: 'atoms', ...ligand });
    if (look === 'overview') scene?.focus({ is: 'all' });
  };
  const more = (): MenuItem[] => {
    const { waters, hydrogens } = presentIn(desk.store.state());
    const dry = why ?? (waters.some ? undefined : 'There are none here.');
    const bare = why ?? (hydrogens.some ? undefined : 'There are none here.');
    return [
      { caption: 'Waters' },
      {
        text: 'Show waters', checked: waters.drawn && !waters.hidden, why: dry,
        onPick: () => each((complex) => ({ do: 'waters', complex, shown: true })),
      },
      {
        text: 'Hide waters', checked: waters.hidden && !waters.drawn, why: dry,
        onPick: () => each((complex) => ({ do: 'waters', complex, shown: false })),
      },
      { caption: 'Hydrogens' },
      ...HYDROGENS.map(({ shown, text }) => ({
        text, checked: hydrogens.some && hydrogens.shown === shown, why: bare,
        onPick: () => each((complex) => ({ do: 'hydrogens', complex, shown })),
      })),
      'line',
      ...view,
    ];
  };
  if (complexes.length === 0) return <div className="look-bar" />;
  return (
    <div className="look-bar" role="group" aria-label="Look">
      {LOOKS.map(({ look, text, tip }) => (
        <Button key={look} small look="quiet" why={why} title={tip} onClick={() => void show(look)}>
          {text}
        </Button>
      ))}
      <Menu small look="quiet" icon="settings" label="Waters, hydrogens, graphics" items={more} />
      <Button small look="quiet" icon="focus" label="Fit everything into view" why={scene ? undefined : 'There is no picture.'} onClick={() => scene?.focus({ is: 'all' })} />
    </div>
  );
}
