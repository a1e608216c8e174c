/** `keys/published.json`: which root was founded here and how far its versions have come, kept apart from the site. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { utf8 } from '../../core/domain/bytes.ts';
import { parseReleases } from '../../core/trust/releases.ts';
import { fingerprint } from '../verify/read-release.ts';
import { replaceDurably } from './durable.ts';
import { HIGHEST, type PublishedVersions } from './signing/metadata.ts';
import type { Previous } from './signing/previous.ts';
import { readOwn } from './signing/roles.ts';

const version = v.pipe(v.number(), v.integer(), v.minValue(1));
const MARK = v.object({
  fingerprint: v.string(),
  release: version,
  targets: version,
  snapshot: version,
  timestamp: version,
});

export interface PublishedMark extends PublishedVersions {
  /** Of the first root file, hex. */
  readonly fingerprint: string;
  /** Number of the newest publication. */
  readonly release: number;
}

function markFile(dir: string): string {
  return join(dir, 'keys/published.json');
}

/** Null before the first publication. Throws when the file is damaged. */
export async function loadMark(dir: string): Promise<PublishedMark | null> {
  const text = await readFile(markFile(dir), 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return null;
    throw fault;
  });
  if (text === null) return null;
  try {
    return v.parse(MARK, JSON.parse(text));
  } catch {
    throw new Error(`${markFile(dir)} 已损坏，请从备份恢复。/ ${markFile(dir)} is damaged: restore it from a backup.`);
  }
}

/** Remembers what is published now. Numbers only rise; nothing is written while none does, or of another root. */
export async function saveMark(dir: string, now: Previous): Promise<void> {
  const before = await loadMark(dir);
  const root = fingerprint(now.roots[0] ?? '');
  if (before !== null && before.fingerprint !== root) return;
  const version = (role: 'targets' | 'snapshot' | 'timestamp') => {
    const old = before?.[role] ?? 0;
    // Where a thief had driven it to its end, it begins anew under another key.
    return Math.max(old < HIGHEST ? old : 0, readOwn(now[role], role).version);
  };
  const mark: PublishedMark = {
    fingerprint: root,
    release: Math.max(before?.release ?? 1, newestRelease(now)),
    targets: version('targets'),
    snapshot: version('snapshot'),
    timestamp: version('timestamp'),
  };
  const text = `${JSON.stringify(mark, null, 2)}\n`;
  if (before === null || text !== `${JSON.stringify(before, null, 2)}\n`) await replaceDurably(markFile(dir), text);
}

/** The list of releases travels in the bundle. */
function newestRelease({ bundled }: Previous): number {
  const [, text = ''] = [...bundled].find(([path]) => path.endsWith('/records.json')) ?? [];
  const releases = parseReleases(utf8(text));
  return (releases.ok ? releases.value.at(-1)?.version : undefined) ?? 1;
}
