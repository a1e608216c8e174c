/** The publication log of what is shown: its chain, its releases, and that it continues what this device saw before. */
import { type LogEntry, type LogHead, logHead, parseLog, verifyLog } from '../../../core/trust/log.ts';
import { parseReleases } from '../../../core/trust/releases.ts';
import { trustedVersions } from '../../../core/trust/trusted.ts';
import type { PageStorage } from '../../page/device-storage.ts';
import type { Shown } from './controller.ts';

export interface LogView {
  /** Oldest first; of a log that is not whole, what can be read of it. */
  readonly entries: readonly LogEntry[];
  /** `broken`: an entry was rewritten or is missing. `forked`: it does not continue the log that this device saw before. */
  readonly state: 'whole' | 'broken' | 'forked';
}

/** How far the log was seen, and in which version of the signed list. */
interface Seen extends LogHead {
  readonly version: number;
}

/** Reads the log and, when it is whole, remembers how far it was seen. Null where the release carries none. */
export async function readLog({ data, release }: Shown, storage: PageStorage): Promise<LogView | null> {
  const { directory } = release.plan;
  const bytes = release.files.get(`${directory}/log.json`);
  const records = release.files.get(`${directory}/records.json`);
  const releases = records ? parseReleases(records) : null;
  if (!bytes || !releases?.ok) return null;
  const key = `log-seen:${data.bureau.id}`;
  const version = trustedVersions(release.trusted).targets;
  const seen = seenIn(storage, key);
  // A device without room for the newest release opens an older one again: a shorter log is then no fork.
  const older = seen !== null && version < seen.version;
  const verified = await verifyLog(bytes, releases.value, older ? null : seen);
  if (!verified.ok) {
    const forked = verified.fault.every(({ code }) => code === 'forked');
    return { entries: parseLog(bytes) ?? [], state: forked ? 'forked' : 'broken' };
  }
  if (!older) remember(storage, key, { ...(await logHead(verified.value)), version });
  return { entries: verified.value, state: 'whole' };
}

function seenIn(storage: PageStorage, key: string): Seen | null {
  const [, count, hash, version] = /^(\d+) ([0-9a-f]{64}) (\d+)$/.exec(storage.getItem(key) ?? '') ?? [];
  return count && hash && version ? { count: Number(count), hash, version: Number(version) } : null;
}

function remember(storage: PageStorage, key: string, { count, hash, version }: Seen): void {
  try {
    storage.setItem(key, `${count} ${hash} ${version}`);
  } catch {
    // A full storage remembers nothing: then the next visit is a first one.
  }
}
