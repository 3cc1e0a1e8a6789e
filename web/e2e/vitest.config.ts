// How the stories run: one after the other, each with time for software graphics.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  cacheDir: '../node_modules/.vite-stories',
  test: {
    root: import.meta.dirname,
    include: ['*.story.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 60_000,
  },
});
