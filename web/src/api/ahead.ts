// Words of the room API that its server is about to learn.
import type { Intent } from './types';

export type Wish = Intent | { do: 'fetch'; entry: string };
