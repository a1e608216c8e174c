/** 监督检查: rows to inspections. They stay apart from the entries, of which records are made: nothing of them is public. */
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import { INSPECTION_KINDS } from './columns/choices.ts';
import { type ReadContext, RowReader } from './row-reader.ts';
import type { Ledger, SheetRow } from './table.ts';

export type InspectionKind = (typeof INSPECTION_KINDS)[number]['value'];

export interface Inspection {
  readonly kind: InspectionKind;
  readonly on: IsoDate;
}

/** What the workbook says of the inspections of one institution. */
export interface Inspected {
  /** Each once, however often it was entered. */
  readonly inspections: readonly Inspection[];
  /** Rows that were not accepted: the true number may be higher. */
  readonly unread: number;
}

/** By institution number, also for numbers that the sheet 机构 does not have: their rows are all unread. */
export function readInspected(
  groups: ReadonlyMap<string, readonly SheetRow[]>,
  ledger: Ledger,
  context: ReadContext,
): ReadonlyMap<string, Inspected> {
  return new Map(
    [...groups].map(([id, rows]) => {
      const inspections = readInspections(rows, ledger, context);
      return [id, { inspections, unread: rows.filter((row) => ledger.isQuarantined(row)).length }];
    }),
  );
}

/** The same kind with the same document is one inspection (as GEN-2); without a document, the same kind on the same day. */
function readInspections(rows: readonly SheetRow[], ledger: Ledger, context: ReadContext): readonly Inspection[] {
  const first = new Map<string, number>();
  return rows.flatMap((row) => {
    const reader = new RowReader(row, ledger, context);
    const on = reader.date('on');
    const kind = reader.choice('kind', INSPECTION_KINDS);
    const documentNo = reader.text('documentNo');
    reader.text('note');
    if (reader.refused || on === null || kind === null) return [];
    const key = JSON.stringify(documentNo === '' ? [kind, on] : [kind, documentNo, '']);
    const earlier = first.get(key);
    if (earlier !== undefined) reader.report('inspection-repeated', 'on', String(earlier));
    else first.set(key, row.row);
    return earlier === undefined ? [{ kind, on }] : [];
  });
}
