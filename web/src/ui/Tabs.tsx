// Tabs: arrow keys go from one to the next.
import type { KeyboardEvent } from 'react';

export interface TabsProps<Name extends string> {
  label: string;
  tabs: readonly { name: Name; text: string }[];
  chosen: Name;
  onChoose(name: Name): void;
  /** The id of what the chosen tab shows. */
  controls?: string;
}

export function Tabs<Name extends string>({ label, tabs, chosen, onChoose, controls }: TabsProps<Name>) {
  const step = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const now = tabs.findIndex((tab) => tab.name === chosen);
    const next = tabs[(now + by + tabs.length) % tabs.length];
    if (!next) return;
    onChoose(next.name);
    event.currentTarget.querySelector<HTMLElement>(`[data-name="${next.name}"]`)?.focus();
  };
  return (
    <div role="tablist" aria-label={label} className="tabs" onKeyDown={step}>
      {tabs.map(({ name, text }) => (
        <button
          key={name}
          type="button"
          role="tab"
          className="tab"
          data-name={name}
          aria-selected={name === chosen}
          aria-controls={name === chosen ? controls : undefined}
          tabIndex={name === chosen ? 0 : -1}
          onClick={() => onChoose(name)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
