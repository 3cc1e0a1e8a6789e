// A list that scrolls.
import { useMemo } from 'react';
import type { List } from '../../api/types';
import { layoutList } from '../layout';
import { PlacedNodes } from '../MenuBody';
import { StageContext, useStage } from '../stage';
import type { ContentProps } from './ContentView';

/** What a scroll bar takes. */
const BAR = 10;

export function ListContent({ content, width, height }: ContentProps<List>) {
  const stage = useStage();
  const inner = Math.max(0, width - BAR);
  const laid = useMemo(() => layoutList(content, inner, height, stage.unit), [content, inner, height, stage.unit]);
  const within = useMemo(
    () => (content.unusable ? { ...stage, why: stage.why ?? 'The plugin does not offer this list now.' } : stage),
    [stage, content.unusable],
  );
  return (
    <div className="plugin-list" role="group" aria-label="List" tabIndex={0} data-unusable={content.unusable || undefined}>
      <StageContext value={within}>
        <div className="plugin-list-items" style={{ width: laid.width, height: laid.height }}>
          {laid.items.map((placed, at) => (
            <PlacedNodes key={placed[0]?.node.id ?? at} placed={placed} />
          ))}
        </div>
      </StageContext>
    </div>
  );
}
