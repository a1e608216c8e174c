/** Whether what was kept is of this workspace, this program and the release that lies here: else it is not looked at. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { type LastRelease, loadLastRelease } from '../last-release.ts';
import type { PublishInput } from '../publication.ts';
import { loadMark } from '../published.ts';
import { checkStage } from '../stage.ts';
import { foreignKeys } from '../status.ts';
import { treeOver } from '../tree.ts';
import { CONFIG_FILE } from '../workspace/config.ts';
import { filesOf, type Inputs, sha256 } from './inputs.ts';
import type { KeptRound } from './round.ts';

/** Whether program, settings, year and the files beside the workbook are those of then. */
export async function fits({ frame }: KeptRound, { dir, year, program, configDigest }: Inputs): Promise<boolean> {
  if (frame.program !== program || frame.config !== configDigest || frame.year !== year) return false;
  const files = await filesOf(dir, year);
  return Object.entries(files).every(([name, digest]) => frame.files[name] === digest);
}

/** Whether `bureau.json` is still the one of which these inputs were made. */
export async function isConfigured({ dir, configDigest }: Inputs): Promise<boolean> {
  return sha256(await readFile(join(dir, CONFIG_FILE))) === configDigest;
}

/** The last release, verified, where it is the one after which this was kept and the next may follow it at once. */
export async function sameRelease(
  input: Omit<PublishInput, 'passphrase'>,
  { config }: Inputs,
  { frame }: KeptRound,
): Promise<LastRelease | null> {
  const { dir, now, year } = input;
  const found = await loadLastRelease(dir, now);
  const last = found.ok ? found.value : null;
  const mark = await loadMark(dir);
  if (last === null || mark === null || last.fingerprint !== mark.fingerprint) return null;
  if (sha256(last.previous.targets) !== frame.targets) return null;
  const newest = last.releases.at(-1);
  if (newest?.stage !== 'final' || newest.year !== year) return null;
  if ((await foreignKeys(dir, last.previous)).length > 0) return null;
  const stage = checkStage({ until: null, ...input }, config.bureau.rulebook, last, chinaDay(now));
  return stage.ok && stage.value === null ? last : null;
}

/** Whether the tree over the kept hashes has the signed root: they are then those of the signed records, each in its place. */
export async function isSigned(last: LastRelease, { leaves }: KeptRound): Promise<boolean> {
  const newest = last.releases.at(-1);
  const { root, count } = await treeOver(leaves);
  return root === newest?.root && count === newest.count && count === last.records.length;
}
