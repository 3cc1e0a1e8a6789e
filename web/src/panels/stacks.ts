// Finding plugins, and saying how their sessions are.
import type { Plugin, Session } from '../api/types';

/** The plugins whose name, tags or description hold every word, those with it in the name first. */
export function found(plugins: readonly Plugin[], search: string): Plugin[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const everything = ({ name, category, tags, description }: Plugin) => [name, category, ...tags, description].join(' ');
  return plugins
    .filter((plugin) => holds(everything(plugin)))
    .sort((one, other) => Number(holds(other.name)) - Number(holds(one.name)) || one.name.localeCompare(other.name));
}

/** How a session is, in a word and with its weight. */
export interface StateWords {
  text: string;
  kind: 'success' | 'warning' | 'error' | 'accent' | undefined;
  /** What that means, or what to do. */
  more?: string;
}

export function wordsOfState(session: Session): StateWords {
  switch (session.state.is) {
    case 'connecting':
      return { text: 'Connecting', kind: 'accent' };
    case 'running':
      return { text: 'Running', kind: 'success' };
    case 'not_answering':
      return { text: 'Not answering', kind: 'warning', more: 'It has not answered for a while. It may be busy, or something went wrong in it: what it wrote where it runs says. Wait, or deactivate it.' };
    case 'lost':
      return { text: 'Lost', kind: 'warning', more: 'The connection to its computer was lost. It may come back by itself.' };
    case 'ended':
      return { text: 'Stopped', kind: 'error', more: session.state.reason };
  }
}

/** The command that starts a plugin for this server. */
export function startCommand(page: Pick<Location, 'hostname'>): string {
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(page.hostname);
  return `docking -a ${isHere ? '127.0.0.1' : page.hostname} -p 8888`;
}
