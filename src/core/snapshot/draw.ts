/**
 * The public record of draws, `<bureau>/<year>/draw.json` (policy readings, YS-2). Before the inspections only a commitment is
 * published, so that nobody is warned and nothing can be exchanged afterwards; then the seed and the list, so that everyone
 * can draw again.
 *
 * Bytes: the frozen list is the canonical JSON of `[[id,grade],…]`, by id, in UTF-8: no blanks, no newline. The commitment is
 * the lower-case hex of SHA-256(seed in UTF-8 ‖ the 32 bytes of SHA-256 of the list).
 */
import { concat, fromUtf8, sha256, toHex, utf8 } from '../domain/bytes.ts';
import { type DrawShares, drawByShares } from '../domain/draw.ts';
import { type IsoDate, parseIsoDate } from '../domain/iso-date.ts';
import { canonicalJson } from './canonical.ts';

/** Public code and grade in force. */
export type DrawEntry = readonly [id: string, grade: string];

export interface RevealedDraw {
  /** Day of the publication that revealed it. */
  readonly on: IsoDate;
  readonly seed: string;
  /** Everyone who could be drawn, by id. */
  readonly list: readonly DrawEntry[];
  /** As `drawByShares` gives them. */
  readonly drawn: readonly string[];
}

export interface DrawRound {
  /** Counts up over the years; a missing number is a round that was taken away. */
  readonly n: number;
  /** Day of the publication that first held the commitment. */
  readonly committedOn: IsoDate;
  /** SHA-256, hex. */
  readonly commitment: string;
  /** Of the policy in force when the list was frozen. */
  readonly shares: DrawShares;
  /** How many institutions of each grade the list holds. */
  readonly of: Readonly<Record<string, number>>;
  readonly revealed: RevealedDraw | null;
}

export interface DrawFile {
  readonly v: 1;
  /** By number. */
  readonly rounds: readonly DrawRound[];
}

/** What does not fit in a revealed round. */
export type DrawFault =
  /** Unsorted, an id twice, a grade without a share. */
  | 'list'
  /** Seed and list are not those that were committed to. */
  | 'commitment'
  /** Other counts than were published with the commitment. */
  | 'counts'
  /** Other institutions than seed, list and shares give. */
  | 'drawn';

/** In the one order that is hashed. */
export function sortedList(list: readonly DrawEntry[]): readonly DrawEntry[] {
  return [...list].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The exact text of a frozen list. */
export function listText(list: readonly DrawEntry[]): string {
  return canonicalJson(list);
}

/** What is published before the draw; hex. */
export async function drawCommitment(seed: string, list: readonly DrawEntry[]): Promise<string> {
  return toHex(await sha256(concat(utf8(seed), await sha256(utf8(listText(list))))));
}

/** Whom seed, list and shares give. Throws RangeError for a grade without a share. */
export async function drawFrom(
  seed: string,
  list: readonly DrawEntry[],
  shares: DrawShares,
): Promise<readonly string[]> {
  const subjects = list.map(([id, grade]) => ({ id, grade }));
  return (await drawByShares(seed, subjects, shares)).drawn;
}

/** How many institutions of each grade that has a share. */
export function countGrades(list: readonly DrawEntry[], shares: DrawShares): Readonly<Record<string, number>> {
  const symbols = Object.keys(shares).sort();
  return Object.fromEntries(symbols.map((symbol) => [symbol, list.filter(([, grade]) => grade === symbol).length]));
}

/** Draws again. Empty where everything fits, and for a round that is not revealed yet. */
export async function drawFaults({
  commitment,
  shares,
  of,
  revealed,
}: Omit<DrawRound, 'n' | 'committedOn'>): Promise<readonly DrawFault[]> {
  if (revealed === null) return [];
  const { seed, list, drawn } = revealed;
  const unusable = list.some(
    ([id, grade], at) => !Object.keys(shares).includes(grade) || id <= (list[at - 1]?.[0] ?? ''),
  );
  if (unusable) return ['list'];
  const faults: DrawFault[] = [];
  if ((await drawCommitment(seed, list)) !== commitment) faults.push('commitment');
  if (canonicalJson(countGrades(list, shares)) !== canonicalJson(of)) faults.push('counts');
  if (canonicalJson(await drawFrom(seed, list, shares)) !== canonicalJson(drawn)) faults.push('drawn');
  return faults;
}

/** Reads verified bytes of `draw.json`; null where they have another shape. */
export function parseDrawFile(bytes: Uint8Array): DrawFile | null {
  let file: unknown;
  try {
    file = JSON.parse(fromUtf8(bytes));
  } catch {
    return null;
  }
  if (!isMap(file) || file.v !== 1 || !Array.isArray(file.rounds)) return null;
  const rounds = file.rounds.map(parseRound).filter((round) => round !== null);
  const ordered = rounds.every(({ n }, at) => n > (rounds[at - 1]?.n ?? 0));
  return ordered && rounds.length === file.rounds.length ? { v: 1, rounds } : null;
}

function parseRound(value: unknown): DrawRound | null {
  if (!isMap(value)) return null;
  const { n, commitment, shares, of } = value;
  const committedOn = dayIn(value.committedOn);
  const revealed = value.revealed === null ? null : parseRevealed(value.revealed);
  if (!isCount(n) || typeof commitment !== 'string' || !/^[0-9a-f]{64}$/.test(commitment)) return null;
  if (committedOn === null || revealed === undefined || !areCounts(shares) || !areCounts(of)) return null;
  if (Object.values(shares).some((percent) => percent > 100)) return null;
  return { n, committedOn, commitment, shares, of, revealed };
}

/** Undefined where it is none. */
function parseRevealed(value: unknown): RevealedDraw | undefined {
  if (!isMap(value)) return undefined;
  const { seed, list, drawn } = value;
  const on = dayIn(value.on);
  if (on === null || typeof seed !== 'string' || seed === '' || !Array.isArray(list) || !isTexts(drawn)) {
    return undefined;
  }
  return list.every(isEntry) ? { on, seed, list, drawn } : undefined;
}

function dayIn(value: unknown): IsoDate | null {
  return typeof value === 'string' ? parseIsoDate(value) : null;
}

function isEntry(value: unknown): value is DrawEntry {
  return isTexts(value) && value.length === 2 && value[0] !== '';
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function areCounts(value: unknown): value is Readonly<Record<string, number>> {
  return isMap(value) && Object.values(value).every(isCount);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
