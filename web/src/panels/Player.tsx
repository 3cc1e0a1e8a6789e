// Plays frames or conformers one after the other.
import { useEffect, useRef, useState } from 'react';
import { Button } from '../ui/Button';

/** Each frame is shown for so long. */
const FRAME_MS = 400;

export function Player({ onNext, why }: { onNext(): Promise<unknown>; why: string | undefined }) {
  const [isPlaying, setIsPlaying] = useState(false);
  const next = useRef(onNext);
  next.current = onNext;
  useEffect(() => {
    if (!isPlaying || why !== undefined) return;
    let timer: number;
    let isOver = false;
    // The next one comes when the room has shown this one: a slow connection plays slower.
    const step = async () => {
      await next.current();
      if (!isOver) timer = window.setTimeout(() => void step(), FRAME_MS);
    };
    timer = window.setTimeout(() => void step(), 0);
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [isPlaying, why]);
  return (
    <Button
      small
      icon={isPlaying ? 'pause' : 'play'}
      label={isPlaying ? 'Stop playing' : 'Play one after the other'}
      why={why}
      onClick={() => setIsPlaying(!isPlaying)}
    />
  );
}
