/** `refused.json`: what the last renewal did not take of which bureau, and since when: for whoever looks later. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { replaceDurably } from '../publish/durable.ts';
import type { Renewed } from './renew.ts';

const FILE = 'refused.json';

const REFUSED = v.object({
  bureau: v.string(),
  /** Instant of the first renewal that refused it for this reason. */
  since: v.string(),
  code: v.string(),
  detail: v.optional(v.string()),
});

/** A refusal as it is remembered: `code` and `detail` as `Refusal` has them, without the problems of single files. */
export type Refused = v.InferOutput<typeof REFUSED>;

/** None where nothing was refused, or the file is damaged: the next renewal writes it anew. */
export async function loadRefused(dir: string): Promise<readonly Refused[]> {
  try {
    return v.parse(v.array(REFUSED), JSON.parse(await readFile(join(dir, FILE), 'utf8')));
  } catch {
    return [];
  }
}

/** Remembers what a renewal refused, in the place of what the one before did. */
export async function saveRefused(dir: string, refused: Renewed['refused'], now: Date): Promise<void> {
  const before = await loadRefused(dir);
  const next = refused.map(({ bureau, refusal }): Refused => {
    const { code } = refusal;
    const detail = 'detail' in refusal ? { detail: refusal.detail } : {};
    const same = before.find((one) => one.bureau === bureau && one.code === code);
    return { bureau, since: same?.since ?? now.toISOString(), code, ...detail };
  });
  if (JSON.stringify(next) === JSON.stringify(before)) return;
  if (next.length === 0) await rm(join(dir, FILE), { force: true });
  else await replaceDurably(join(dir, FILE), `${JSON.stringify(next, null, 2)}\n`);
}
