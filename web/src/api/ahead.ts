// Words of the room API that its server is about to learn.
import type { Intent } from './types';

export type Wish = Intent | { do: 'undo' } | { do: 'redo' } | { do: 'fetch'; entry: string };
