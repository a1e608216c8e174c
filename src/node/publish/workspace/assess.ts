/** All assessment rows of one institution to its assessments: what belongs together is accepted or refused together. */
import type { Assessments } from '../../../core/domain/facts.ts';
import { type AssessmentRow, readAssessment } from './assessment-rows.ts';
import { groupBy } from './group-by.ts';
import { given } from './penalty-rows.ts';
import { type ReadContext, RowReader } from './row-reader.ts';
import type { Ledger, SheetRow } from './table.ts';

interface Seen {
  readonly row: SheetRow;
  readonly kind: AssessmentRow['kind'] | null;
  readonly read: AssessmentRow | null;
}

/** Of these there is one row at most. */
const SINGLE = ['positiveTier', 'publicHealth', 'associationScore', 'importedGrade'] as const;

/** Reads the rows of one institution, in the order of the sheet. */
export function readAssessments(rows: readonly SheetRow[], ledger: Ledger, context: ReadContext): Assessments {
  const seen = rows.map((row): Seen => ({ row, ...readAssessment(new RowReader(row, ledger, context)) }));
  for (const kind of SINGLE) refuseRepeated(seen, kind, ledger);
  const onSite = readOnSite(seen, ledger);
  const good = seen.filter(({ row }) => !ledger.isQuarantined(row)).flatMap(({ read }) => read ?? []);
  const tier = good.find((read) => read.kind === 'positiveTier');
  const publicHealth = good.find((read) => read.kind === 'publicHealth');
  const association = good.find((read) => read.kind === 'associationScore');
  const imported = good.find((read) => read.kind === 'importedGrade');
  return {
    ...(tier === undefined ? {} : { positiveTier: tier.tier }),
    ...(publicHealth === undefined ? {} : { publicHealthScore: publicHealth.score }),
    ...(association === undefined ? {} : { associationScore: association.score }),
    ...(imported === undefined ? {} : { importedGrade: importedOf(imported) }),
    ...(onSite === null ? {} : { onSite }),
  };
}

function importedOf({ grade, source, on }: Extract<AssessmentRow, { kind: 'importedGrade' }>) {
  return { grade, ...given('source', source), ...(on === null ? {} : { on }) };
}

/** Which of two tiers is right cannot be told, so neither is taken. */
function refuseRepeated(seen: readonly Seen[], kind: (typeof SINGLE)[number], ledger: Ledger): void {
  const same = seen.filter((one) => one.kind === kind);
  if (same.length > 1) for (const { row } of same) ledger.row(row, 'assessment-duplicate', 'kind');
}

/**
 * An on-site table counts whole or not at all: Σscore ÷ Σmax without one row is another score, and a missing double-star
 * row could lift a grade. A refused row of unknown kind may have been part of it.
 */
function readOnSite(seen: readonly Seen[], ledger: Ledger): NonNullable<Assessments['onSite']> | null {
  const rows = seen.filter(({ kind, row }) => kind === 'onSite' || (kind === null && ledger.isQuarantined(row)));
  const items = rows.flatMap(({ row, read }) => (read?.kind === 'onSite' ? [{ row, read }] : []));
  if (items.length === 0) return null;
  refuseRepeatedItems(items, ledger);
  const counts = new Set(items.flatMap(({ read }) => read.inspectors ?? []));
  if (counts.size > 1)
    for (const { row, read } of items)
      if (read.inspectors !== null) ledger.row(row, 'inspectors-disagree', 'inspectors');
  if (rows.some(({ row }) => ledger.isQuarantined(row))) {
    for (const { row } of items) if (!ledger.isQuarantined(row)) ledger.row(row, 'onsite-incomplete', 'item');
    return null;
  }
  const [inspectors] = counts;
  const first = items[0];
  if (inspectors === undefined && first !== undefined) ledger.row(first.row, 'inspectors-missing', 'inspectors');
  return { inspectors: inspectors ?? 0, items: items.map(({ read }) => read.item) };
}

function refuseRepeatedItems(
  items: readonly { readonly row: SheetRow; readonly read: AssessmentRow & { readonly kind: 'onSite' } }[],
  ledger: Ledger,
): void {
  const byId = groupBy(items, ({ read }) => read.item.id);
  for (const same of byId.values()) {
    if (same.length > 1) for (const { row } of same) ledger.row(row, 'assessment-duplicate', 'item');
  }
}
