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
 * of late changes.
 * @param parts in the order of `partSuffixes`
 */
export function currentRows<Row extends { readonly code: string }>(
  parts: readonly { readonly header: Pick<PartHeader, 'v'>; readonly rows: readonly Row[] }[],
): Map<string, Row> {
  const current = new Map<string, Row>();
  for (const { header, rows } of parts) {
    for (const row of rows) {
      if (header.v === 1 && current.has(row.code)) throw new SyntaxError(`two rows of ${row.code}`);
      current.set(row.code, row);
    }
  }
  return current;
}

/** What may lie in a superseded row for the rest of its year: grades, which the log tells anyway, counts and hashes. */
const GRADES_AND_COUNTS: ReadonlySet<keyof InstitutionRecord> = new Set([
  'outcome',
  'proposal',
  'staff',
  'promises',
  'credit',
  'commitment',
  'sealed',
]);

/**
 * Whether a row may stay beside the one that takes its place. Texts that were corrected, names of persons, and numbers of
 * decisions that may be revoked must not be in any file.
 */
export function maySupersede(now: InstitutionRecord, old: InstitutionRecord): boolean {
  const fields = new Set([...Object.keys(old), ...Object.keys(now)] as (keyof InstitutionRecord)[]);
  const differing = [...fields].filter((field) => textOf(old[field]) !== textOf(now[field]));
  if (!differing.every((field) => GRADES_AND_COUNTS.has(field))) return false;
  const items = (record: InstitutionRecord) => textOf(record.commitment?.items);
  if (differing.includes('commitment') && old.commitment !== null && items(old) !== items(now)) return false;
  return !differing.includes('outcome') || mayFollow(now.outcome, old.outcome);
}

/** A ground that was taken back must leave; one of a grade that a decision lowered, or took away, was true. */
function mayFollow(now: RecordOutcome, old: RecordOutcome): boolean {
  if (old.status !== 'graded') return old.status !== 'withdrawn';
  if (old.change !== null) return false;
  if (now.status === 'withdrawn') return true;
  if (now.status !== 'graded') return old.reasons.length === 0;
  const left = new Set(now.reasons.map(textOf));
  return now.change !== null || old.reasons.every((reason) => left.has(textOf(reason)));
}

function textOf(value: unknown): string {
  return value === undefined ? '' : canonicalJson(value as Json);
}
