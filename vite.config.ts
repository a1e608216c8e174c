import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The app: `index.html` and what it loads, into `dist/site`. The other entries are built by `src/node/build`. */
export default defineConfig({
  // The site may lie in a folder: chunks name each other from where they are; publishing places what `index.html` names.
  base: './',
  plugins: [react()],
  resolve: {
    alias: [{ find: /^crypto$/, replacement: fileURLToPath(new URL('src/node/build/web-crypto.ts', import.meta.url)) }],
  },
  // Old WebViews: WeChat's on cheap Android phones, and iOS 14.
  build: {
    target: ['chrome87', 'safari14'],
    outDir: 'dist/site',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
