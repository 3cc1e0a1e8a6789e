// What is selected, and what can be made of it: wider, nearer, or nothing.
import { useDeferredValue, useMemo } from 'react';
import { useWhyNot } from '../panels/rights';
import type { Widening } from '../api/types';
import { residuesOf, selectedRows } from '../panels/selection';
import { standingOf } from '../panels/standing';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { Menu, type MenuItem } from '../ui/Menu';
import { useDesk } from './desk';
import { useScene } from './sceneContext';

const WIDENINGS: readonly { text: string; to: Widening }[] = [
  { text: 'Whole residues', to: 'residues' },
  { text: 'Whole chains', to: 'chains' },
  { text: 'Residues within 4 Å', to: { within: 4 } },
  { text: 'Residues within 5 Å', to: { within: 5 } },
  { text: 'Residues within 8 Å', to: { within: 8 } },
];

export function SelectionBar() {
  const desk = useDesk();
  const scene = useScene();
  const why = useWhyNot('edit');
  const selected = useSelected();
  const atoms = selected.reduce((sum, { rows }) => sum + rows.length, 0);
  const residues = selected.reduce((sum, { residues }) => sum + residues, 0);
  const selectLigands = () => {
    for (const { standing } of selected) {
      void desk.act({ do: 'select', complex: standing.complex.id, atoms: { matching: { kinds: ['ligand'] } } });
    }
  };
  const [first] = selected;
  const focus = () => {
    if (!first || !scene) return;
    const indices = first.standing.frame.indices();
    scene.focus({ is: 'atoms', complex: first.standing.complex.id, atoms: first.rows.flatMap((row) => indices[row] ?? []) });
  };
  const items: MenuItem[] = [
    ...WIDENINGS.map(({ text, to }) => ({ text, onPick: () => void desk.act({ do: 'widen', to }), why })),
    { text: 'The ligands instead', onPick: selectLigands, why },
  ];
  return (
    <div className="status-place" role="status">
      {atoms > 0 && (
        <div className="selection-bar">
          <span>
            {atoms.toLocaleString('en')} {atoms === 1 ? 'atom' : 'atoms'} of {residues} {residues === 1 ? 'residue' : 'residues'}
          </span>
          <Menu small look="quiet" items={items} why={why}>
            Widen
          </Menu>
          <Button small look="quiet" icon="focus" label="Go to the selection" why={scene ? undefined : 'There is no picture.'} onClick={focus} />
          <Button small look="quiet" icon="close" label="Select nothing" why={why} onClick={() => void desk.act({ do: 'unselect' })} />
        </div>
      )}
    </div>
  );
}

function useSelected() {
  const complexes = useRoom((state) => state.complexes);
  const columns = useDeferredValue(useRoom((state) => state.columns));
  return useMemo(
    () =>
      complexes.flatMap((complex) => {
        const standing = complex.selected ? standingOf(complex, columns.get(complex.id)) : undefined;
        if (!standing) return [];
        const rows = selectedRows(standing.frame);
        return rows.length > 0 ? [{ standing, rows, residues: residuesOf(standing.frame, rows).size }] : [];
      }),
    [complexes, columns],
  );
}
