/** Sealing a round and asking for its reveal; the next publication carries either out. */
import { randomBytes } from 'node:crypto';
import { chinaDay, type IsoDate } from '../../../core/domain/iso-date.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { countGrades, type DrawEntry, drawCommitment, sortedList } from '../../../core/snapshot/draw.ts';
import { publicNow } from '../../../core/snapshot/public-now.ts';
import type { InstitutionRecord } from '../../../core/snapshot/record.ts';
import { type LastRelease, loadLastRelease } from '../last-release.ts';
import { withLock } from '../lock.ts';
import { publishedRounds } from './rounds.ts';
import { loadSealed, type SealedDraw, saveSealed } from './sealed.ts';
import { fits } from './targets.ts';

export type DrawRefusal =
  | { readonly code: 'nothing-published' | 'no-draw' | 'nobody' }
  | { readonly code: 'last-release'; readonly detail: string }
  /** This round waits for a publication, or for its reveal: one at a time, else one could choose among draws. */
  | { readonly code: 'unpublished' | 'unrevealed'; readonly n: number }
  | { readonly code: 'nothing-sealed' }
  | { readonly code: 'never-published' | 'seed-lost' | 'does-not-fit'; readonly n: number };

export interface Sealed {
  readonly n: number;
  readonly commitment: string;
  readonly of: Readonly<Record<string, number>>;
}

/** 128 bits: nobody finds the seed from the commitment, though the list can be guessed. */
const newSeed = (): string => randomBytes(16).toString('hex');

/**
 * Freezes the graded institutions of the release in force and seals a new round. Nothing is public before the next
 * publication. `seed`: 32 hex digits; random unless a test gives it.
 */
export async function commitDraw(
  { dir, now }: { readonly dir: string; readonly now: Date },
  seed = newSeed(),
): Promise<Result<Sealed, DrawRefusal>> {
  return withLock(dir, async () => {
    const last = await lastRelease(dir, now);
    if (!last.ok) return last;
    const draw = last.value.terms.draw;
    if (draw === null) return fail({ code: 'no-draw' });
    const published = await publishedRounds(dir, last.value);
    const sealed = await loadSealed(dir);
    const newest = published.at(-1)?.n ?? 0;
    const waiting = sealed.find(({ n }) => n > newest);
    if (waiting) return fail({ code: 'unpublished', n: waiting.n });
    // One whose seed was lost can never be revealed: it stays public as it is, and does not end all draws.
    const open = published.find(({ n, revealed }) => revealed === null && sealed.some((one) => one.n === n));
    if (open) return fail({ code: 'unrevealed', n: open.n });
    const list = frozenList(last.value.records, draw.shares, chinaDay(now));
    if (list.length === 0) return fail({ code: 'nobody' });
    const n = Math.max(newest, sealed.at(-1)?.n ?? 0) + 1;
    const round: SealedDraw = { v: 1, n, seed, shares: { ...draw.shares }, list, reveal: false };
    await saveSealed(dir, round);
    return ok({ n, commitment: await drawCommitment(seed, list), of: countGrades(list, draw.shares) });
  });
}

/** Lets the next publication reveal the sealed round. Only one whose commitment the release in force already holds. */
export async function revealDraw({
  dir,
  now,
}: {
  readonly dir: string;
  readonly now: Date;
}): Promise<Result<{ readonly n: number }, DrawRefusal>> {
  return withLock(dir, async () => {
    const last = await lastRelease(dir, now);
    if (!last.ok) return last;
    const published = await publishedRounds(dir, last.value);
    const sealed = await loadSealed(dir);
    const newest = sealed.at(-1);
    if (newest && !published.some(({ n }) => n >= newest.n)) return fail({ code: 'never-published', n: newest.n });
    const open = published.filter(({ revealed }) => revealed === null);
    const round = open.at(-1);
    if (round === undefined) return fail({ code: 'nothing-sealed' });
    const secret = sealed.find(({ n }) => n === round.n);
    if (secret === undefined) return fail({ code: 'seed-lost', n: round.n });
    if (!(await fits(round, secret))) return fail({ code: 'does-not-fit', n: round.n });
    await saveSealed(dir, { ...secret, reveal: true });
    return ok({ n: round.n });
  });
}

async function lastRelease(dir: string, now: Date): Promise<Result<LastRelease, DrawRefusal>> {
  const last = await loadLastRelease(dir, now);
  if (!last.ok) return fail({ code: 'last-release', detail: JSON.stringify(last.fault) });
  return last.value === null ? fail({ code: 'nothing-published' }) : ok(last.value);
}

/** Everyone whose grade is in force that day and has a share, by public code. */
function frozenList(
  records: readonly InstitutionRecord[],
  shares: Readonly<Record<string, number>>,
  day: IsoDate,
): [string, string][] {
  const list = records.flatMap((record): DrawEntry[] => {
    const { state } = publicNow(record, [], day);
    return state.kind === 'graded' && Object.hasOwn(shares, state.grade.grade)
      ? [[record.code, state.grade.grade]]
      : [];
  });
  return sortedList(list).map(([id, grade]) => [id, grade]);
}
