/** 资格: one row an institution to the conditions of taking part. */
import { decimal, formatDecimal } from '../../../core/domain/decimal.ts';
import type { Eligibility } from '../../../core/domain/facts.ts';
import { INSTITUTION_LEVELS } from './columns/choices.ts';
import { type ReadContext, RowReader } from './row-reader.ts';
import type { Ledger, SheetRow } from './table.ts';
import { readDecimal } from './values.ts';

/** Null when the row was refused. */
export function readEligibility(row: RowReader): Eligibility | null {
  const read = {
    member: row.flag('member'),
    licencesValid: row.flag('licencesValid'),
    meetsBasicStandards: row.flag('meetsBasicStandards'),
    licenceConductClean: row.flag('licenceConductClean'),
    qualifiedStaffOnly: row.flag('qualifiedStaffOnly'),
    level: row.choice('level', INSTITUTION_LEVELS),
    monthsInOperation: row.integer('monthsInOperation', 0, 9_999),
    majorIncidentWithinTwoYears: row.flag('majorIncidentWithinTwoYears'),
    badPracticePointsByYear: readPoints(row),
    satisfaction: readSatisfaction(row),
    adverseRecordWithinTwoYears: row.flag('adverseRecordWithinTwoYears'),
    conductFailingWithinTwoYears: row.flag('conductFailingWithinTwoYears'),
  };
  return row.refused || !isWhole(read) ? null : read;
}

type Read = { readonly [Field in keyof Eligibility]: Eligibility[Field] | null };

function isWhole(read: Read): read is Eligibility {
  return Object.values(read).every((value) => value !== null);
}

/** Year by year: unlike other lists, one that keeps equal values. */
function readPoints(row: RowReader): readonly string[] | null {
  const text = row.text('badPracticePointsByYear');
  const points = text.split(/[;；、，,\s]+/).filter((one) => one !== '');
  const known = points.flatMap((one) => readDecimal(one) ?? []).filter((one) => !one.startsWith('-'));
  if (known.length < points.length) row.report('decimal-unreadable', 'badPracticePointsByYear');
  return known.length === 0 ? null : known;
}

/** 92.5 and 92.5% are 0.925 of one; up to 1 it is taken as written, as a percent cell of Excel gives it. */
function readSatisfaction(row: RowReader): string | null {
  const text = row.text('satisfaction');
  const percent = /[%％]$/.test(text);
  const value = readDecimal(text.replace(/[%％]$/, ''));
  if (text === '') return null;
  if (value === null) row.report('decimal-unreadable', 'satisfaction');
  else if (Number(value) < 0 || Number(value) > 100) row.report('number-out-of-range', 'satisfaction', '0–100%');
  else if (!percent && Number(value) <= 1) return value;
  else return shareOf(value);
  return null;
}

/** Exact: a share never reaches a threshold by rounding (GEN-7). */
function shareOf(percent: string): string {
  const { units, scale } = decimal(percent);
  return formatDecimal({ units, scale: scale + 2 });
}

/** Of two rows which one is right cannot be told, so neither is taken. */
export function readEligibilityOf(rows: readonly SheetRow[], ledger: Ledger, context: ReadContext): Eligibility | null {
  const read = rows.map((row) => readEligibility(new RowReader(row, ledger, context)));
  if (rows.length > 1) for (const row of rows) ledger.row(row, 'assessment-duplicate', 'institutionId');
  return rows.length === 1 ? (read[0] ?? null) : null;
}
