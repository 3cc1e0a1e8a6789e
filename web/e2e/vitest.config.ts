// How the stories run: one after the other, each with time for software graphics. In the mode `figures` it is the speed that is measured.

import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  cacheDir: '../node_modules/.vite-stories',
  test: {
    root: import.meta.dirname,
    include: [mode === 'figures' ? '*.figures.ts' : '*.story.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 60_000,
    // A browser that draws in software on a busy machine may be late; who fails three times is wrong.
    retry: mode === 'figures' ? 0 : 2,
  },
}));
