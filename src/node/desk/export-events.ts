/**
 * From findings to rows for the sheet 事件 of the next workbook: the only way from a complaint to a grade. A row says that
 * a complaint about an institution was substantiated, by which document, on which day – nothing of what was written.
 */
import { chinaDay } from '../../core/domain/iso-date.ts';
import type { CodeTable } from '../publish/codes.ts';
import { EVENT_KINDS, YES_NO } from '../publish/workspace/columns/choices.ts';
import { columnsOf } from '../publish/workspace/columns.ts';
import { holdsIdentityNumber } from '../publish/workspace/privacy.ts';
import type { BoundFindings, CountedFinding } from './bind-findings.ts';
import { isPlainCell } from './decisions.ts';

/** Why a finding became no row. */
export type LeftOut =
  | 'unsubstantiated'
  | 'no-document-no'
  | 'no-day'
  | 'reopened'
  | 'institution-unknown'
  | 'not-plain'
  | 'other-year'
  | 'same-document'
  | 'not-taken';

export interface EventRowOut {
  readonly number: string;
  readonly institutionId: string;
  readonly documentNo: string;
  readonly on: string;
  readonly severe: boolean;
}

export interface EventsOut {
  readonly rows: readonly EventRowOut[];
  readonly left: readonly { readonly number: string; readonly why: LeftOut }[];
}

/** `year`: only decisions of that year; null for all. */
export function eventsOf({ counted, strays }: BoundFindings, codes: CodeTable, year: number | null): EventsOut {
  const ids = new Map([...codes].map(([id, code]): [string, string] => [code, id]));
  const [rows, left]: [EventRowOut[], { number: string; why: LeftOut }[]] = [[], []];
  for (const one of counted) {
    const { number } = one.finding;
    const row = rowOf(one, ids, year);
    if (typeof row === 'string') left.push({ number, why: row });
    else if (rows.some((other) => other.institutionId === row.institutionId && other.documentNo === row.documentNo)) {
      left.push({ number, why: 'same-document' });
    } else rows.push(row);
  }
  return { rows, left: [...left, ...strays.map((number) => ({ number, why: 'not-taken' as const }))] };
}

function rowOf(
  { finding, reopened }: CountedFinding,
  ids: ReadonlyMap<string, string>,
  year: number | null,
): EventRowOut | LeftOut {
  const { number, outcome, document_no: documentNo, on, severe, institution } = finding;
  if (reopened) return 'reopened';
  if (outcome === 'unsubstantiated') return 'unsubstantiated';
  if (documentNo === '') return 'no-document-no';
  if (on === '') return 'no-day';
  if (year !== null && Number(on.slice(0, 4)) !== year) return 'other-year';
  const institutionId = ids.get(institution);
  if (institutionId === undefined) return 'institution-unknown';
  if (![institutionId, documentNo].every(isPlainCell) || holdsIdentityNumber(documentNo)) return 'not-plain';
  return { number, institutionId, documentNo, on, severe: severe === 'yes' };
}

const KIND = EVENT_KINDS.find(({ value }) => value === 'complaint')?.label ?? '';
const [YES, NO] = YES_NO.map(({ label }) => label);

/** All columns of the sheet in its order, so that rows can be pasted below the others; UTF-8 as Excel opens it. */
export function eventsCsv(rows: readonly EventRowOut[]): string {
  const columns = columnsOf('events');
  const lines = rows.map(({ institutionId, on, documentNo, severe }) => {
    const cells: Readonly<Record<string, string | undefined>> = {
      institutionId,
      kind: KIND,
      on,
      documentNo,
      substantiated: YES,
      severeImpact: severe ? YES : NO,
    };
    return columns.map(({ key }) => cells[key] ?? '');
  });
  const text = [columns.map(({ heading }) => heading), ...lines]
    .map((cells) => cells.map(quoted).join(','))
    .join('\r\n');
  return `\uFEFF${text}\r\n`;
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

/** `events-2026-11-23.csv` */
export function eventsFileName(now: Date): string {
  return `events-${chinaDay(now)}.csv`;
}
