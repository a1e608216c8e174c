/** What a new day changes in the unsigned files of a release: lapsed penalties, proposals whose period is over, the lists. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bytes } from '../../core/domain/bytes.ts';
import { chinaDay, type IsoDate } from '../../core/domain/iso-date.ts';
import { mapAt, textAt } from '../../core/trust/json.ts';
import { parseReleases } from '../../core/trust/releases.ts';
import { targetFile } from '../../core/trust/trusted.ts';
import { directoryFetcher } from '../verify/fetchers.ts';
import { fingerprint, type ReadRelease, readRelease } from '../verify/read-release.ts';
import { exists } from './durable.ts';
import { codesWithEndedProposal } from './ended.ts';
import { type Withdrawal, withdrawLapsed } from './lapsed.ts';
import { listsAreOld, renewLists } from './lists.ts';
import { type Build, loadBuild } from './renderer.ts';
import type { Previous } from './signing/previous.ts';
import { readOwn } from './signing/roles.ts';

export interface DayWork {
  /** Writes into a copy of the release; null where there is nothing to write. */
  readonly write: ((copy: string) => Promise<Withdrawal>) | null;
  /** The public lists cannot be written anew, and a page of them names whoever has left a list since. */
  readonly listsLeft: boolean;
}

interface Day {
  readonly folder: string;
  readonly previous: Previous;
  readonly now: Date;
  /** Folder of the build that wrote the site. */
  readonly dist: string | undefined;
  /** Of which something has to go; null where that could not be told. */
  readonly codes: ReadonlySet<string> | null;
  /** Id of the bureau whose folder of a province's site it is. */
  readonly bureau?: string;
}

/** Looks, and writes nothing. Throws where the release does not verify. */
export async function dayWork(about: Day): Promise<DayWork> {
  const { folder, previous, now, dist, bureau } = about;
  const today = chinaDay(now);
  const listsOld = await listsAreOld(folder, today);
  // An hourly look must be cheap: only where something has to go is the whole release read and verified.
  if (about.codes?.size === 0 && !listsOld && !(await isProposed(folder, previous))) {
    return { write: null, listsLeft: false };
  }
  const release = await verified(folder, previous, now, bureau);
  const loaded = dist === undefined ? null : await loadBuild(dist, bureau !== undefined).catch(() => null);
  const build = loaded !== null && (await exists(join(folder, loaded.pageScript))) ? loaded : null;
  // What such a page says meanwhile, “公示到…”, is true too: where it cannot be rendered anew, nothing is left to do.
  const ended = build === null ? new Set<string>() : await codesWithEndedProposal(folder, release.records, today);
  const codes = about.codes ?? new Set<string>();
  const lists = listsOld && build !== null;
  const listsLeft = listsOld && build === null && !(await renewLists(folder, release, null, today));
  const any = codes.size > 0 || ended.size > 0 || lists;
  return { write: any ? (copy) => write(copy, { codes, ended, lists, release, build, today }) : null, listsLeft };
}

async function write(
  copy: string,
  work: {
    readonly codes: ReadonlySet<string>;
    readonly ended: ReadonlySet<string>;
    readonly lists: boolean;
    readonly release: ReadRelease;
    readonly build: Build | null;
    readonly today: IsoDate;
  },
): Promise<Withdrawal> {
  const { codes, ended, release, build, today } = work;
  await withdrawLapsed(copy, ended, release, build, today);
  if (work.lists) await renewLists(copy, release, build, today);
  return withdrawLapsed(copy, codes, release, build, today);
}

async function verified(folder: string, previous: Previous, now: Date, bureau?: string): Promise<ReadRelease> {
  const pin = fingerprint(previous.roots[0] ?? '');
  const release = await readRelease(directoryFetcher(join(folder, 'd')), pin, now, bureau);
  if (release.ok) return release.value;
  const files = [...new Set(release.fault.map(({ file }) => file || 'site'))].join('、');
  throw new Error(
    `站点文件与签名不符（${files}），到期的处罚没有撤下，请从备份恢复。/ The site does not verify (${files}), so lapsed penalties were not taken out: restore it from a backup.`,
  );
}

async function isProposed(folder: string, previous: Previous): Promise<boolean> {
  const bytes = await signedFile(folder, previous, 'records.json');
  const releases = bytes === null ? null : parseReleases(bytes);
  return releases?.ok === true && releases.value.at(-1)?.stage === 'proposed';
}

/** A target's bytes, not verified; null when the signed list has none of that name. */
async function signedFile(folder: string, { targets }: Previous, name: string): Promise<Bytes | null> {
  const listed = mapAt(readOwn(targets, 'targets').body, 'targets');
  const path = [...listed.keys()].find((one) => one.endsWith(`/${name}`));
  if (path === undefined) return null;
  const sha256 = textAt(mapAt(mapAt(listed, path), 'hashes'), 'sha256');
  return new Uint8Array(await readFile(join(folder, 'd', targetFile(path, sha256))));
}
