// Undo and redo: the room's own line of steps, each with its name.
import { useRoom } from '../room/useRoom';
import { useWhyNot } from '../panels/rights';
import { Button } from '../ui/Button';
import { useDesk } from './desk';

export function UndoRedo() {
  const desk = useDesk();
  const why = useWhyNot('edit');
  const undo = useRoom((state) => state.steps.undo[0]);
  const redo = useRoom((state) => state.steps.redo[0]);
  return (
    <span className="undo">
      <Button
        look="quiet"
        icon="undo"
        label={undo ? `Undo: ${undo}` : 'Undo'}
        why={why ?? (undo ? undefined : 'There is nothing to undo.')}
        onClick={() => void desk.act({ do: 'undo' })}
      />
      <Button
        look="quiet"
        icon="redo"
        label={redo ? `Redo: ${redo}` : 'Redo'}
        why={why ?? (redo ? undefined : 'There is nothing to redo.')}
        onClick={() => void desk.act({ do: 'redo' })}
      />
    </span>
  );
}
