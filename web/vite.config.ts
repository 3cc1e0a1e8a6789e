// How the pages are built, and served while somebody works on them.

import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Where `cargo xtask dev-web` says that a server runs. */
const server = process.env.NTS_ROOMS ?? 'http://127.0.0.1:8443';

/**
 * Mol* makes a table of all 238,328 texts of up to three letters and digits in capitals before anything is drawn, which takes a
 * good part of a second. What it looks up there and does not find, it works out by itself.
 */
const withoutTable: Plugin = {
  name: 'without-table',
  transform(code, id) {
    if (!id.replaceAll('\\', '/').endsWith('molstar/lib/mol-model/structure/model/types.js')) return null;
    const lean = code.replace(/const _esCache = \(function \(\) \{[\s\S]*?\}\(\)\);/, 'const _esCache = Object.create(null);');
    if (lean === code) throw new Error('Mol* has no such table any more: remove this plugin from vite.config.ts.');
    return { code: lean, map: null };
  },
};

export default defineConfig({
  plugins: [react(), withoutTable],
  build: {
    target: 'es2022',
    // build.mjs does that: one file there is in the repository.
    emptyOutDir: false,
    // The policy of the server allows no address but its own: no inlined images, no preloading by inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4096,
  },
  server: {
    fs: { allow: ['..'] },
    proxy: {
      '/api': {
        target: server,
        ws: true,
        secure: false,
        changeOrigin: true,
        // The server takes pages of its own origin only, and this is its page.
        configure: (proxy) => proxy.on('proxyReqWs', (request) => request.setHeader('Origin', server)),
      },
    },
  },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node' },
});
