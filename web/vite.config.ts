// How the pages are built, and served while somebody works on them.

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where `cargo xtask dev-web` says that a server runs. */
const server = process.env.NTS_ROOMS ?? 'http://127.0.0.1:8443';

export default defineConfig({
  plugins: [react()],
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
