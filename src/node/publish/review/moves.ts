/** What the next publication shows otherwise than the last, by institution and as a whole. */
import type { InstitutionCode } from '../../../core/domain/institution-code.ts';
import type { InstitutionRecord } from '../../../core/snapshot/record.ts';
import { listState } from '../../../core/snapshot/tables.ts';
import { differing } from '../differing.ts';

/** One institution that is shown with another grade or state. Null: it was not, or is no longer, there. */
export interface Move {
  readonly code: InstitutionCode;
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** A grade or state whose share of all institutions jumped. Counts of institutions. */
export interface Shift {
  readonly state: string;
  readonly before: number;
  readonly after: number;
}

/** A jump worth a second look: this many percentage points, and not just a handful of institutions. */
const JUMP_PERCENT = 10;
const HANDFUL = 5;

/** What a reader takes as the newest word: the proposal while there is one, else the grade or state in force. */
function shown(record: InstitutionRecord): string {
  return record.proposal?.grade ?? listState(record.outcome);
}

/** By code; none for the first publication. */
export function movesSince(
  last: readonly InstitutionRecord[] | null,
  records: readonly InstitutionRecord[],
): readonly Move[] {
  if (last === null) return [];
  return differing(last, records).flatMap(({ before: old, now, newest: { code, name } }) => {
    const [from, to] = [old === undefined ? null : shown(old), now === undefined ? null : shown(now)];
    return from === to ? [] : [{ code, name, from, to }];
  });
}

/** Grades and states whose share jumped since the last publication, most first. */
export function shiftsSince(
  last: readonly InstitutionRecord[] | null,
  records: readonly InstitutionRecord[],
): readonly Shift[] {
  if (last === null || last.length === 0 || records.length === 0) return [];
  const [old, now] = [counted(last), counted(records)];
  const states = [...new Set([...old.keys(), ...now.keys()])].sort();
  const all = last.length * records.length;
  // In whole numbers: 45 to 40 of 50 is ten points, and not 9.99.
  const jump = ({ before, after }: Shift) => Math.abs(before * records.length - after * last.length) * 100;
  return states
    .map((state) => ({ state, before: old.get(state) ?? 0, after: now.get(state) ?? 0 }))
    .filter((shift) => jump(shift) >= JUMP_PERCENT * all && Math.abs(shift.after - shift.before) >= HANDFUL)
    .sort((a, b) => jump(b) - jump(a));
}

function counted(records: readonly InstitutionRecord[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const record of records) counts.set(shown(record), (counts.get(shown(record)) ?? 0) + 1);
  return counts;
}
