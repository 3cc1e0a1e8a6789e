// A slider: it follows the hand, and the plugin's word once the hand is off.
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Slider } from '../../api/types';
import { useStage } from '../stage';
import { Throttle } from '../throttle';
import type { ContentProps } from './ContentView';

export function SliderContent({ content }: ContentProps<Slider>) {
  const stage = useStage();
  const [held, setHeld] = useState<number>();
  // Where the hand has it, until it lets go: the room's echo of a move may come before that.
  const hand = useRef<number>(undefined);
  const latest = useRef(stage);
  latest.current = stage;
  const slide = useMemo(() => {
    const send = (value: number, released: boolean) =>
      latest.current.ask({ do: 'slide', session: latest.current.session, content: content.id, value, released });
    return { send, moving: new Throttle<number>((value) => send(value, false)) };
  }, [content.id]);
  const low = Math.min(content.min, content.max);
  const high = Math.max(content.min, content.max);
  const release = () => {
    if (hand.current === undefined) return;
    slide.moving.drop();
    slide.send(hand.current, true);
    hand.current = undefined;
  };
  // Once the hand is off, the room's echo or the plugin's answer ends what it said.
  useEffect(() => {
    if (hand.current === undefined) setHeld(undefined);
  }, [content]);
  const value = held ?? content.value;
  return (
    <span className="plugin-slider">
      <input
        type="range"
        aria-label="Slider"
        aria-disabled={stage.why !== undefined || undefined}
        data-content={content.id}
        data-tip={stage.why ?? shortly(value)}
        min={low}
        max={high}
        step="any"
        value={value}
        onChange={(event) => {
          if (stage.why !== undefined) return;
          const next = Number(event.target.value);
          hand.current = next;
          setHeld(next);
          slide.moving.next(next);
        }}
        onPointerUp={release}
        onKeyUp={release}
        onBlur={release}
      />
    </span>
  );
}

function shortly(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toPrecision(3);
}
