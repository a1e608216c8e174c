/**
 * The lists by which a release goes to a host, in `DIR/hosting`, and what is known of the host. An upload counts when it is
 * confirmed; until then each new list holds again whatever the one before may have left half done.
 */
import { mkdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { exists, replaceDurably } from '../publish/durable.ts';
import { withLock } from '../publish/lock.ts';
import { currentRelease, RELEASES } from '../publish/site.ts';
import { CONFIG_FILE } from '../publish/workspace/config.ts';
import { parseSiteRules } from '../server/headers.ts';
import { type Archive, writeArchive } from './archive.ts';
import { HostingError } from './error.ts';
import { stageFolders } from './folders.ts';
import { type Manifest, manifestOf, manifestText, parseManifest, UNKNOWN } from './manifest.ts';
import { inOrder, mayHold, STEPS, type UploadLists, uploadLists } from './order.ts';

/** Folder of the workspace for all that concerns a host. Private: it lies beside the site. */
export const HOSTING = 'hosting';
/** Names of the lists, in the order of their use. */
export const LIST_FILES = {
  content: '1-content.txt',
  newest: '2-newest.txt',
  pages: '3-pages.txt',
  worker: '4-worker.txt',
  gone: '5-delete.txt',
};
/** What the host holds once these lists are done: `sha256sum --check` reads it there. */
const LISTED = 'listed.sha256';
const AT_HOST = 'at-host.sha256';
/** The site as folders. It holds what a later release may have taken out: gone once the upload is done. */
const STAGED = 'site';

export interface Listed {
  readonly lists: UploadLists;
  /** The release's own folder. */
  readonly folder: string;
  /** The folder whose files the lists name. */
  readonly from: string;
  /** The whole site. */
  readonly site: Manifest;
}

/**
 * Writes the lists for the current release; null when nothing is published. `all`: as if nothing were known of the host, but
 * that what was ever listed may lie there.
 * @throws {HostingError} {BusyError}
 */
export function listUpload(dir: string, options: { readonly all: boolean }): Promise<Listed | null> {
  return withLock(dir, () => listLocked(dir, options.all));
}

/**
 * Writes the lists, and an archive of the whole release or of what changed. `file` names it, given the release's name. What
 * the receiving host has to delete stands in `FILE.delete.txt`. Null when nothing is published.
 * @throws {HostingError} {BusyError} {TarError}
 */
export function archiveUpload(
  dir: string,
  options: { readonly changed: boolean; readonly file: (release: string) => string },
): Promise<(Listed & Archive) | null> {
  return withLock(dir, async () => {
    const listed = await listLocked(dir, false);
    if (listed === null) return null;
    const { lists, site, folder, from } = listed;
    const paths = options.changed ? STEPS.flatMap((step) => lists[step]) : inOrder(site.keys());
    const file = options.file(basename(folder));
    const archive = await writeArchive(file, from, paths);
    await writeList(`${file}.delete.txt`, lists.gone);
    return { ...listed, ...archive };
  });
}

async function listLocked(dir: string, all: boolean): Promise<Listed | null> {
  const folder = await currentRelease(dir);
  if (folder === null) return null;
  await demandRelease(dir, folder);
  const home = join(dir, HOSTING);
  await mkdir(home, { recursive: true });
  const from = await sourceOf(dir, folder);
  const site = await manifestOf(await realpath(from));
  const host = await hostManifest(home, all);
  const lists = uploadLists(site, host);
  // First what may lie there already, then what will: interrupted between the two, nothing is forgotten.
  await replaceDurably(join(home, AT_HOST), manifestText(host));
  await replaceDurably(join(home, LISTED), manifestText(site));
  for (const name of [...STEPS, 'gone'] as const) await writeList(join(home, LIST_FILES[name]), lists[name]);
  return { lists, folder, from, site };
}

/** Elsewhere lie keys and tables: a link that was turned there would send them to the host. */
async function demandRelease(dir: string, folder: string): Promise<void> {
  const real = (path: string) => realpath(path).catch(() => null);
  const [releases, at] = await Promise.all([real(join(dir, RELEASES)), real(folder)]);
  if (releases === null || at === null || dirname(at) !== releases) {
    throw new HostingError('site-elsewhere', join(dir, 'site'));
  }
}

/** What is sent: the site as it is, or made into folders. A host of files cannot answer printed codes where pages are no files. */
async function sourceOf(dir: string, folder: string): Promise<string> {
  const { pages, folders } = parseSiteRules(await readFile(join(folder, 'headers.json'), 'utf8').catch(() => ''));
  if (pages === 'on-request') throw new HostingError('pages-on-request', join(dir, CONFIG_FILE));
  if (pages === 'files') return join(dir, 'site');
  await stageFolders(folder, join(dir, HOSTING, STAGED), folders);
  return join(dir, HOSTING, STAGED);
}

async function hostManifest(home: string, all: boolean): Promise<Manifest> {
  const before = (await load(join(home, AT_HOST))) ?? new Map();
  const listed = await load(join(home, LISTED));
  const host = listed === null ? before : mayHold(before, listed);
  return all ? new Map([...host.keys()].map((path) => [path, UNKNOWN])) : host;
}

/** Whether lists were ever made here: the site goes to its host by them. */
export async function wasUploaded(dir: string): Promise<boolean> {
  const home = join(dir, HOSTING);
  return (await exists(join(home, LISTED))) || (await exists(join(home, AT_HOST)));
}

/** Everything of the last lists is at the host, and what they delete is gone. False when there was no such list. */
export function confirmUpload(dir: string): Promise<boolean> {
  const [from, to] = [join(dir, HOSTING, LISTED), join(dir, HOSTING, AT_HOST)];
  return withLock(dir, async () => {
    if ((await load(from)) === null) return false;
    await rename(from, to);
    await rm(join(dir, HOSTING, STAGED), { recursive: true, force: true });
    return true;
  });
}

function writeList(file: string, paths: readonly string[]): Promise<void> {
  return replaceDurably(file, paths.map((path) => `${path}\n`).join(''));
}

async function load(file: string): Promise<Manifest | null> {
  const text = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return null;
    throw fault;
  });
  if (text === null) return null;
  const manifest = parseManifest(text);
  if (manifest === null) throw new HostingError('hosting-unreadable', file);
  return manifest;
}
