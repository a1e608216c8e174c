/** One interruption after another: what is on the disk then, and whether the same command, run again, sets it right. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ALONE_UP_TO } from '../../../src/node/publish/page-threads.ts';
import { temporaryFolder } from '../browser.ts';
import type { Death } from './mortal.ts';
import { bytesOf, comparable, type Disk, diskOf, faultsOf, keyStates, runHere, same } from './outcome.ts';
import type { Scenario } from './scenarios.ts';

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));

/** A command that was never interrupted, and what it came from. */
export interface Reference {
  readonly scenario: Scenario;
  /** The workspace before. */
  readonly from: string;
  readonly before: Disk;
  readonly after: Disk;
  readonly keys: readonly string[];
  /** Every change to the disk, in its order. */
  readonly changes: readonly string[];
  /** Bytes of the files that a release is made of anew: what it needs before the old one goes. */
  readonly bytes: number;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** All changes that were begun. */
  readonly changes: readonly string[];
  readonly err: string;
}

export interface Verdict {
  readonly site: 'old' | 'new' | 'none';
  /** Everything that is not as it must be; empty: all is well. */
  readonly faults: readonly string[];
}

interface Watched {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts the command of a scenario in a process of its own; `heard` is told how many changes it has begun. */
export function start(
  scenario: Scenario,
  dir: string,
  death: Death | null,
  heard: (count: number, child: ChildProcess) => void = () => undefined,
  env: Readonly<Record<string, string>> = {},
): Watched {
  const orders = JSON.stringify({ root: dir, args: scenario.args, now: scenario.now, death });
  const child = spawn(process.execPath, [CHILD, orders], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'yixinma-kills-cache'), ...env },
  });
  let [told, err] = ['', ''];
  child.stderr?.on('data', (part) => {
    err += String(part);
  });
  child.stdio[3]?.on('data', (part) => {
    told += String(part);
    heard(told.split('\n').length - 1, child);
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, changes: told.split('\n').slice(0, -1), err }));
  });
  return { child, ended };
}

