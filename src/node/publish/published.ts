/** `keys/published.json`: which root was founded here and how far its versions have come, kept apart from the site. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { PublishedVersions } from './signing/metadata.ts';
import type { SignedRepository } from './signing/repository.ts';
import { replaceDurably } from './site.ts';

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

/** Remembers what was just published; numbers only rise. `release` is null when only the timestamp was renewed. */
export async function saveMark(
  dir: string,
  fingerprint: string,
  { versions }: SignedRepository,
  release: number | null,
): Promise<void> {
  const before = await loadMark(dir);
  const rise = (key: keyof PublishedVersions) => Math.max(before?.[key] ?? 0, versions[key]);
  const mark: PublishedMark = {
    fingerprint,
    release: Math.max(before?.release ?? 1, release ?? 1),
    targets: rise('targets'),
    snapshot: rise('snapshot'),
    timestamp: rise('timestamp'),
  };
  await replaceDurably(markFile(dir), `${JSON.stringify(mark, null, 2)}\n`);
}
