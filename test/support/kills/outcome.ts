/** What is on the disk after a command ended, however it ended. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { loadStatus } from '../../../src/node/publish/status.ts';
import { typed } from '../terminal.ts';

type Files = ReadonlyMap<string, string>;

export interface Disk {
  /** Digests by path of the site that visitors see; null where there is none. */
  readonly site: Files | null;
  /** Digests by path of all that the next publication stands on, and that nobody else has. */
  readonly memory: Files;
  /** Digests of key files, by name. */
  readonly keys: Files;
  /** Names of all releases. */
  readonly releases: readonly string[];
  /** Files that are half of something. */
  readonly drafts: readonly string[];
}

/** Paths of all files below a folder. Links are not followed: `site` is one. */
async function pathsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

async function digests(folder: string, wanted: (path: string) => boolean = () => true): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  if (!existsSync(folder)) return files;
  const root = await realpath(folder);
  for (const path of (await pathsIn(root)).filter((one) => one !== 'site' && wanted(one))) {
    files.set(
      path,
      createHash('sha256')
        .update(await readFile(join(root, path)))
        .digest('hex'),
    );
  }
  return files;
}

/** Bytes in all files below a folder, of which `wanted` says by path which count; of a file with several names its share. */
export async function bytesOf(folder: string, wanted: (path: string) => boolean = () => true): Promise<number> {
  const root = await realpath(folder);
  let sum = 0;
  for (const path of await pathsIn(root)) {
    const status = await lstat(join(root, path));
    if (status.isFile() && wanted(path)) sum += Math.floor(status.size / status.nlink);
  }
  return sum;
}

export async function diskOf(dir: string): Promise<Disk> {
  return {
    site: existsSync(join(dir, 'site')) ? await digests(join(dir, 'site')) : null,
    memory: await digests(dir, (path) => /^(codes\.csv|institutions\.json|letters\/.*\.csv)$/.test(path)),
    keys: await digests(join(dir, 'keys')),
    releases: existsSync(join(dir, 'releases')) ? await readdir(join(dir, 'releases')) : [],
    drafts: (await pathsIn(dir)).filter((path) => path.endsWith('.next')),
  };
}

/**
 * A site without what differs between two runs of the same: signatures, which are random, and keys that were made meanwhile.
 * Where nothing at all is repeatable, only the names are left.
 */
export function comparable(site: Files | null, repeatable: boolean): Files {
  const kept = [...(site ?? [])].filter(
    ([path]) => !/^d\/(?:metadata\/|bundle\.json|targets\/[^/]+\/keys\/)/.test(path),
  );
  if (repeatable) return new Map(kept);
  return new Map(kept.map(([path]) => [path.replace(/\/[0-9a-f]{64}\./, '/'), '']));
}

export function same(one: Files, other: Files): boolean {
  return one.size === other.size && [...one].every(([path, digest]) => other.get(path) === digest);
}

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A command in this process, uninterrupted. */
export function runHere(dir: string, args: readonly string[], now: string): Promise<Run> {
  return typed(args, { cwd: dir, now: new Date(now) });
}

/** What `yixinma verify` has to say against the site; empty: nothing. */
export async function faultsOf(dir: string, now: string): Promise<readonly string[]> {
  const { out, err } = await runHere(dir, ['verify', '.', '--json'], now);
  if (err !== '') return [err];
  const { problems, comparedWithBuild } = JSON.parse(out) as {
    problems: readonly { code: string; file: string; detail?: string }[];
    comparedWithBuild: boolean;
  };
  const faults = problems.map(({ code, file, detail }) => `${file}: ${code} ${detail ?? ''}`);
  return comparedWithBuild ? faults : ['not compared with the build', ...faults];
}

/** Each key with what it is good for: `root-1 pending`. */
export async function keyStates(dir: string, now: string): Promise<readonly string[]> {
  const status = await loadStatus(dir, new Date(now));
  return (status?.keys ?? []).map(({ name, role, state }) => `${name ?? `${role}-?`} ${state}`).sort();
}
