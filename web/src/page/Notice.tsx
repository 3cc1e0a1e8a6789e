// A page with one thing to say, and what to do about it.
import type { ReactNode } from 'react';
import { Button } from '../ui/Button';
import { Progress } from '../ui/Progress';
import type { End } from './ends';
import './notice.css';

export interface NoticeProps {
  title: string;
  children?: ReactNode;
  isBusy?: boolean;
  action?: { text: string; run(): void };
}

export function Notice({ title, children, isBusy, action }: NoticeProps) {
  return (
    <main className="notice" aria-busy={isBusy}>
      <div role={isBusy ? 'status' : 'alert'}>
        <h1>{title}</h1>
        {children && <p>{children}</p>}
      </div>
      {isBusy && <Progress label={title} />}
      {!isBusy && (
        <div className="notice-actions">
          {action && (
            <Button look="primary" onClick={action.run}>
              {action.text}
            </Button>
          )}
          <Button look={action ? 'plain' : 'primary'} icon="home" onClick={() => window.location.assign(window.location.pathname)}>
            Go home
          </Button>
        </div>
      )}
    </main>
  );
}

/** The way ends here; `onAgain` tries the same once more, `onChange` goes back to what one gave. */
export function EndNotice({ end: { title, words, out }, onAgain, onChange }: { end: End; onAgain?(): void; onChange?(): void }) {
  const again = out === 'again' && onAgain && { text: 'Try again', run: onAgain };
  const change = out === 'change' && onChange && { text: 'Change what you gave', run: onChange };
  const reload = out === 'reload' && { text: 'Load the page anew', run: () => window.location.reload() };
  const action = again || change || reload;
  return (
    <Notice title={title} {...(action && { action })}>
      {words}
    </Notice>
  );
}
