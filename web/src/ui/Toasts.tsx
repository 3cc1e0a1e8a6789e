// Words that come up and go: read out politely, errors at once; they stay while pointed at.
import { useEffect, useRef } from 'react';
import { Button } from './Button';

export interface Toast {
  id: number;
  kind: 'message' | 'success' | 'warning' | 'error';
  from?: string;
  text: string;
  /** What one can do about it. */
  action?: { text: string; run(): void };
}

/** How long one may think about what a toast offers. */
const OFFER_SECONDS = 15;

const SECONDS = { message: 6, success: 6, warning: 12, error: 20 } as const;

export interface ToastsProps {
  toasts: Toast[];
  onDone(id: number): void;
  /** How many made room for these, and what shows them. */
  left: number;
  onLeft(): void;
}

export function Toasts({ toasts, onDone, left, onLeft }: ToastsProps) {
  return (
    <div className="toasts" role="region" aria-label="Notifications" aria-live="polite">
      {left > 0 && (
        <Button small onClick={onLeft}>
          {left} more under Messages
        </Button>
      )}
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} onDone={() => onDone(toast.id)} />
      ))}
    </div>
  );
}

function OneToast({ toast, onDone }: { toast: Toast; onDone(): void }) {
  const held = useRef(false);
  const done = useRef(onDone);
  const { action } = toast;
  const seconds = Math.max(SECONDS[toast.kind], action ? OFFER_SECONDS : 0);
  done.current = onDone;
  useEffect(() => {
    const timer = window.setInterval(() => !held.current && done.current(), seconds * 1000);
    return () => window.clearInterval(timer);
  }, [seconds]);
  const hold = (isHeld: boolean) => () => {
    held.current = isHeld;
  };
  return (
    <div
      className="toast"
      data-kind={toast.kind}
      role={toast.kind === 'error' ? 'alert' : undefined}
      onPointerEnter={hold(true)}
      onPointerLeave={hold(false)}
      onFocus={hold(true)}
      onBlur={hold(false)}
    >
      <p>
        {toast.from && <small>{toast.from}</small>}
        {toast.text}
      </p>
      {action && (
        <Button
          small
          onClick={() => {
            action.run();
            onDone();
          }}
        >
          {action.text}
        </Button>
      )}
      <Button small look="quiet" icon="close" label="Dismiss" onClick={onDone} />
    </div>
  );
}
