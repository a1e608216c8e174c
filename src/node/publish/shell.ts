/** The app's files in a release: the build's, with what only publishing knows filled in. */

import { createHash } from 'node:crypto';
import type { Bureau } from '../../core/domain/bureau.ts';
import { sitePath } from '../../core/domain/site-address.ts';
import type { PageProof } from '../../core/snapshot/page-proof.ts';
import { words } from '../../core/words/index.ts';
import { metaPolicy } from './content-policy.ts';
import { styleHash } from './pages.ts';
import type { Build, PageRenderer, StandIns } from './renderer.ts';
import { readTree } from './site.ts';

const EMPTY_CONFIG = '{"pin":null,"bureau":null}';
const CONTACT = '<!--contact-->';
const REVISION = '__SHELL_REVISION__';

export interface ShellConfig {
  readonly pin: PageProof['pin'];
  readonly bureau: Bureau;
  /** A province's own home: its id, and what stands in the shell until the app takes its place. */
  readonly home?: { readonly lists: string; readonly title: string; readonly content: string };
}

/**
 * Everything under `dist/site`, with the pin and the bureau in `index.html`, its revision in the service worker,
 * `404.html` made from it, and what our server must know: hashes of styles for its policy, the folder of the site. Throws when the build
 * has no place for them.
 */
export async function shellFiles(build: Build, config: ShellConfig): Promise<Map<string, Uint8Array | string>> {
  const { dist, renderer } = build;
  const files = new Map<string, Uint8Array | string>(await readTree(`${dist}/site`));
  if (build.standIns) await putStandIns(files, dist, build.standIns);
  const styleHashes = renderer.pageStyles.map(styleHash);
  const index = placed(textOf(files, 'index.html'), config.bureau, metaPolicy(styleHashes));
  const configured = fillIn(index, EMPTY_CONFIG, configText(config, build), 'the configuration');
  const contact = renderer.renderNoScriptContact(config.bureau);
  const bare = fillIn(configured, CONTACT, contact, 'the telephone');
  const { home } = config;
  const filled =
    home === undefined
      ? bare
      : pageInShell(bare, renderer, `<title>${home.title.replaceAll('<', '&lt;')}</title>`, home.content);
  files.set('index.html', filled);
  files.set('404.html', notFoundPage(bare, renderer, config.bureau));
  const worker = textOf(files, 'sw.js');
  const revision = createHash('sha256').update(filled).digest('hex').slice(0, 16);
  if (!worker.includes(REVISION)) throw new Error('sw.js has no place for the revision of the shell');
  files.set('sw.js', worker.replace(REVISION, revision));
  const { basePath, pages } = config.bureau;
  files.set('headers.json', `${JSON.stringify({ styleHashes, basePath, pages })}\n`);
  return files;
}

/** The scripts of a province's pages in place of the usual ones, in the folder and in the worker's list. */
async function putStandIns(
  files: Map<string, Uint8Array | string>,
  dist: string,
  { scripts, delegated }: StandIns,
): Promise<void> {
  let worker = textOf(files, 'sw.js');
  for (const [usual, instead] of scripts) {
    files.delete(usual.slice(1));
    worker = worker.replace(usual.slice(1), instead.slice(1));
  }
  const [first = ''] = [...scripts.values()];
  const entry = (path: string) => `{url:"${path.slice(1)}",revision:null}`;
  files.set('sw.js', worker.replace(entry(first), `${entry(first)},${entry(delegated)}`));
  for (const [path, bytes] of await readTree(`${dist}/province`)) files.set(path, bytes);
}

const CHARSET = /<meta charset="utf-8"\s*\/?>/;
/** Of the build: `./assets/…` by the bundler, `/icon.svg` by hand. */
const OWN_FILE = /(?<= (?:href|src)=")\.?\/(?=[^/])/g;

/**
 * The shell at its place: it answers under addresses of any depth, so its files are named from the host's root. Its policy
 * stands before everything that is loaded.
 */
function placed(index: string, bureau: Bureau, policy: string): string {
  if (!CHARSET.test(index)) throw new Error('index.html has no place for the policy');
  return index
    .replaceAll(OWN_FILE, sitePath(bureau, '/'))
    .replace(CHARSET, (tag) => `${tag}<meta http-equiv="Content-Security-Policy" content="${policy}" />`);
}

/** The data block `#config`: `<` as an escape, so that no name can close it. */
function configText({ pin, bureau, home }: ShellConfig, { standIns }: Build): string {
  const { id, name, nameEn, phone, phoneHours, phoneHoursEn, basePath } = bureau;
  // Not verified by the app, as little as the page around it: for telling whom to call before anything is.
  const contact = { name, nameEn, phone, phoneHours, ...(phoneHoursEn && { phoneHoursEn }) };
  const area = { name: bureau.county, nameEn: bureau.countyEn };
  const about =
    home === undefined
      ? // A bureau's folder lies in the province's.
        { pin, bureau: id, contact, basePath, ...(standIns && { province: basePath?.replace(/[^/]+\/$/, '') }) }
      : { pin, bureau: null, lists: home.lists, area, contact, basePath, demo: bureau.demo };
  return JSON.stringify(about).replaceAll('<', '\\u003c');
}

function fillIn(html: string, place: string, content: string, what: string): string {
  if (!html.includes(place)) throw new Error(`index.html has no place for ${what}`);
  return html.replace(place, () => content);
}

const APP = /<div id="app">[\s\S]*<\/div>(?=\s*<\/body>)/;
const TITLE = /<title>[^<]*<\/title>/;
const STYLES = /<link rel="stylesheet"[^>]*>\s*/g;
/** The app, once it runs, sets the size that this phone remembers. */
const LARGE = '<html class="elder"';

/**
 * The shell with a page in it that needs no script and no other file; where script runs, the app takes its place. The
 * app's own style sheets come last, so that nothing is waited for before the first paint.
 */
function notFoundPage(index: string, renderer: PageRenderer, bureau: Bureau): string {
  const title = `<title>${words.zh.code.nowhere}</title><meta name="robots" content="noindex" />`;
  return pageInShell(index, renderer, title, renderer.renderNotFound(bureau));
}

function pageInShell(index: string, renderer: PageRenderer, title: string, content: string): string {
  const styles = [...index.matchAll(STYLES)].map(([tag]) => tag.trim());
  if (!APP.test(index) || !TITLE.test(index)) throw new Error('index.html has no place for the page');
  const page = `<div id="app">${content}</div>${styles.join('')}`;
  return index
    .replaceAll(STYLES, '')
    .replace('<html', LARGE)
    .replace(TITLE, () => `${title}<style>${renderer.pageCss}</style>`)
    .replace(APP, () => page);
}

function textOf(files: ReadonlyMap<string, Uint8Array | string>, path: string): string {
  const content = files.get(path);
  if (content === undefined) throw new Error(`the build has no ${path}`);
  return typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
}
