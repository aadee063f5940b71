import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { buildServiceWorker } from './buildServiceWorker.js';
import { framePages } from './framePages.js';

const inDisplay = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Every `index.html` is a page of its own; they share their chunks. The server answers addresses with them. */
const pages = readdirSync(inDisplay('.'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('index.html'))
  .map(inDisplay);

export default defineConfig({
  root: inDisplay('.'),
  base: '/',
  plugins: [preact(), framePages(), buildServiceWorker(inDisplay('offline/serviceWorker.ts'))],
  worker: { format: 'es' },
  build: {
    outDir: inDisplay('../dist/display'),
    emptyOutDir: true,
    // What Pixi needs for WebGL2 is newer than this anyway.
    target: 'es2022',
    // Nothing travels as a data: URL, so that the server's content security policy need not allow any.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // A page's first import is the first to run, also where chunks are shared.
      output: { strictExecutionOrder: true },
      input: pages,
    },
  },
});
