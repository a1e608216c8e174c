/** A verified copy: written as it is verified, and in place only when all of it is. */
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { utf8 } from '../../core/domain/bytes.ts';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { BUNDLE_FILE } from '../../core/trust/bundle.ts';
import type { Fetcher } from '../../core/trust/fetcher.ts';
import { trustedVersions } from '../../core/trust/trusted.ts';
import { strangersInCopy, takeAlong } from './copy-strangers.ts';
import { directoryFetcher } from './fetchers.ts';
import { listFiles } from './listing.ts';
import type { PageLooks } from './page-fault.ts';
import { fingerprint, type ReadRelease, readRelease } from './read-release.ts';
import type { SiteProblem } from './site-problem.ts';
import { signedFiles } from './strangers.ts';
import type { TombstoneLooks } from './tombstone-pages.ts';
import { type SiteText, type SiteVerification, verifySite } from './verify-site.ts';

const FIRST_ROOT = 'metadata/1.root.json';
const ROOT_LIMIT = 64 * 1024;
/** No data file is larger. */
const FILE_LIMIT = 64 * 1024 * 1024;
/** Of what release and day the pages in an unfinished copy are. */
const BEGUN = 'begun';

export interface MirrorInput {
  /** Files under `/d/`. */
  readonly fetcher: Fetcher;
  /** Pages and their files for programs. */
  readonly text: SiteText;
  /** The folder of the copy; made, or brought up to date. */
  readonly target: string;
  /** The fingerprint to verify from, where the caller knows it; else the root of the copy, else that of the site. */
  readonly pin: string | null;
  readonly now: Date;
  /** In a province's repository: whose part this is. */
  readonly bureau?: string | undefined;
  /** The site is read from its folder (`verifySite`). */
  readonly inFolder: boolean;
  readonly pages: PageLooks | null;
  readonly gone: TombstoneLooks | null;
  /** Problems of what signatures do not cover around the pages; null where it cannot be compared. */
  readonly looks: (release: ReadRelease) => Promise<readonly SiteProblem[] | null>;
  readonly told?: (done: number, of: number) => void;
}

export type MirrorOutcome =
  | {
      readonly code: 'done';
      readonly site: SiteVerification;
      readonly files: number;
      readonly pinned: boolean;
      /** Files of the host in the folder, which stay. */
      readonly kept: readonly string[];
    }
  /** There is no site, or no connection to it. */
  | { readonly code: 'nothing-there' }
  /** `target` is there and is no copy of a site: it is left alone. */
  | { readonly code: 'not-a-copy' }
  /** In the copy lie files that are none of it: it is left alone. */
  | { readonly code: 'strangers'; readonly files: readonly string[] }
  /** What the site offers is older than the copy. */
  | { readonly code: 'older' }
  /** The connection broke; what was verified so far is kept for the next run. */
  | { readonly code: 'interrupted'; readonly problems: readonly SiteProblem[] }
  | { readonly code: 'refused'; readonly problems: readonly SiteProblem[]; readonly release: ReadRelease | null };

/**
 * Copies data, pages in both languages and files for programs – not the app around them, which nobody signed – into
 * `target`: a copy that stands is replaced by a whole newer one only. What an interrupted run has verified lies in
 * `target.partial`, and the next run goes on from there. Faults are those of the file system.
 */
export async function mirrorSite(input: MirrorInput): Promise<MirrorOutcome> {
  const { target } = input;
  const [aside, partial] = [`${target}.old`, `${target}.partial`];
  // A run that was ended between the two renames below left the copy under its other name.
  if (!(await exists(target)) && (await exists(aside))) await rename(aside, target);
  const known = await readFile(join(target, 'd', FIRST_ROOT)).catch(() => null);
  if (known === null && (await exists(target))) return { code: 'not-a-copy' };
  const strangers = known === null ? { host: [], others: [] } : await strangersInCopy(target);
  if (strangers.others.length > 0) return { code: 'strangers', files: strangers.others };
  const root = known ?? (await input.fetcher.fetch(FIRST_ROOT, ROOT_LIMIT).catch(() => null));
  if (root === null) return { code: 'nothing-there' };
  const pin = input.pin ?? fingerprint(root);
  const { site, written, problems } = await copyInto(partial, input, pin);
  if (problems.length > 0 || site.release === null) {
    if (problems.every(({ code }) => code === 'network')) return { code: 'interrupted', problems };
    await rm(partial, { recursive: true, force: true });
    return { code: 'refused', problems, release: site.release };
  }
  if (known !== null && (await isNewer(input, pin, site.release))) {
    await rm(partial, { recursive: true, force: true });
    return { code: 'older' };
  }
  // Left over from an unfinished copy of an earlier release.
  for (const path of await listFiles(partial)) if (!written.has(path)) await rm(join(partial, path));
  await takeAlong(strangers.host, target, partial);
  await swap(target, partial, aside);
  const pinned = input.pin !== null || known !== null;
  return { code: 'done', site, files: written.size, pinned, kept: strangers.host };
}

