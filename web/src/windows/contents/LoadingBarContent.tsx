// How far a plugin's work is.
import type { LoadingBar } from '../../api/types';
import { Progress } from '../../ui/Progress';
import type { ContentProps } from './ContentView';

export function LoadingBarContent({ content }: ContentProps<LoadingBar>) {
  const { title, description, percentage, failure } = content;
  const percent = Math.round(Math.min(1, Math.max(0, Number.isFinite(percentage) ? percentage : 0)) * 100);
  return (
    <div className="plugin-bar" data-failure={failure || undefined} data-content={content.id}>
      <p>
        <strong>{title}</strong>
        <span>{failure ? 'Failed' : `${percent} %`}</span>
      </p>
      <Progress label={title || 'Progress'} done={percent / 100} />
      {description && <small>{description}</small>}
    </div>
  );
}
