/** Builds the harness in memory and answers a browser from it, under an https address (cryptography needs one). */
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { BrowserContext } from 'playwright-core';
import { build } from 'vite';
import { STATIC_PAGE } from './mount.tsx';

export const ORIGIN = 'https://yx.test';
const ROOT = join(import.meta.dirname);
const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };

/** File name → content. */
export async function buildHarness(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: {
      write: false,
      target: ['chrome87', 'safari14'],
      minify: false,
      rolldownOptions: { input: join(ROOT, 'harness.html') },
    },
  });
  if (!('output' in built)) throw new Error('the build watches');
  return new Map(built.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]));
}

/** Every address that is no built file is the page itself. */
export async function answerFrom(context: BrowserContext, files: ReadonlyMap<string, string | Uint8Array>) {
  await context.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    const file = files.get(pathname);
    if (file !== undefined) {
      const contentType = TYPES[pathname.replace(/^.*\./, '')] ?? 'application/octet-stream';
      return route.fulfill({ body: Buffer.from(file), contentType });
    }
    const page = pathname.startsWith('/i/') ? STATIC_PAGE : Buffer.from(files.get('/harness.html') ?? '');
    return route.fulfill({ body: page, contentType: 'text/html; charset=utf-8' });
  });
}
