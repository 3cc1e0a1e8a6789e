// A line to copy: a command, a link.
import { useState } from 'react';
import { Button } from './Button';

export function Copyable({ text, label }: { text: string; label: string }) {
  const [done, setDone] = useState(false);
  const copy = () => {
    void copyText(text).then((worked) => {
      setDone(worked);
      window.setTimeout(() => setDone(false), 2000);
    });
  };
  return (
    <div className="copyable">
      <code tabIndex={0}>{text}</code>
      <Button small look="quiet" icon={done ? 'check' : 'copy'} label={done ? 'Copied' : label} onClick={copy} />
      <span role="status" className="hidden-text">
        {done ? 'Copied' : ''}
      </span>
    </div>
  );
}

/** Puts a text on the clipboard. Plain HTTP has no clipboard interface: a selected field does it there. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    (document.querySelector('dialog[open]') ?? document.body).append(field);
    field.select();
    const worked = document.execCommand('copy');
    field.remove();
    return worked;
  }
}
