// Undo and redo: the room's own line of steps.
import { useWhyNot } from '../panels/rights';
import { Button } from '../ui/Button';
import { useDesk } from './desk';

export function UndoRedo() {
  const desk = useDesk();
  const why = useWhyNot('edit');
  return (
    <span className="undo">
      <Button look="quiet" icon="undo" label="Undo" why={why} onClick={() => void desk.act({ do: 'undo' })} />
      <Button look="quiet" icon="redo" label="Redo" why={why} onClick={() => void desk.act({ do: 'redo' })} />
    </span>
  );
}
