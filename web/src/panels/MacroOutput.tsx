// What came of a macro's last run.
import type { MacroRun } from './macros';

export function MacroOutput({ run }: { run: MacroRun }) {
  if (run.is === 'running') return null;
  return (
    <div className="macro-output" data-kind={run.is === 'failed' ? 'error' : 'success'} role={run.is === 'failed' ? 'alert' : 'status'}>
      <strong>{run.is === 'failed' ? 'It failed; nothing was changed.' : 'Done.'}</strong>
      {run.said.length > 0 && <pre tabIndex={0}>{run.said.join('\n')}</pre>}
    </div>
  );
}
