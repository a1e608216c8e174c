/** A release on disk: written whole beside the old one, then switched in one rename. */
import {
  copyFile,
  link,
  lstat,
  mkdir,
  opendir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { isPlainPath } from '../../core/trust/trusted.ts';
import { flushTree, syncFolders } from './durable.ts';

/** Folder of the workspace in which every release lies. */
export const RELEASES = 'releases';
const SITE = 'site';
/** Where a copy of a release stands for the moment in which a link takes its place. */
const ASIDE = 'site.copied';

/** URL path without the first slash → content. */
export type SiteFiles = ReadonlyMap<string, Uint8Array | string>;

/** The folder that `DIR/site` points to, or is a copy of; null before the first release. */
export async function currentRelease(dir: string): Promise<string | null> {
  const target = await readlink(join(dir, SITE)).catch(async (fault: NodeJS.ErrnoException) => {
    if (fault.code === 'EINVAL') return copiedRelease(dir, SITE);
    if (fault.code !== 'ENOENT') throw fault;
    // A kill in that moment.
    return (await isFolder(join(dir, ASIDE))) ? copiedRelease(dir, ASIDE) : null;
  });
  return target === null ? null : resolve(dir, target);
}

/** Sticks and archives know no links: on another computer `site` is a folder like the release that it pointed to. */
async function copiedRelease(dir: string, copy: string): Promise<string> {
  const stampOf = (folder: string) =>
    readFile(join(folder, 'd', 'metadata', 'timestamp.json'), 'utf8').catch(() => null);
  const stamp = await stampOf(join(dir, copy));
  const names = stamp === null ? [] : await readdir(join(dir, RELEASES)).catch(() => []);
  for (const name of names) if ((await stampOf(join(dir, RELEASES, name))) === stamp) return join(RELEASES, name);
  throw new Error(
    `${join(dir, SITE)} 应是指向 releases 里最近一次公布的链接，现在是个对不上的文件夹。请从原来的电脑把整个工作文件夹再拷一次，site 和 releases 要一起拷。/ ${join(dir, SITE)} should be a link to the last release, but is a folder that fits none: copy the whole workspace again, site and releases together.`,
  );
}

function isFolder(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Files written side by side. */
const AT_ONCE = 32;

export interface Written {
  readonly files: number;
  readonly bytes: number;
}

/** Writes all files into a new release folder, then those that `more` writes there itself. Durable; not yet switched to. */
export async function writeRelease(
  dir: string,
  name: string,
  files: SiteFiles,
  more: (folder: string) => Promise<Written>,
): Promise<Written> {
  return makeRelease(dir, name, async (folder) => {
    const here = await writeFiles(folder, files);
    const there = await more(folder);
    return { files: here.files + there.files, bytes: here.bytes + there.bytes };
  });
}

/**
 * Switches to a copy of the release in `folder` in which `change` replaced or removed files: readers see all of it or
 * nothing. What stays is the same file under a second name, and takes no room.
 */
export async function changeRelease(
  dir: string,
  folder: string,
  change: (copy: string) => Promise<void>,
): Promise<void> {
  const [, made = '', times = '0'] = /^(.*?)(?:\.(\d+))?$/.exec(basename(folder)) ?? [];
  const name = `${made}.${Number(times) + 1}`;
  await makeRelease(dir, name, async (copy) => {
    await linkTree(folder, copy);
    await change(copy);
  });
  await switchRelease(dir, name);
}

/** When it fails (disk full) nothing of the folder is left, so that there is room to try again. */
async function makeRelease<Made>(dir: string, name: string, make: (folder: string) => Promise<Made>): Promise<Made> {
  const folder = join(dir, RELEASES, name);
  await rm(folder, { recursive: true, force: true });
  try {
    const made = await make(folder);
    await flushTree(folder);
    await syncFolders([join(dir, RELEASES), dir]);
    return made;
  } catch (fault) {
    await rm(folder, { recursive: true, force: true });
    throw fault;
  }
}

/** Files below a folder, by path with forward slashes; not yet durable. */
export async function writeFiles(folder: string, files: SiteFiles): Promise<Written> {
  const folders = new Set([folder]);
  for (const path of files.keys()) folders.add(dirname(fileIn(folder, path)));
  for (const each of folders) await mkdir(each, { recursive: true });
  await inBatches([...files], ([path, content]) => writeFile(join(folder, path), content));
  return { files: files.size, bytes: [...files.values()].reduce((sum, one) => sum + Buffer.byteLength(one), 0) };
}

/** Every file of a folder under a second name below another one: its own path, or what `renamed` makes of it (`/`-separated). */
export async function linkTree(from: string, to: string, renamed = (path: string) => path): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true, recursive: true });
  const below = (entry: (typeof entries)[number]) =>
    join(entry.parentPath, entry.name)
      .slice(from.length + 1)
      .split(sep)
      .join('/');
  const files = entries.filter((entry) => entry.isFile()).map(below);
  const names = files.map((file) => [join(from, file), join(to, renamed(file))] as const);
  for (const folder of new Set([to, ...names.map(([, name]) => dirname(name))]))
    await mkdir(folder, { recursive: true });
  await inBatches(names, ([file, name]) => linkFile(file, name));
}