interface Copied {
  readonly site: SiteVerification;
  /** Relative paths. */
  readonly written: ReadonlySet<string>;
  readonly problems: readonly SiteProblem[];
}

async function copyInto(folder: string, input: MirrorInput, pin: string): Promise<Copied> {
  const written = new Set<string>();
  const write = async (path: string, content: Uint8Array | string) => {
    written.add(path);
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    // A file that is cut short must not lie there under its name.
    await writeFile(`${file}.part`, content);
    await rename(`${file}.part`, file);
  };
  const data = keepingFetcher(input, folder);
  let goesOn = false;
  const site = await verifySite(data.fetcher, (path) => pageOf(path), pin, input.now, {
    looks: input.pages,
    gone: input.gone,
    inFolder: input.inFolder,
    bureau: input.bureau,
    begun: async (release) => {
      goesOn = await isContinued(folder, release, input.now);
    },
    keep: (path, text) => write(path, text),
    ...(input.told && { told: input.told }),
  });
  async function pageOf(path: string): Promise<string | null> {
    const held = goesOn ? await readFile(join(folder, path), 'utf8').catch(() => null) : null;
    return held ?? input.text(path);
  }
  const { release } = site;
  if (!site.ok || release === null) return { site, written, problems: site.problems };
  const looks = (await input.looks(release)) ?? [];
  if (looks.length > 0) return { site, written, problems: looks };
  // The check reads what it understands; a copy has every signed file.
  for (const file of signedFiles(release)) await data.fetcher.fetch(file, FILE_LIMIT).catch(() => null);
  for (const [path, bytes] of data.verified(release)) await write(`d/${path}`, bytes);
  return { site, written, problems: [] };
}

/** Whether the pages in an unfinished copy are of this release and day; else they are fetched again. */
async function isContinued(folder: string, { metadata }: ReadRelease, now: Date): Promise<boolean> {
  const begun = `${fingerprint(metadata.targets)} ${chinaDay(now)}\n`;
  const before = await readFile(join(folder, BEGUN), 'utf8').catch(() => null);
  if (before === begun) return true;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, BEGUN), begun);
  return false;
}

/** Named by its own content, so that any copy of it will do. */
const NAMED_BY_HASH = /^targets\/(?:.*\/)?([0-9a-f]{64})\.[^/]+$/;

/** Takes data files from the copy or an unfinished one where they are whole, and remembers whatever it gave. */
function keepingFetcher({ fetcher, target }: MirrorInput, folder: string) {
  const given = new Map<string, Uint8Array>();
  const nearby = [folder, target].map((copy) => directoryFetcher(join(copy, 'd')));
  const held = async (path: string, limit: number) => {
    const hash = NAMED_BY_HASH.exec(path)?.[1];
    for (const copy of hash === undefined ? [] : nearby) {
      const bytes = await copy.fetch(path, limit).catch(() => null);
      if (bytes !== null && fingerprint(bytes) === hash) return bytes;
    }
    return null;
  };
  const keeping: Fetcher = {
    fetch: async (path, limit) => {
      const bytes = (await held(path, limit)) ?? (await fetcher.fetch(path, limit));
      if (bytes !== null) given.set(path, bytes);
      const hash = NAMED_BY_HASH.exec(path)?.[1];
      if (bytes !== null && hash !== undefined && fingerprint(bytes) === hash)
        await lay(join(folder, 'd', path), bytes);
      return bytes;
    },
  };
  /** Of what was given, the files that a verified release vouches for. */
  const verified = (release: ReadRelease) => {
    const { metadata, delegated } = release;
    const { roots, timestamp, snapshot, targets } = metadata;
    const all = [...roots, timestamp, snapshot, targets, ...(delegated?.roles ?? [])];
    const texts = new Set(all.map((text) => fingerprint(utf8(text))));
    const listed = new Set(signedFiles(release));
    return [...given].filter(([path, bytes]) => {
      if (path === BUNDLE_FILE) return true;
      const hash = fingerprint(bytes);
      return path.startsWith('metadata/')
        ? texts.has(hash)
        : listed.has(path) && NAMED_BY_HASH.exec(path)?.[1] === hash;
    });
  };
  return { fetcher: keeping, verified };
}

/** Whether the copy that stands is newer than what the site offers now: a mirror is never taken back. */
async function isNewer({ target, now, bureau }: MirrorInput, pin: string, release: ReadRelease): Promise<boolean> {
  const held = await readRelease(directoryFetcher(join(target, 'd')), pin, now, bureau);
  if (!held.ok) return false;
  return trustedVersions(held.value.trusted).timestamp > trustedVersions(release.trusted).timestamp;
}

async function lay(file: string, bytes: Uint8Array): Promise<void> {
  if (await exists(file)) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
}

/** Puts `staged` in the place of `target`; what stood there waits at `aside` meanwhile. */
export async function swap(target: string, staged: string, aside: string): Promise<void> {
  await rm(aside, { recursive: true, force: true });
  if (await exists(target)) await rename(target, aside);
  await rename(staged, target);
  await rm(aside, { recursive: true, force: true });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
