// How far a plugin's work is.
import type { LoadingBar } from '../../api/types';
import { Progress } from '../../ui/Progress';
import { useStage } from '../stage';
import type { ContentProps } from './ContentView';

/** Below this many ems of height there is no room for the description. */
const ROOMY = 3.6;

export function LoadingBarContent({ content, height }: ContentProps<LoadingBar>) {
  const { unit } = useStage();
  const size = Math.max(9, Math.min(12, unit * 0.023));
  const { title, description, percentage, failure } = content;
  const percent = Math.round(Math.min(1, Math.max(0, Number.isFinite(percentage) ? percentage : 0)) * 100);
  return (
    <div className="plugin-bar" data-failure={failure || undefined} data-content={content.id} style={{ fontSize: size }}>
      <p>
        <strong>{title}</strong>
        <span>{failure ? 'Failed' : `${percent} %`}</span>
      </p>
      <Progress label={title || 'Progress'} done={percent / 100} />
      {description && height >= ROOMY * size && <small>{description}</small>}
    </div>
  );
}
