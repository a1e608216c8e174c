/** What a timer calls: renews the publisher's confirmation with the online key alone, and takes out what lapsed. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Bytes } from '../../core/domain/bytes.ts';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { mapAt, textAt } from '../../core/trust/json.ts';
import { parseReleases } from '../../core/trust/releases.ts';
import { targetFile } from '../../core/trust/trusted.ts';
import { directoryFetcher } from '../verify/fetchers.ts';
import { fingerprint, readRelease } from '../verify/read-release.ts';
import { codesWithEndedProposal } from './ended.ts';
import { type Withdrawal, withdrawLapsed } from './lapsed.ts';
import { listsAreOld, renewLists } from './lists.ts';
import { withLock } from './lock.ts';
import { findOverdue } from './overdue.ts';
import { loadMark, saveMark } from './published.ts';
import { loadBuild } from './renderer.ts';
import { loadOnlineSigner } from './signing/keys.ts';
import { resignTimestamp, timestampDue } from './signing/metadata.ts';
import { loadPrevious, type Previous } from './signing/previous.ts';
import { readOwn } from './signing/roles.ts';
import { currentRelease, dropOldReleases, removeFiles, replaceFile } from './site.ts';

export interface RefreshOutcome extends Withdrawal {
  /** False while more than half of the timestamp's life is left: nothing was signed. */
  readonly renewed: boolean;
  /** The public lists could not be written anew, and a page of them names whoever has left a list since. */
  readonly listsLeft: boolean;
  /** All openings are in one file, as before decision 029: nothing leaves it before the next publication. */
  readonly oldLayout: boolean;
}

export interface RefreshInput {
  readonly dir: string;
  readonly now: Date;
  readonly force?: boolean;
  /** Folder of the build that wrote the site; without it pages cannot be rendered anew and are named in `left`. */
  readonly dist?: string;
}

/**
 * Signs the timestamp (and the snapshot, when half its life is gone) anew once half of the timestamp's life is over,
 * or always with `force`; then renders those pages and files for programs anew that hold a penalty past its last day, and
 * pages whose proposal's period is over, and the public lists once a day.
 * Signed files of openings are one a last day: past it they are deleted, which needs no key (decision 029). What a backup
 * put back is found by what lies there, not by what an earlier run did. Throws
 * when there is no release yet, when the site does not verify, and SigningError when the online key cannot be used.
 */
export async function refreshRelease(input: RefreshInput): Promise<RefreshOutcome> {
  return withLock(input.dir, async () => {
    const folder = await currentRelease(input.dir);
    const previous = folder === null ? null : await loadPrevious(join(folder, 'd'));
    if (folder === null || previous === null) {
      throw new Error('还没有发布过，请先运行 yixinma publish。/ Nothing is published yet: run yixinma publish first.');
    }
    await dropOldReleases(input.dir, basename(folder));
    // Of files that cannot be read nothing is known: the whole site is then verified, which names them.
    const overdue = await findOverdue(folder, previous, chinaDay(input.now)).catch(() => null);
    const outcome = await bringUpToDay(input, folder, previous, overdue?.codes ?? null);
    const files = overdue?.files ?? [];
    await removeFiles(folder, files);
    // With the day of the signature a phone whose clock is behind learns that these files are rightly gone.
    const renewed = input.force === true || files.length > 0 || timestampDue(previous, input.now);
    if (renewed) await renew(input, folder, previous);
    return { renewed, ...outcome, oldLayout: overdue?.oldLayout === true };
  });
}

async function renew(input: RefreshInput, folder: string, previous: Previous): Promise<void> {
  const signer = await loadOnlineSigner(join(input.dir, 'keys'));
  const mark = await loadMark(input.dir);
  const signed = resignTimestamp(previous, signer, input.now, mark ?? undefined);
  // In the order of the map: the timestamp, which makes the others count, comes last but for the bundle.
  for (const [path, bytes] of signed.files) await replaceFile(join(folder, 'd'), path, bytes);
  await saveMark(input.dir, fingerprint(previous.roots[0] ?? ''), signed, null);
}

async function bringUpToDay(
  { dist, now }: RefreshInput,
  folder: string,
  previous: Previous,
  codes: ReadonlySet<string> | null,
): Promise<Omit<RefreshOutcome, 'renewed' | 'oldLayout'>> {
  const today = chinaDay(now);
  const none = { withdrawn: [], left: [], listsLeft: false };
  const listsOld = await listsAreOld(folder, today);
  // An hourly look must be cheap: only where something has to go is the whole release read and verified.
  if (codes?.size === 0 && !listsOld && !(await isProposed(folder, previous))) return none;
  const release = await readRelease(directoryFetcher(join(folder, 'd')), fingerprint(previous.roots[0] ?? ''), now);
  if (!release.ok) {
    const files = [...new Set(release.fault.map(({ file }) => file || 'site'))].join('、');
    throw new Error(
      `站点文件与签名不符（${files}），到期的处罚没有撤下，请从备份恢复。/ The site does not verify (${files}), so lapsed penalties were not taken out: restore it from a backup.`,
    );
  }
  const build = dist === undefined ? null : await loadBuild(dist).catch(() => null);
  // What such a page says meanwhile, “公示到…”, is true too: where it cannot be rendered anew, nothing is left to do.
  const ended = await codesWithEndedProposal(folder, release.value.records, today);
  if (build !== null) await withdrawLapsed(folder, ended, release.value, build, today);
  const listsLeft = listsOld && !(await renewLists(folder, release.value, build, today));
  if (codes === null || codes.size === 0) return { ...none, listsLeft };
  return { ...(await withdrawLapsed(folder, codes, release.value, build, today)), listsLeft };
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
