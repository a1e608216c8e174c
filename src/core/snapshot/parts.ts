/**
 * The parts of a release's data. A large release lies in parts by town; what little changed since then is one more part,
 * of version 2, so that a phone fetches that part alone: its rows take the place of those that bear the same code.
 */
import { canonicalJson, type Json } from './canonical.ts';
import type { InstitutionRecord, RecordOutcome } from './record.ts';
import type { PartHeader } from './tables.ts';

/** `''` of an undivided release, `'-1'`, `'-2'` … of a divided one, in the order in which parts are read. */
export function partSuffixes(names: Iterable<string>): string[] {
  const suffixes: string[] = [];
  for (const name of names) {
    const found = /^index(-\d+)?\.bin$/.exec(name);
    if (found) suffixes.push(found[1] ?? '');
  }
  return suffixes.sort((a, b) => Number(b) - Number(a));
}

/** The suffix of a part, counted from 0, of so many. */
export function partSuffix(at: number, parts: number): string {
  return parts === 1 ? '' : `-${at + 1}`;
}

/**
 * What stands for each code, in the order of first appearance. Throws SyntaxError where a code comes twice without a part
 * of late changes, or twice among late changes: which of the two stands, nothing would say.
 * @param parts in the order of `partSuffixes`
 */
export function currentRows<Row extends { readonly code: string }>(
  parts: readonly { readonly header: Pick<PartHeader, 'v'>; readonly rows: readonly Row[] }[],
): Map<string, Row> {
  const current = new Map<string, Row>();
  const late = new Map<string, Row>();
  for (const { header, rows } of parts) {
    const taken = header.v === 1 ? current : late;
    for (const row of rows) {
      if (taken.has(row.code)) throw new SyntaxError(`two rows of ${row.code}`);
      taken.set(row.code, row);
      current.set(row.code, row);
    }
  }
  return current;
}

/** What a grade rests on, as far as a record says it. */
export type Grounds = Pick<Extract<RecordOutcome, { status: 'graded' }>, 'reasons' | 'sealedReasons'>;
const NO_GROUNDS: Grounds = { reasons: [], sealedReasons: false };

/** Counts and hashes: they name nobody, and tell nothing that was taken back. */
const COUNTS: ReadonlySet<keyof InstitutionRecord> = new Set(['staff', 'promises', 'sealed']);

/**
 * Whether a row may stay beside the one that takes its place: it says nothing that is not said any more, but for counts,
 * hashes, and a grade that has its line in the log. Texts that were corrected, names of persons, points, proposals, and
 * numbers of decisions that may be revoked must not be in any file.
 * @param former on what the grade would rest that a withdrawn label has taken; undefined: whoever reads a release cannot know it
 */
export function maySupersede(now: InstitutionRecord, old: InstitutionRecord, former?: Grounds): boolean {
  return (Object.keys(old) as (keyof InstitutionRecord)[]).every((field) => {
    if (saysNothing(old[field]) || COUNTS.has(field) || textOf(old[field]) === textOf(now[field])) return true;
    return field === 'outcome' && mayFollow(now.outcome, old.outcome, former);
  });
}

/** A ground that was taken back must leave, whatever else became of the grade. */
function mayFollow(now: RecordOutcome, old: RecordOutcome, former: Grounds | undefined): boolean {
  if (old.status !== 'graded') return old.status !== 'withdrawn';
  if (old.change !== null) return false;
  if (now.status === 'withdrawn') return former === undefined || stands(old, former);
  return stands(old, now.status === 'graded' ? now : NO_GROUNDS);
}

function stands(old: Grounds, now: Grounds): boolean {
  const left = new Set(now.reasons.map(textOf));
  return (now.sealedReasons || !old.sealedReasons) && old.reasons.every((reason) => left.has(textOf(reason)));
}

function saysNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function textOf(value: unknown): string {
  return value === undefined ? '' : canonicalJson(value as Json);
}
