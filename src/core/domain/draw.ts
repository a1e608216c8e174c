/**
 * A draw that anyone can repeat: a share of each grade, in an order that only the seed decides (policy readings, YS-1
 * and YS-2). Here and not among the rulebooks, since phones recompute it too.
 */
import { type Bytes, toHex, utf8 } from './bytes.ts';

/** Percent of each grade that is drawn, by the grade's symbol; whole numbers from 0 to 100. */
export type DrawShares = Readonly<Record<string, number>>;

export interface DrawSubject {
  readonly id: string;
  /** Null: not graded, and so in no draw. */
  readonly grade: string | null;
}

export interface DrawCount {
  readonly of: number;
  readonly drawn: number;
}

export interface Draw {
  /** Ids: grades in the order of their symbols (A first), within a grade by HMAC. */
  readonly drawn: readonly string[];
  /** Every grade that has a share, those without institutions too. */
  readonly byGrade: Readonly<Record<string, DrawCount>>;
}

/** YS-1: of `count` institutions so many percent, rounded up; exact for every count below 2^46. */
export function drawSize(count: number, percent: number): number {
  const hundredths = count * percent;
  const rest = hundredths % 100;
  return (hundredths - rest) / 100 + (rest > 0 ? 1 : 0);
}

/**
 * YS-2: within a grade, ids ordered by the lower-case hex of HMAC-SHA-256 with the seed's UTF-8 as key and the id's UTF-8
 * as message, ascending; the first `drawSize` of them. The order of `subjects` changes nothing. Ids must differ, the seed must
 * not be empty. Throws RangeError for a grade that has no share.
 */
export async function drawByShares(seed: string, subjects: readonly DrawSubject[], shares: DrawShares): Promise<Draw> {
  const symbols = Object.keys(shares).sort();
  const byGrade = new Map<string, string[]>(symbols.map((symbol) => [symbol, []]));
  for (const { id, grade } of subjects) {
    if (grade === null) continue;
    const ids = byGrade.get(grade);
    if (ids === undefined) throw new RangeError(`no share for grade ${grade}`);
    ids.push(id);
  }
  const key = await importSeed(seed);
  const drawn: string[] = [];
  const counts: [string, DrawCount][] = [];
  for (const [symbol, ids] of byGrade) {
    const size = drawSize(ids.length, shares[symbol] ?? 0);
    drawn.push(...(await inDrawOrder(key, ids)).slice(0, size));
    counts.push([symbol, { of: ids.length, drawn: size }]);
  }
  return { drawn, byGrade: Object.fromEntries(counts) };
}

async function inDrawOrder(key: SeedKey, ids: readonly string[]): Promise<string[]> {
  const keyed = await Promise.all(ids.map(async (id) => ({ id, mac: toHex(await macOf(key, id)) })));
  // Two ids have one HMAC only where both hold half a character (a lone surrogate), which UTF-8 cannot tell apart.
  keyed.sort((a, b) => (a.mac === b.mac ? compare(a.id, b.id) : compare(a.mac, b.mac)));
  return keyed.map(({ id }) => id);
}

function compare(a: string, b: string): -1 | 1 {
  return a < b ? -1 : 1;
}

type SeedKey = Awaited<ReturnType<typeof importSeed>>;

function importSeed(seed: string) {
  return crypto.subtle.importKey('raw', utf8(seed), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

async function macOf(key: SeedKey, id: string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(id)));
}
