/** The publication log of what is shown: its chain, its releases, and that it continues what this device saw before. */
import { type Bytes, fromUtf8, utf8 } from '../../../core/domain/bytes.ts';
import { type LogEntry, type LogHead, logHead, parseLog, verifyLog } from '../../../core/trust/log.ts';
import { isLogPart, joinLog } from '../../../core/trust/log-parts.ts';
import { parseReleases } from '../../../core/trust/releases.ts';
import { trustedVersions } from '../../../core/trust/trusted.ts';
import type { PageStorage } from '../../page/device-storage.ts';
import type { Shown } from './controller.ts';
import { inflateText } from './inflate.ts';

export interface LogView {
  /** Oldest first; of a log that is not whole, what can be read of it. */
  readonly entries: readonly LogEntry[];
  /** `broken`: an entry was rewritten or is missing. `forked`: it does not continue the log that this device saw before. */
  readonly state: 'whole' | 'broken' | 'forked';
}

/** How far the log was seen, and in which versions of the signed list and of the root. */
interface Seen extends LogHead {
  readonly targets: number;
  readonly root: number;
}

/**
 * Reads the log and, when it is whole, remembers under `site` how far it was seen. A release without a log is whole only for
 * a device that never saw one.
 * @param site what tells this site from another of the same host: bureau and pinned root
 */
export async function readLog({ release }: Shown, storage: PageStorage, site: string): Promise<LogView> {
  const { directory } = release.plan;
  const bytes = await wholeLog(directory, release.files);
  const records = release.files.get(`${directory}/records.json`);
  const releases = records ? parseReleases(records) : null;
  const key = `log-seen:${site}`;
  const { targets, root } = trustedVersions(release.trusted);
  const seen = seenIn(storage, key);
  // A device without room for the newest release opens an older one again: a shorter log is then no fork. Under a newer root
  // lower numbers are a new beginning of the numbers, not of the log.
  const older = seen !== null && root <= seen.root && targets < seen.targets;
  const expected = older ? null : seen;
  if (!bytes || !releases?.ok) return { entries: [], state: expected === null ? 'whole' : 'broken' };
  const verified = await verifyLog(bytes, releases.value, expected);
  if (!verified.ok) {
    const forked = verified.fault.every(({ code }) => code === 'forked');
    return { entries: parseLog(bytes) ?? [], state: forked ? 'forked' : 'broken' };
  }
  if (!older) remember(storage, key, { ...(await logHead(verified.value)), targets, root });
  return { entries: verified.value, state: 'whole' };
}

/** With its parts; as it is where one cannot be read, and then it is no log. Null where the release has none. */
async function wholeLog(directory: string, files: ReadonlyMap<string, Bytes>): Promise<Bytes | null> {
  const log = files.get(`${directory}/log.json`);
  if (!log) return null;
  const there = [...files].filter(([path]) => path.startsWith(`${directory}/`) && isLogPart(path));
  try {
    const parts = await Promise.all(
      there.map(async ([path, bytes]) => [path.slice(directory.length + 1), await inflateText(bytes)] as const),
    );
    return utf8(joinLog({ text: fromUtf8(log), parts: new Map(parts) }));
  } catch {
    return log;
  }
}

function seenIn(storage: PageStorage, key: string): Seen | null {
  const [, count, hash, targets, root] = /^(\d+) ([0-9a-f]{64}) (\d+) (\d+)$/.exec(storage.getItem(key) ?? '') ?? [];
  if (!count || !hash || !targets || !root) return null;
  return { count: Number(count), hash, targets: Number(targets), root: Number(root) };
}

function remember(storage: PageStorage, key: string, { count, hash, targets, root }: Seen): void {
  try {
    storage.setItem(key, `${count} ${hash} ${targets} ${root}`);
  } catch {
    // A full storage remembers nothing: then the next visit is a first one.
  }
}
