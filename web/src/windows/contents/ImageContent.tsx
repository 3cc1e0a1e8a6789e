// A picture; some are pressed, held and let go.
import type { PointerEvent } from 'react';
import type { Image, TouchPhase } from '../../api/types';
import { useStage } from '../stage';
import type { ContentProps } from './ContentView';
import { Picture } from './Picture';

const FITS = ['fill', 'cover', 'contain'] as const;

export function ImageContent({ content }: ContentProps<Image>) {
  const stage = useStage();
  const fit = FITS[content.scaling] ?? 'contain';
  const isHooked = content.press_hooked || content.hold_hooked || content.release_hooked;
  if (!isHooked) return <Picture image={content.image} fit={fit} alt="" />;
  const touch = (phase: TouchPhase, x: number, y: number) =>
    stage.why === undefined && stage.ask({ do: 'touch_image', session: stage.session, content: content.id, phase, x, y });
  const at = (phase: TouchPhase) => (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    if (phase === 'press') event.currentTarget.setPointerCapture(event.pointerId);
    if (phase === 'hold' && !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    touch(phase, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };
  return (
    <button
      type="button"
      className="plugin-image"
      aria-label="Picture: press it"
      aria-disabled={stage.why !== undefined || undefined}
      data-content={content.id}
      data-tip={stage.why}
      onPointerDown={content.press_hooked ? at('press') : undefined}
      onPointerMove={content.hold_hooked ? at('hold') : undefined}
      onPointerUp={content.release_hooked ? at('release') : undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        if (content.press_hooked) touch('press', 0.5, 0.5);
        if (content.release_hooked) touch('release', 0.5, 0.5);
      }}
    >
      <Picture image={content.image} fit={fit} alt="" />
    </button>
  );
}
