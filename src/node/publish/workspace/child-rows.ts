/** Rows of one institution, sheet by sheet, to what the domain calls them. */
import type { Amendment, Event, InstitutionFacts } from '../../../core/domain/facts.ts';
import type { CommitmentLetter, StaffMember } from '../../../core/domain/institution.ts';
import { readEvent } from './event-rows.ts';
import { readPenalty } from './penalty-rows.ts';
import { type ReadContext, RowReader } from './row-reader.ts';
import { readCommitment, readStaffMember } from './staff-rows.ts';
import type { Ledger, SheetRow } from './table.ts';

/** Staff of one institution; a row the same as an earlier one is not taken twice. */
export function readStaff(rows: readonly SheetRow[], ledger: Ledger, context: ReadContext): readonly StaffMember[] {
  const first = new Map<string, number>();
  return rows.flatMap((row) => {
    const reader = new RowReader(row, ledger, context);
    const member = readStaffMember(reader);
    const key = JSON.stringify(member);
    const earlier = first.get(key);
    if (!reader.refused && earlier !== undefined) reader.report('staff-duplicate', 'name', String(earlier));
    else if (!reader.refused) first.set(key, row.row);
    return reader.refused ? [] : [member];
  });
}

/** Events and amendments of one institution, in the order 处罚, 事件. */
export function readFacts(
  children: { readonly penalties: readonly SheetRow[]; readonly events: readonly SheetRow[] },
  ledger: Ledger,
  context: ReadContext,
): Pick<InstitutionFacts, 'events' | 'amendments'> {
  const events: Event[] = [];
  const amendments: Amendment[] = [];
  const first = new Map<string, number>();
  const repairs: { reader: RowReader; documentNo: string }[] = [];
  const warnOfRepeat = (event: Event, row: SheetRow, reader: RowReader) => {
    const key = `${event.kind}\n${event.documentNo ?? ''}`;
    const earlier = event.documentNo === undefined ? undefined : first.get(key);
    if (earlier !== undefined) reader.report('document-repeated', 'documentNo', String(earlier));
    else first.set(key, row.row);
  };
  for (const row of [...children.penalties, ...children.events]) {
    const reader = new RowReader(row, ledger, context);
    const read = row.sheet === 'penalties' ? penaltyAsEvent(reader) : readEvent(reader);
    if (read?.kind === 'amendment') amendments.push(read.amendment);
    if (read?.kind !== 'event') continue;
    events.push(read.event);
    warnOfRepeat(read.event, row, reader);
    if (read.event.kind === 'creditRepair') repairs.push({ reader, documentNo: read.event.repairs });
  }
  const documents = new Set(events.map((event) => event.documentNo));
  for (const { reader, documentNo } of repairs)
    if (!documents.has(documentNo)) reader.report('repairs-unknown', 'repairs');
  return { events, amendments };
}

function penaltyAsEvent(reader: RowReader) {
  const penalty = readPenalty(reader);
  return penalty === null ? null : { kind: 'event' as const, event: penalty };
}

/** The letter of the newest year; an earlier one stays accepted, as the history that it is. */
export function newestCommitment(
  rows: readonly SheetRow[],
  ledger: Ledger,
  context: ReadContext,
): CommitmentLetter | null {
  const byYear = new Map<number, { letter: CommitmentLetter; row: number }>();
  for (const row of rows) {
    const reader = new RowReader(row, ledger, context);
    const letter = readCommitment(reader);
    if (letter === null) continue;
    const earlier = byYear.get(letter.year);
    if (earlier === undefined) byYear.set(letter.year, { letter, row: row.row });
    else reader.report('commitment-duplicate', 'year', String(earlier.row));
  }
  const newest = Math.max(...byYear.keys());
  return byYear.get(newest)?.letter ?? null;
}
