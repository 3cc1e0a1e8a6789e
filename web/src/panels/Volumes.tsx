// The volumes of a complex, under its entry: shown or hidden, their surfaces moved, removed.
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ComplexId, Volume } from '../api/types';
import { useDesk } from '../page/desk';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { Throttle } from '../windows/throttle';
import { useWhyNot } from './rights';
import { Swatch } from './Swatch';
import { kindWords, levelOf, levelRange } from './volumes';
import './left.css';

/** A moving surface is told to the room so often: others see it move, and nobody is flooded. */
const PAUSE_MS = 60;

export function Volumes({ complex }: { complex: ComplexId }) {
  const all = useRoom((state) => state.volumes);
  const volumes = useMemo(() => all.filter((volume) => volume.complex === complex), [all, complex]);
  if (volumes.length === 0) return null;
  return (
    <ul className="volumes" aria-label="Volumes">
      {volumes.map((volume) => (
        <VolumeRow key={volume.id} volume={volume} />
      ))}
    </ul>
  );
}

function VolumeRow({ volume }: { volume: Volume }) {
  const desk = useDesk();
  const why = useWhyNot('edit');
  const [isAsking, setIsAsking] = useState(false);
  const { id, visible } = volume;
  const kind = kindWords(volume);
  const name = volume.name || kind;
  return (
    <li data-hidden={!visible || undefined}>
      <div className="volume">
        <Button
          small
          look="quiet"
          icon={visible ? 'eye' : 'eyeOff'}
          label={visible ? `Hide the volume ${name}` : `Show the volume ${name}`}
          why={why}
          onClick={() => void desk.act({ do: 'set_volume', volume: id, visible: !visible })}
        />
        <span className="volume-name">
          <span className="entry-title">
            {volume.layers.map(({ color }, at) => (
              <Swatch key={at} color={color >>> 8} />
            ))}
            {name}
          </span>
          {name !== kind && <small>{kind}</small>}
        </span>
        <Button small look="quiet" icon="trash" label={`Remove the volume ${name}`} why={why} onClick={() => setIsAsking(true)} />
      </div>
      {visible && levelOf(volume) !== undefined && <Level volume={volume} name={name} why={why} />}
      {isAsking && (
        <Confirm
          title={`Remove ${name}?`}
          text="The volume is gone for everybody in the room, and undo does not bring it back. A plugin has to make it again."
          deed="Remove the volume"
          onDo={() => void desk.act({ do: 'remove_volume', volume: id })}
          onClose={() => setIsAsking(false)}
        />
      )}
    </li>
  );
}

/** Follows the hand, and the room's word once the hand is off. */
function Level({ volume, name, why }: { volume: Volume; name: string; why: string | undefined }) {
  const desk = useDesk();
  const values = useRoom((state) => state.volumeValues.get(volume.id));
  const range = useMemo(() => levelRange(volume, values), [volume, values]);
  const [held, setHeld] = useState<number>();
  const hand = useRef<number>(undefined);
  const move = useMemo(() => {
    const tell = (level: number) => desk.act({ do: 'set_volume', volume: volume.id, level });
    return { tell, on: new Throttle<number>((level) => void tell(level), PAUSE_MS) };
  }, [desk, volume.id]);
  useEffect(() => () => move.on.drop(), [move]);
  const release = async () => {
    if (hand.current === undefined) return;
    move.on.drop();
    const level = hand.current;
    hand.current = undefined;
    await move.tell(level);
    // The room has said what it is now, unless it was taken up again meanwhile.
    if (hand.current === undefined) setHeld(undefined);
  };
  const level = held ?? levelOf(volume) ?? 0;
  return (
    <div className="volume-level">
      <input
        type="range"
        aria-label={`Level of ${name}`}
        aria-valuetext={`${level.toFixed(2)} rmsd from the mean`}
        aria-disabled={why !== undefined || undefined}
        aria-description={why}
        data-tip={why}
        min={range.least}
        max={range.most}
        step={range.step}
        value={level}
        onChange={(event) => {
          if (why !== undefined) return;
          const next = Number(event.target.value);
          hand.current = next;
          setHeld(next);
          move.on.next(next);
        }}
        onPointerUp={() => void release()}
        onKeyUp={() => void release()}
        onBlur={() => void release()}
      />
      <output aria-hidden="true" data-tip="How far from the mean the surface is">
        {level.toFixed(2)} rmsd
      </output>
    </div>
  );
}
