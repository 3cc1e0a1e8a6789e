// A slider: it follows the hand, and the plugin's word once the hand is off.
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Slider } from '../../api/types';
import { useStage } from '../stage';
import { Throttle } from '../throttle';
import type { ContentProps } from './ContentView';

export function SliderContent({ content }: ContentProps<Slider>) {
  const stage = useStage();
  const [held, setHeld] = useState<number>();
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
    if (held === undefined) return;
    slide.moving.drop();
    slide.send(held, true);
  };
  // The plugin's answer, or the room's echo of ours, ends what the hand said.
  useEffect(() => setHeld(undefined), [content]);
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
