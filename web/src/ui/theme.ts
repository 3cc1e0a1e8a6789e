// Dark or light: what the system says, until one says otherwise.
import { useSyncExternalStore } from 'react';

export type Theme = 'dark' | 'light';

const KEY = 'nts.theme';
const listeners = new Set<() => void>();

/** Puts the theme on the page; call it once, before anything is drawn. */
export function startTheme(): void {
  show();
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
}

export function theme(): Theme {
  const chosen = stored();
  if (chosen) return chosen;
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function setTheme(next: Theme): void {
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A browser that keeps nothing: the page still changes.
  }
  show(next);
}

export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light'),
  );
}

function show(next?: unknown): void {
  document.documentElement.dataset['theme'] = next === 'dark' || next === 'light' ? next : theme();
  for (const listener of listeners) listener();
}

function stored(): Theme | undefined {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'dark' || value === 'light' ? value : undefined;
  } catch {
    return undefined;
  }
}