/** One file under a second name, whose folder is made. */
export async function linkAs(file: string, name: string): Promise<void> {
  await mkdir(dirname(name), { recursive: true });
  await linkFile(file, name);
}

/** Some file systems (exFAT, network shares) know no second name. */
function linkFile(from: string, to: string): Promise<void> {
  return link(from, to).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOSPC' || fault.code === 'ENOENT') throw fault;
    return copyFile(from, to);
  });
}

async function inBatches<One>(all: readonly One[], write: (one: One) => Promise<void>): Promise<void> {
  for (let at = 0; at < all.length; at += AT_ONCE) await Promise.all(all.slice(at, at + AT_ONCE).map(write));
}

/** Points `DIR/site` at the release in one step: readers see the old one or the new one, never a mixture. */
export async function switchRelease(dir: string, name: string): Promise<void> {
  const next = join(dir, `${SITE}.next`);
  await rm(next, { force: true });
  await symlink(join(RELEASES, name), next, process.platform === 'win32' ? 'junction' : 'dir');
  const aside = join(dir, ASIDE);
  if (await isFolder(join(dir, SITE))) {
    await rm(aside, { recursive: true, force: true });
    await rename(join(dir, SITE), aside);
  } else if (process.platform === 'win32') await rm(join(dir, SITE), { force: true });
  await rename(next, join(dir, SITE));
  await rm(aside, { recursive: true, force: true });
  await syncFolders([dir]);
  await dropOldReleases(dir, name);
}

/**
 * Everything but the current release: an older one holds penalties since repaired or revoked, and staff who left. What an
 * interrupted run left behind goes too.
 */
export async function dropOldReleases(dir: string, current: string): Promise<void> {
  await emptyFolder(join(dir, RELEASES), current);
}

/** A few files at a time: of a hundred thousand at once, their names alone would take more memory than publishing them. */
async function emptyFolder(folder: string, but?: string): Promise<void> {
  let some: string[] = [];
  for await (const entry of await opendir(folder)) {
    if (entry.name === but) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await emptyFolder(path);
    some.push(path);
    if (some.length < AT_ONCE) continue;
    await removeAll(some);
    some = [];
  }
  await removeAll(some);
}

async function removeAll(paths: readonly string[]): Promise<void> {
  await Promise.all(paths.map((path) => rm(path, { recursive: true, force: true })));
}

/** Every file under a folder, by path with forward slashes. */
export async function readTree(folder: string): Promise<Map<string, Uint8Array>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(
      file
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
      await readFile(file),
    );
  }
  return files;
}

/**
 * Writes a file of a release that is being made. It is a new file, never the old one under its second name.
 */
export async function replaceFile(folder: string, path: string, content: Uint8Array | string): Promise<void> {
  const file = fileIn(folder, path);
  await rm(file, { force: true });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

/**
 * Where a file of the site lies. Codes, lists and pictures of which names are made may come out of what another signed: none
 * leads elsewhere. Throws where one would.
 */
export function fileIn(folder: string, path: string): string {
  if (!isPlainPath(path)) throw new Error(`no name of a file of the site: ${path}`);
  return join(folder, path);
}
