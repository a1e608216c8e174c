/** Where a published site is: an address, its folder, or a workspace with it inside. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { PAGE_PROOF_ID } from '../../../core/snapshot/page-proof.ts';
import type { Fetcher } from '../../../core/trust/fetcher.ts';
import { TrustError } from '../../../core/trust/problem.ts';
import { inFolders, outOfFolders, SHELL_COPIES } from '../../hosting/folders.ts';
import type { SiteReader } from '../../publish/site-reader.ts';
import { directoryFetcher, httpFetcher } from '../../verify/fetchers.ts';
import { listFiles } from '../../verify/listing.ts';
import type { SiteText } from '../../verify/verify-site.ts';

const FILE_LIMIT = 16 * 1024 * 1024;
const FIRST_ROOT = 'metadata/1.root.json';
const ROOT_LIMIT = 64 * 1024;

/** Signed files, and everything else by its path. */
export interface Source {
  readonly fetcher: Fetcher;
  readonly site: SiteReader;
  /** Whether pages are there under their files' names only: printed addresses lead nowhere on that host. */
  readonly unmapped: () => boolean;
  /** The folder in the given one that is read, `site` of a workspace: what lies beside it is not looked at. */
  readonly inside: string | null;
  /** The site that lies in a folder of this one, of a bureau in a province; null where there is none. */
  readonly below: (folder: string) => Promise<Source | null>;
}

/** The first root file of a site; null where there is none, or nobody answers. */
export function rootOf({ fetcher }: Pick<Source, 'fetcher'>): Promise<Uint8Array | null> {
  return fetcher.fetch(FIRST_ROOT, ROOT_LIMIT).catch(() => null);
}

/** The unsigned texts of a site. */
export function textOf({ site }: Source): SiteText {
  return async (path) => {
    const bytes = await site.file(path);
    return bytes === null ? null : Buffer.from(bytes).toString('utf8');
  };
}

/** A site over HTTP; `address` is where it lies, with or without a slash at the end. */
export function siteAt(address: string): Source {
  const base = address.endsWith('/') ? address : `${address}/`;
  const pages = pageReader(base);
  return {
    fetcher: httpFetcher(`${base}d/`),
    site: { file: pages.file, list: null },
    unmapped: pages.unmapped,
    inside: null,
    below: async (folder) => siteAt(base + folder),
  };
}

/** The folder of a site, or of its data alone, or a workspace with a `site` in it; null where there is none. */
export async function siteIn(folder: string): Promise<Source | null> {
  // What lies in the folder itself is what a host would serve of it: a whole copy deeper inside must not answer for it.
  const own = [folder, ...(basename(folder) === 'd' ? [dirname(folder)] : [])];
  for (const root of (await isWorkspace(folder)) ? [...own, join(folder, 'site')] : own) {
    if (await hasData(root)) return sourceAt(root, root.startsWith(folder + sep) ? relative(folder, root) : null);
  }
  return null;
}

/** A workspace has its settings in it, and nothing that a host would serve. */
async function isWorkspace(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  const has = (...some: readonly string[]) => names.some((name) => some.includes(name.toLowerCase()));
  return has('bureau.json', 'province.json') && !has('i', 'en', 'd', 'index.html');
}

async function hasData(root: string): Promise<boolean> {
  const found = await stat(join(root, 'd/metadata')).catch(() => null);
  return found?.isDirectory() ?? false;
}

function sourceAt(root: string, inside: string | null): Source {
  return {
    fetcher: directoryFetcher(join(root, 'd')),
    site: folderReader(root),
    unmapped: () => false,
    inside,
    below: async (below) => ((await hasData(join(root, below))) ? sourceAt(join(root, below), null) : null),
  };
}

/** Pages may lie in folders of their own (decision 050): they are read and listed as the site names them. */
function folderReader(root: string): SiteReader {
  const files = directoryFetcher(root);
  const own = (path: string) => files.fetch(path, FILE_LIMIT);
  const file = async (path: string) => {
    const found = await own(path);
    return found === null && inFolders(path) !== path ? own(inFolders(path)) : found;
  };
  const list = async () => {
    const paths = await listFiles(await realpath(root));
    const named = new Set(paths);
    const shell = await own('index.html');
    const known: string[] = [];
    for (const path of paths) {
      const page = outOfFolders(path);
      const copy = shell && SHELL_COPIES.includes(path) ? await own(path) : null;
      if (copy && shell && Buffer.compare(copy, shell) === 0) continue;
      // Beside a page under its own name the other is nobody's.
      known.push(named.has(page) ? path : page);
    }
    return known;
  };
  return { file, list };
}

/** A page, or the start page, whose address is not its file's name. */
const PAGE = /^((?:en\/)?i\/[^/]+)\.html$/;

/** Its file may lie in a folder of its name (decision 050). */
const LONE = /^((?:en\/)?(?:standard|lists(?:-[^/]+)?))\.html$/;

/** The server may know `i/<code>` and `/` without their suffixes only, or as folders; a plain one knows only the files. */
function pageReader(base: string): { file: SiteReader['file']; unmapped: () => boolean } {
  let [mapped, unmapped] = [false, false];
  const file: SiteReader['file'] = async (path) => {
    const address = path === 'index.html' ? '' : path.replace(PAGE, '$1');
    if (address === path) {
      const own = await download(base + path);
      return own === null && LONE.test(path) ? download(base + path.replace(LONE, '$1/')) : own;
    }
    const page = unmapped && !mapped ? null : await bareOrFolder(base + address);
    // A host that answers whatever is missing with its own page has no proof in it.
    if (page !== null && (path === 'index.html' || !maybeHomePage(page))) {
      mapped ||= path !== 'index.html';
      return page;
    }
    const plain = await download(base + path);
    if (plain !== null && PAGE.test(path) && !maybeHomePage(plain)) unmapped = true;
    return plain ?? page;
  };
  return { file, unmapped: () => unmapped && !mapped };
}

/** A host that knows folders leads from the one to the other; no redirect is followed, since it may lead anywhere. */
async function bareOrFolder(address: string): Promise<Uint8Array | null> {
  return (await download(address)) ?? (address.endsWith('/') ? null : download(`${address}/`));
}

function maybeHomePage(bytes: Uint8Array): boolean {
  return !Buffer.from(bytes).includes(`id="${PAGE_PROOF_ID}"`);
}

/** A web page in the place of a script or a picture: the host answers so whatever is missing. */
function isHomePage(address: string, type: string): boolean {
  return /^text\/html/i.test(type) && /\.(?!html$)\w+$/.test(new URL(address).pathname);
}

/** One unsigned file; null when it is not there. @throws TrustError `network` where that cannot be known */
async function download(address: string): Promise<Uint8Array | null> {
  try {
    const answer = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(30_000) });
    if (!answer.ok) await answer.body?.cancel();
    if (answer.status >= 500) throw new TrustError('network');
    if (!answer.ok || isHomePage(address, answer.headers.get('content-type') ?? '')) return null;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return bytes.length > FILE_LIMIT ? null : bytes;
  } catch {
    throw new TrustError('network');
  }
}
