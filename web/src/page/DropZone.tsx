// Files that are dropped anywhere on the page are loaded.
import { useState, type DragEvent, type ReactNode } from 'react';
import { useWhyNot } from '../panels/rights';
import { useDesk } from './desk';

export function DropZone({ children }: { children: ReactNode }) {
  const desk = useDesk();
  const why = useWhyNot('edit');
  const [isOver, setIsOver] = useState(false);
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const drop = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setIsOver(false);
    if (takesFiles(event)) return;
    if (why) desk.toast('warning', why);
    else void desk.load([...event.dataTransfer.files]);
  };
  return (
    <div
      className="drop-zone"
      onDragEnter={(event) => hasFiles(event) && setIsOver(!takesFiles(event))}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setIsOver(false)}
      onDrop={drop}
    >
      {children}
      {isOver && (
        <div className="drop-here" aria-hidden="true">
          <p>{why ?? 'Drop structures here: PDB, mmCIF, SDF or MOL'}</p>
        </div>
      )}
    </div>
  );
}

/** Whether it is over something that takes files for itself. */
function takesFiles(event: DragEvent): boolean {
  return event.target instanceof Element && event.target.closest('[data-takes-files]') !== null;
}
