/** The three pages that are compared, side by side in a copy of a published site, so that the product's own server serves them. */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import type { Bureau } from '../../src/core/domain/bureau.ts';
import type { IsoDate } from '../../src/core/domain/iso-date.ts';
import type { RulebookTerms } from '../../src/core/domain/terms.ts';
import type { PageProof } from '../../src/core/snapshot/page-proof.ts';
import { publicNow } from '../../src/core/snapshot/public-now.ts';
import { brotliBytes } from '../../src/node/build/budgets.ts';
import type { InstitutionPageProps } from '../../src/web/page/types.ts';

export const VARIANTS = ['page', 'control', 'spa'] as const;
export type Variant = (typeof VARIANTS)[number];
export type Paths = Readonly<Record<Variant, string>>;

/** The page of median size, as `check:budgets` counts it. */
export async function typicalPage(siteDir: string): Promise<string> {
  const sizes: { readonly path: string; readonly bytes: number }[] = [];
  for (const name of (await readdir(join(siteDir, 'i'))).filter((file) => /^\w{10}\.html$/.test(file))) {
    sizes.push({ path: `/i/${name.slice(0, -5)}`, bytes: brotliBytes(await readFile(join(siteDir, 'i', name))) });
  }
  sizes.sort((a, b) => a.bytes - b.bytes);
  return sizes[sizes.length >> 1]?.path ?? '';
}

/** Bytes of a body as the server sends it to a browser. */
export async function bytesServed(url: string): Promise<number> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'br' } });
  await answer.arrayBuffer();
  if (!answer.ok || answer.headers.get('content-encoding') !== 'br') throw new Error(`${url} is not served as brotli`);
  return Number(answer.headers.get('content-length'));
}

const CONTROL_STYLE = 'body{margin:1rem;font:1.125rem/1.6 system-ui,sans-serif;word-break:break-word}';

/**
 * A bare page: every visible line of ours as a paragraph, in the same order and size, one style, no script, nothing
 * linked. What ours carries beyond its text is made up for by a comment of random characters at the end, where our own
 * proof stands: bytes that must arrive and are not looked at. The control has its text first, ours its style: the
 * comparison is to our disadvantage.
 */
export async function addControl(browser: Browser, siteDir: string, origin: string, page: string): Promise<string> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const opened = await context.newPage();
  await opened.goto(origin + page);
  const lines = (await opened.locator('#page').innerText()).split('\n').filter((line) => line.trim() !== '');
  await context.close();
  await allowStyle(siteDir, CONTROL_STYLE);
  const wanted = await bytesServed(origin + page);
  let filler = 0;
  for (let round = 0; round < 8; round++) {
    await writeFile(join(siteDir, 'control.html'), controlHtml(lines, filler));
    const missing = wanted - (await bytesServed(`${origin}/control`));
    if (missing === 0) break;
    // Six bits of news in every character.
    filler += Math.round((missing * 8) / 6);
  }
  return '/control';
}

function controlHtml(lines: readonly string[], filler: number): string {
  const escaped = lines.map((line) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>control</title><link rel="icon" href="data:,"><style>${CONTROL_STYLE}</style></head><body>${escaped.map((line) => `<p>${line}</p>`).join('')}<!--${noise(filler)}--></body></html>`;
}

/** Characters that no compressor shortens below six bits each; the same every time. */
function noise(length: number): string {
  let text = '';
  for (let block = 0; text.length < length; block++) {
    text += createHash('sha512').update(`control ${block}`).digest('base64url');
  }
  // Two hyphens would end a comment.
  return text.slice(0, length).replaceAll('-', '.');
}

async function allowStyle(siteDir: string, css: string): Promise<void> {
  const file = join(siteDir, 'headers.json');
  const listed = JSON.parse(await readFile(file, 'utf8')) as { readonly styleHashes: readonly string[] };
  const hash = `sha256-${createHash('sha256').update(css).digest('base64')}`;
  await writeFile(file, JSON.stringify({ ...listed, styleHashes: [...listed.styleHashes, hash] }));
}

/** Builds `page-spa/` as our app is built, and lays the record beside it. `files`: script and style. */
export async function addSpa(
  siteDir: string,
  page: string,
): Promise<{ readonly path: string; readonly files: readonly string[] }> {
  const root = join(import.meta.dirname, 'page-spa');
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      target: ['chrome87', 'safari14'],
      outDir: siteDir,
      emptyOutDir: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: join(root, 'spa.html'),
        output: { entryFileNames: 'assets/spa-[hash].js', assetFileNames: 'assets/spa-[hash][extname]' },
      },
    },
  });
  if (before === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = before;
  await writeFile(join(siteDir, 'record.json'), JSON.stringify(await propsOf(siteDir, page)));
  const html = await readFile(join(siteDir, 'spa.html'), 'utf8');
  return {
    path: '/spa',
    files: Array.from(html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g), ([, file = '']) => file),
  };
}

/** What the static page was rendered from. */
async function propsOf(siteDir: string, page: string): Promise<InstitutionPageProps> {
  const html = await readFile(join(siteDir, `${page}.html`), 'utf8');
  const proof = JSON.parse(/id="proof"[^>]*>([^<]+)/.exec(html)?.[1] ?? '') as PageProof;
  const day = /data-day="([^"]+)"/.exec(html)?.[1] as IsoDate;
  const target = async (name: string): Promise<unknown> => {
    const folder = join(siteDir, 'd/targets', proof.directory);
    const file = (await readdir(folder)).find((one) => one.endsWith(`.${name}`));
    return JSON.parse(await readFile(join(folder, file ?? name), 'utf8'));
  };
  return {
    view: publicNow(proof.record, proof.openings, day),
    terms: (await target('rulebook.json')) as RulebookTerms,
    bureau: (await target('bureau.json')) as Bureau,
    release: proof.release,
    verification: { kind: 'unchecked' },
    lang: 'zh',
    links: { home: '/' },
  };
}
