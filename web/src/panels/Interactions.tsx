// What plugins found between atoms, by kind: the legend of the dashed lines, where they are, and away with them.
import { useEffect, useMemo, useState } from 'react';
import type { Interaction, InteractionKind } from '../api/types';
import { useCell } from '../page/cell';
import { useDesk } from '../page/desk';
import { useScene } from '../page/sceneContext';
import { useRoom } from '../room/useRoom';
import { interactionColor } from '../scene/interactions';
import { Button } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { byKind, inRequests, placesOf, type KindOfInteractions } from './interactions';
import { useWhyNot } from './rights';
import { Swatch } from './Swatch';
import './left.css';

/** Interactions to be removed, as soon as that is confirmed. */
interface Doomed {
  words: string;
  all: readonly Interaction[];
}

export function Interactions() {
  const desk = useDesk();
  const why = useWhyNot('edit');
  const interactions = useRoom((state) => state.interactions);
  const kinds = useMemo(() => byKind(interactions), [interactions]);
  const [doomed, setDoomed] = useState<Doomed>();
  useHiddenKinds();
  if (kinds.length === 0) return null;
  const remove = async (all: readonly Interaction[]) => {
    for (const some of inRequests(all)) if (!(await desk.act({ do: 'remove_interactions', interactions: some }))) return;
  };
  return (
    <section className="section" aria-labelledby="interactions">
      <div className="section-head">
        <h2 id="interactions">Interactions</h2>
        <Button
          small
          look="quiet"
          icon="trash"
          label="Remove all interactions"
          why={why}
          onClick={() => setDoomed({ words: 'all interactions', all: interactions })}
        />
      </div>
      <ul className="entries">
        {kinds.map((kind) => (
          <KindRow key={kind.kind} of={kind} why={why} onRemove={() => setDoomed({ words: `${kind.words}: all ${kind.all.length}`, all: kind.all })} />
        ))}
      </ul>
      {doomed && (
        <Confirm
          title={`Remove ${doomed.words}?`}
          text="They are gone for everybody in the room, and undo does not bring them back. A plugin has to find them again."
          deed="Remove"
          onDo={() => void remove(doomed.all)}
          onClose={() => setDoomed(undefined)}
        />
      )}
    </section>
  );
}

function KindRow({ of, why, onRemove }: { of: KindOfInteractions; why: string | undefined; onRemove(): void }) {
  const { store, hiddenKinds } = useDesk();
  const scene = useScene();
  const isHidden = useCell(hiddenKinds).has(of.kind);
  const look = () => {
    const { complexes, columns } = store.state();
    scene?.focus({ is: 'together', of: placesOf(of.all, complexes, columns) });
  };
  return (
    <li className="entry interaction" data-hidden={isHidden || undefined}>
      <Button
        small
        look="quiet"
        icon={isHidden ? 'eyeOff' : 'eye'}
        label={isHidden ? `Show ${of.words} again` : `Hide ${of.words} in your page`}
        onClick={() => hiddenKinds.update((kinds) => toggled(kinds, of.kind))}
      />
      <button type="button" className="entry-name interaction-name" data-tip={scene ? 'Go there' : undefined} onClick={look}>
        <Swatch color={interactionColor(of.kind)} />
        <span className="entry-title">{of.words}</span>
        <small>
          {of.hidden > 0 && `${(of.all.length - of.hidden).toLocaleString('en')} shown of `}
          {of.all.length.toLocaleString('en')}
        </small>
      </button>
      <Button small look="quiet" icon="trash" label={`Remove: ${of.words}`} why={why} onClick={onRemove} />
    </li>
  );
}

/** The picture draws what this page wants to see. */
function useHiddenKinds(): void {
  const scene = useScene();
  const hidden = useCell(useDesk().hiddenKinds);
  useEffect(() => scene?.hideInteractions(hidden), [scene, hidden]);
}

function toggled(kinds: ReadonlySet<InteractionKind>, kind: InteractionKind): ReadonlySet<InteractionKind> {
  const next = new Set(kinds);
  if (!next.delete(kind)) next.add(kind);
  return next;
}