export async function referenceOf(scenario: Scenario, institutions = 5): Promise<Reference> {
  const from = await scenario.prepare(institutions);
  const before = await diskOf(from);
  const dir = await copyOf(from);
  const { code, err, changes } = await start(scenario, dir, null).ended;
  if (code !== 0) throw new Error(`${scenario.name} ended with ${code}: ${err}`);
  const faults = await faultsOf(dir, scenario.now);
  if (faults.length > 0) throw new Error(`${scenario.name}, uninterrupted: ${faults.join('; ')}`);
  const after = await diskOf(dir);
  // A way of writing that the wrapper does not know would have no moment to be killed at. Threads are killed among pages.
  const told = new Set(changes.map((change) => change.replace(/^\w+ releases\/[^/]+\//, '')));
  const byThreads = (path: string) => institutions > ALONE_UP_TO && /^(?:en\/)?i\//.test(path);
  const unseen = [...(after.site ?? [])].filter(
    ([path]) => scenario.changesSite && !told.has(path) && !byThreads(path),
  );
  if (unseen.length > 0) throw new Error(`written unseen: ${unseen.map(([path]) => path).join(', ')}`);
  const linked = changes.some((change) => change.startsWith('link '));
  const isNew = (path: string) => !linked || after.site?.get(path) !== before.site?.get(path);
  const bytes = await bytesOf(join(dir, 'site'), isNew);
  const keys = await keyStates(dir, scenario.now);
  await rm(dir, { recursive: true });
  return { scenario, from, before, after, keys, changes, bytes };
}

export async function copyOf(from: string): Promise<string> {
  const dir = join(await temporaryFolder('killed'), 'county');
  await cp(from, dir, { recursive: true, verbatimSymlinks: true });
  return dir;
}

/** Dies at that change. Throws where the process outlives it. */
export async function killAt(reference: Reference, death: Death): Promise<Verdict> {
  const dir = await copyOf(reference.from);
  const { signal, err } = await start(reference.scenario, dir, death).ended;
  if (signal !== 'SIGKILL') throw new Error(`${reference.scenario.name} outlived its death: ${err}`);
  const done = death.at > reference.changes.findLastIndex((change) => change.startsWith('rename'));
  const verdict = await judge(reference, dir, done);
  await rm(dir, { recursive: true });
  return verdict;
}

/** A kill from outside, some time after so many changes were begun; null where the process was done before. */
export async function killLater(
  reference: Reference,
  after: number,
  milliseconds: number,
): Promise<(Verdict & { readonly change: string }) | null> {
  const dir = await copyOf(reference.from);
  let told = false;
  const { ended } = start(reference.scenario, dir, null, (count, child) => {
    if (told || count < after) return;
    told = true;
    void setTimeout(milliseconds).then(() => child.kill('SIGKILL'));
  });
  const { signal, changes } = await ended;
  const verdict = signal === 'SIGKILL' ? await judge(reference, dir) : null;
  await rm(dir, { recursive: true });
  return verdict && { ...verdict, change: changes.at(-1) ?? '' };
}

/**
 * A kill from outside while threads write pages: once that share of them lies there. Null where the process was done before.
 * `pages`: how many lay there when it was dead.
 */
export async function killAmongPages(
  reference: Reference,
  share: number,
): Promise<(Verdict & { readonly pages: number }) | null> {
  const dir = await copyOf(reference.from);
  const before = new Set(reference.before.releases);
  const wanted = share * [...(reference.after.site ?? new Map()).keys()].filter((path) => path.startsWith('i/')).length;
  const { child, ended } = start(reference.scenario, dir, null);
  const written = async () => {
    const names = await readdir(join(dir, 'releases')).catch(() => []);
    const fresh = names.find((name) => !before.has(name));
    return fresh === undefined ? 0 : (await readdir(join(dir, 'releases', fresh, 'i')).catch(() => [])).length;
  };
  while (child.exitCode === null && (await written()) < Math.max(1, wanted)) await setTimeout(1);
  child.kill('SIGKILL');
  const { signal } = await ended;
  const pages = await written();
  const verdict = signal === 'SIGKILL' ? await judge(reference, dir) : null;
  await rm(dir, { recursive: true });
  return verdict && { ...verdict, pages };
}

/**
 * What an interrupted run left in `dir`, and what the next run makes of it. `done`: the run had nothing left to do, so that
 * the next rotation of a key is a second one.
 */
export async function judge(reference: Reference, dir: string, done = false): Promise<Verdict> {
  const { scenario, before } = reference;
  const left = await diskOf(dir);
  const [site, wrong] = await siteFaults(reference, left, dir);
  const lost = keysLost(before, left);
  const next = await runHere(dir, scenario.args, scenario.now);
  const refused = next.code === 0 ? [] : [`the next run ended with ${next.code}: ${next.err.slice(0, 300)}`];
  const faults = [...wrong, ...lost, ...refused, ...(await differences(reference, dir, done))];
  return { site, faults: [...faults, ...((await scenario.afterwards?.(dir)) ?? [])] };
}

async function siteFaults({ scenario, before, after }: Reference, left: Disk, dir: string) {
  if (left.site === null) return ['none', before.site === null ? [] : ['the site is gone']] as const;
  const faults = await faultsOf(dir, scenario.now);
  const at = (disk: Disk) =>
    same(comparable(left.site, scenario.repeatable), comparable(disk.site, scenario.repeatable));
  if (before.site !== null && same(left.site, before.site)) {
    // What has lapsed since is not the fault of who was interrupted while taking it down.
    return ['old', scenario.name === 'refresh' ? [] : faults] as const;
  }
  return ['new', at(after) ? faults : ['a mixture', ...faults]] as const;
}

function keysLost(before: Disk, left: Disk): readonly string[] {
  const there = new Set(left.keys.values());
  return [...before.keys]
    .filter(([name, digest]) => /\.(pem|key\.json|hex)$/.test(name) && !there.has(digest))
    .map(([name]) => `key lost: ${name}`);
}

/** Against the run that nobody interrupted. */
async function differences(
  { scenario, before, after, keys }: Reference,
  dir: string,
  done: boolean,
): Promise<readonly string[]> {
  const now = await diskOf(dir);
  const { repeatable } = scenario;
  const names = ({ keys: files }: Disk) =>
    [...files.keys()]
      .filter((name) => !(done && /-2\.retired\./.test(name)))
      .sort()
      .join(' ');
  const memory = repeatable
    ? same(now.memory, after.memory)
    : [...now.memory.keys()].join() === [...after.memory.keys()].join();
  const states = await keyStates(dir, scenario.now);
  return [
    ...(await faultsOf(dir, scenario.now)),
    ...keysLost(before, now),
    ...(same(comparable(now.site, repeatable), comparable(after.site, repeatable)) ? [] : ['then another site']),
    ...(memory ? [] : ['then other codes, institutions or letters']),
    ...(names(now) === names(after) ? [] : [`then other key files: ${names(now)}`]),
    ...(states.join() === keys.join() ? [] : [`then keys stand otherwise: ${states.join(', ')}`]),
    ...(now.releases.length === after.releases.length ? [] : [`then releases: ${now.releases.join(' ')}`]),
    ...now.drafts.map((path) => `left behind: ${path}`),
  ];
}
