/** 奖惩: rows to incentives and sanctions. */
import type { StandingMeasure } from '../../../core/domain/institution.ts';
import { MEASURE_LISTS } from './columns/choices.ts';
import { type ReadContext, RowReader } from './row-reader.ts';
import type { Ledger, SheetRow } from './table.ts';

/** Null when the row was refused, or must not be shown. */
export function readMeasure(row: RowReader): StandingMeasure | null {
  const list = row.choice('list', MEASURE_LISTS);
  const text = row.text('text');
  const documentNo = row.text('documentNo');
  const from = row.date('from');
  const until = row.date('until');
  if (from !== null && until !== null && until < from) row.report('until-before-from', 'until');
  if (row.refused || list === null || text === '' || from === null) return null;
  if (list === 'sanction' && documentNo === '') {
    row.report('sanction-without-document', 'documentNo');
    return null;
  }
  return { list, text, documentNo, from, until };
}

export function readMeasures(
  rows: readonly SheetRow[],
  ledger: Ledger,
  context: ReadContext,
): readonly StandingMeasure[] {
  return rows.flatMap((row) => readMeasure(new RowReader(row, ledger, context)) ?? []);
}
