/** A verified copy: whatever the check of a site reads is kept, and counts only when all of it verifies. */
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Fetcher } from '../../core/trust/fetcher.ts';
import { trustedPaths, trustedVersions } from '../../core/trust/trusted.ts';
import { fetchTarget } from '../../core/trust/updater.ts';
import { directoryFetcher } from './fetchers.ts';
import { fingerprint, type ReadRelease, readRelease } from './read-release.ts';
import type { SiteProblem } from './site-problem.ts';
import { type SiteText, type SiteVerification, verifySite } from './verify-site.ts';

const FIRST_ROOT = 'metadata/1.root.json';
const ROOT_LIMIT = 64 * 1024;

export interface MirrorInput {
  /** Files under `/d/`. */
  readonly fetcher: Fetcher;
  /** Pages and their files for programs. */
  readonly text: SiteText;
  /** The folder of the copy; made, or brought up to date. */
  readonly target: string;
  /** The first root's bytes, where the caller knows them; else those of the copy, else those that the site has. */
  readonly root: Uint8Array | null;
  readonly now: Date;
  /** The site is read from its folder (`verifySite`). */
  readonly inFolder?: boolean;
  /** Problems of what signatures do not cover, the looks of pages; null where it cannot be compared. */
  readonly looks: (release: ReadRelease) => Promise<readonly SiteProblem[] | null>;
}

export type MirrorOutcome =
  | {
      readonly code: 'done';
      readonly site: SiteVerification;
      readonly files: number;
      readonly pinned: boolean;
      /** Whether the looks of pages were compared with a build. */
      readonly compared: boolean;
    }
  /** There is no site, or no connection to it. */
  | { readonly code: 'nothing-there' }
  /** `target` is there and is no copy of a site: it is left alone. */
  | { readonly code: 'not-a-copy' }
  /** What the site offers is older than the copy. */
  | { readonly code: 'older' }
  | { readonly code: 'refused'; readonly problems: readonly SiteProblem[] };

/**
 * Copies data, pages in both languages and files for programs – not the app around them, which nobody signed – into
 * `target`, all or nothing: a copy that stands is replaced by a whole newer one only. Faults are those of the file system.
 */
export async function mirrorSite(input: MirrorInput): Promise<MirrorOutcome> {
  const { target, now } = input;
  const [aside, staged] = [`${target}.old`, `${target}.new`];
  // A run that was ended between the two renames below left the copy under its other name.
  if (!(await exists(target)) && (await exists(aside))) await rename(aside, target);
  const known = await readFile(join(target, 'd', FIRST_ROOT)).catch(() => null);
  if (known === null && (await exists(target))) return { code: 'not-a-copy' };
  const root = input.root ?? known ?? (await input.fetcher.fetch(FIRST_ROOT, ROOT_LIMIT).catch(() => null));
  if (root === null) return { code: 'nothing-there' };
  await rm(staged, { recursive: true, force: true });
  try {
    const { site, files } = await copyInto(staged, input, fingerprint(root));
    if (!site.ok || site.release === null) return { code: 'refused', problems: site.problems };
    const looks = await input.looks(site.release);
    if (looks !== null && looks.length > 0) return { code: 'refused', problems: looks };
    if (known !== null && (await isNewer(target, fingerprint(root), site, now))) return { code: 'older' };
    await swap(target, staged, aside);
    return { code: 'done', site, files, pinned: input.root !== null || known !== null, compared: looks !== null };
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}

async function copyInto(
  folder: string,
  { fetcher, text, now, inFolder }: MirrorInput,
  pin: string,
): Promise<{ site: SiteVerification; files: number }> {
  let files = 0;
  const kept = new Set<string>();
  const keep = async (path: string, bytes: Uint8Array | string) => {
    if (kept.has(path)) return;
    kept.add(path);
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
    files++;
  };
  const data: Fetcher = {
    fetch: async (path, limit) => {
      const bytes = await fetcher.fetch(path, limit);
      if (bytes !== null) await keep(`d/${path}`, bytes);
      return bytes;
    },
  };
  const pages: SiteText = async (path) => {
    const content = await text(path);
    if (content !== null) await keep(path, content);
    return content;
  };
  const site = await verifySite(data, pages, pin, now, null, inFolder);
  if (site.ok && site.release !== null) {
    // The check reads what it understands; a copy has every signed file.
    for (const path of trustedPaths(site.release.trusted)) await fetchTarget(site.release.trusted, path, data);
  }
  return { site, files };
}

/** Whether the copy that stands is newer than what the site offers now: a mirror is never taken back. */
async function isNewer(target: string, pin: string, site: SiteVerification, now: Date): Promise<boolean> {
  const held = await readRelease(directoryFetcher(join(target, 'd')), pin, now);
  if (!held.ok || site.release === null) return false;
  return trustedVersions(held.value.trusted).timestamp > trustedVersions(site.release.trusted).timestamp;
}

async function swap(target: string, staged: string, aside: string): Promise<void> {
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
