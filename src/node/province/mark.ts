/** `keys/published.json` of a province: how far every version has come, kept apart from the site. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { replaceDurably } from '../publish/durable.ts';
import type { Previous } from '../publish/signing/previous.ts';
import { readOwn } from '../publish/signing/roles.ts';
import { fingerprint } from '../verify/read-release.ts';

const version = v.pipe(v.number(), v.integer(), v.minValue(1));
const MARK = v.object({
  fingerprint: v.string(),
  targets: version,
  snapshot: version,
  timestamp: version,
  roles: v.record(v.string(), version),
  /** Instants at which the newest list of each bureau was taken in; none for those from before this was noted. */
  taken: v.optional(v.record(v.string(), v.string())),
});

export type ProvinceMark = v.InferOutput<typeof MARK>;

const FILE = 'keys/published.json';

/** Null before the first publication. Throws when the file is damaged. */
export async function loadMark(dir: string): Promise<ProvinceMark | null> {
  const file = join(dir, FILE);
  const text = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return null;
    throw fault;
  });
  try {
    return text === null ? null : v.parse(MARK, JSON.parse(text));
  } catch {
    throw new Error(`${file} 已损坏，请从备份恢复。/ ${file} is damaged: restore it from a backup.`);
  }
}

/** Version of the bureau's list that was ever out; 0 before the first. */
export function reachedBy(mark: Pick<ProvinceMark, 'roles'> | null, bureau: string): number {
  return mark !== null && Object.hasOwn(mark.roles, bureau) ? (mark.roles[bureau] ?? 0) : 0;
}

type Texts = Pick<Previous, 'roots' | 'targets' | 'snapshot' | 'timestamp'>;

/** Remembers what is published now; numbers only rise. */
export async function saveMark(
  dir: string,
  signed: Texts,
  roles: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  const before = await loadMark(dir);
  const reached = (role: 'targets' | 'snapshot' | 'timestamp') =>
    Math.max(before?.[role] ?? 0, readOwn(signed[role], role).version);
  const known = { ...before?.roles };
  const taken = { ...before?.taken };
  for (const [id, text] of roles) {
    const { version } = readOwn(text, 'targets');
    if (version > reachedBy(before, id)) taken[id] = now.toISOString();
    known[id] = Math.max(reachedBy(before, id), version);
  }
  const mark: ProvinceMark = {
    fingerprint: fingerprint(signed.roots[0] ?? ''),
    targets: reached('targets'),
    snapshot: reached('snapshot'),
    timestamp: reached('timestamp'),
    roles: known,
    taken,
  };
  const text = `${JSON.stringify(mark, null, 2)}\n`;
  if (before === null || text !== `${JSON.stringify(before, null, 2)}\n`) await replaceDurably(join(dir, FILE), text);
}
