// One complex in the list.
import { memo, useState } from 'react';
import type { Complex } from '../api/types';
import { useDesk } from '../page/desk';
import { useScene } from '../page/sceneContext';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { EntryMenu } from './EntryMenu';
import { useWhyNot } from './rights';

/** `number` tells it apart where another one has its name. */
export const Entry = memo(function Entry({ complex, number }: { complex: Complex; number: string | undefined }) {
  const desk = useDesk();
  const scene = useScene();
  const why = useWhyNot('edit');
  const [isRenaming, setIsRenaming] = useState(false);
  const { id, name, visible, locked } = complex;
  return (
    <div className="entry" data-hidden={!visible || undefined} data-selected={complex.selected || undefined}>
      <Button
        small
        look="quiet"
        icon={visible ? 'eye' : 'eyeOff'}
        label={visible ? `Hide ${name}` : `Show ${name}`}
        why={why}
        onClick={() => void desk.act({ do: 'change', complex: id, change: { visible: !visible } })}
      />
      {isRenaming ? (
        <Rename complex={complex} onDone={() => setIsRenaming(false)} />
      ) : (
        <button
          type="button"
          className="entry-name"
          data-tip={scene ? `Go to ${name || 'it'}` : undefined}
          onClick={() => scene?.focus({ is: 'complex', complex: id })}
        >
          <span className="entry-title">{name || 'No name'}</span>
          <small>
            {number && `${number} · `}
            {sizeWords(complex)}
            {complex.selected && ' · selected'}
            {complex.computing && ' · a plugin works on it'}
          </small>
        </button>
      )}
      {locked && (
        <span className="entry-mark" data-tip="Locked: it cannot be moved">
          <Icon name="lock" />
          <span className="hidden-text">locked</span>
        </span>
      )}
      <EntryMenu complex={complex} onRename={() => setIsRenaming(true)} />
    </div>
  );
});

function sizeWords({ frames, current_frame }: Complex): string {
  const frame = frames[current_frame] ?? frames[0];
  const count = frame?.atoms ?? 0;
  const atoms = `${count.toLocaleString('en')} ${count === 1 ? 'atom' : 'atoms'}`;
  return frames.length > 1 ? `${atoms} · frame ${current_frame + 1} of ${frames.length}` : atoms;
}

function Rename({ complex, onDone }: { complex: Complex; onDone(): void }) {
  const desk = useDesk();
  const rename = (text: string) => {
    onDone();
    const name = text.trim();
    if (name && name !== complex.name) void desk.act({ do: 'change', complex: complex.id, change: { name } });
  };
  return (
    <input
      className="input entry-rename"
      aria-label={`New name of ${complex.name}`}
      defaultValue={complex.name}
      maxLength={200}
      autoFocus
      onFocus={(event) => event.target.select()}
      onBlur={(event) => rename(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') rename(event.currentTarget.value);
        if (event.key === 'Escape') onDone();
        event.stopPropagation();
      }}
    />
  );
}
