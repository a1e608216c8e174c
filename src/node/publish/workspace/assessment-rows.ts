/** 评定: the long form, one row an institution and item, to assessments. */
import type { Assessments, OnSiteItem } from '../../../core/domain/facts.ts';
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import { ASSESSMENT_KINDS, STARS, TIERS } from './columns/choices.ts';
import { columnsOf } from './columns.ts';
import type { RowReader } from './row-reader.ts';
import { readChoice, readDecimal } from './values.ts';

type Tier = NonNullable<Assessments['positiveTier']>;

export type AssessmentRow =
  | { readonly kind: 'positiveTier'; readonly tier: Tier }
  | { readonly kind: 'publicHealth'; readonly score: string }
  | { readonly kind: 'associationScore'; readonly score: string }
  | { readonly kind: 'importedGrade'; readonly grade: string; readonly source: string; readonly on: IsoDate | null }
  | { readonly kind: 'onSite'; readonly inspectors: number | null; readonly item: OnSiteItem };

/** What the row is about, as far as can be told, and what it says; `read` is null when the row was refused. */
export interface ReadAssessment {
  readonly kind: AssessmentRow['kind'] | null;
  readonly read: AssessmentRow | null;
}

const ON_SITE_KEYS = ['inspectors', 'item', 'max', 'score', 'star', 'applicable', 'met', 'violationFound'];
const IMPORT_KEYS = ['source', 'importedOn'];

export function readAssessment(row: RowReader): ReadAssessment {
  const kind = row.choice('kind', ASSESSMENT_KINDS);
  if (kind === null) return { kind, read: null };
  warnOfUnused(row, kind);
  const read =
    kind === 'onSite' ? readOnSite(row) : kind === 'importedGrade' ? readImported(row) : readResult(row, kind);
  return { kind, read: row.refused ? null : read };
}

function warnOfUnused(row: RowReader, kind: AssessmentRow['kind']): void {
  const unused = [...(kind === 'onSite' ? ['result'] : ON_SITE_KEYS), ...(kind === 'importedGrade' ? [] : IMPORT_KEYS)];
  for (const { key } of columnsOf('assessments')) {
    // 得分 is where a clerk may well put a public-health score; it is read from there.
    if ((kind === 'publicHealth' || kind === 'associationScore') && key === 'score') continue;
    if (unused.includes(key) && !row.isBlank(key)) row.report('not-used-for-kind', key, labelOf(kind));
  }
}

function labelOf(kind: AssessmentRow['kind']): string {
  return ASSESSMENT_KINDS.find((choice) => choice.value === kind)?.label ?? kind;
}

/** Whether the grade is one of the policy's is the rulebook's to say; its mark (A级) is read as its symbol. */
function readImported(row: RowReader): AssessmentRow | null {
  const text = row.text('result');
  const [source, on] = [row.text('source'), row.date('importedOn')];
  if (text === '') missing(row, 'result', 'importedGrade');
  const known = row.policy?.terms.grades.find(({ symbol, mark }) => [symbol, mark.zh].includes(text.toUpperCase()));
  return text === '' ? null : { kind: 'importedGrade', grade: known?.symbol ?? text, source, on };
}

function readResult(row: RowReader, kind: 'positiveTier' | 'publicHealth' | 'associationScore'): AssessmentRow | null {
  const text = row.text('result');
  if (kind === 'positiveTier') {
    const tier = readChoice(TIERS, text);
    if (text === '') row.report('missing-for-kind', 'result', labelOf(kind));
    else if (tier === null) row.report('choice-unknown', 'result', TIERS.map(({ label }) => label).join('、'));
    return tier === null ? null : { kind, tier: tier.value };
  }
  const score = text === '' ? row.decimal('score') : readDecimal(text);
  if (text === '' && row.isBlank('score')) row.report('missing-for-kind', 'result', labelOf(kind));
  else if (score === null && text !== '') row.report('decimal-unreadable', 'result');
  else if (score !== null && !isShare(score))
    row.report('number-out-of-range', text === '' ? 'score' : 'result', '0–100');
  return score === null ? null : { kind, score };
}

/** 0 to 100; a float is exact enough for a limit, the value itself stays text (GEN-7). */
function isShare(score: string): boolean {
  return Number(score) >= 0 && Number(score) <= 100;
}

function readOnSite(row: RowReader): AssessmentRow | null {
  const inspectors = row.integer('inspectors', 0, 99);
  const id = row.text('item');
  const star = starOf(row.choice('star', STARS));
  const applicable = row.flag('applicable') ?? true;
  const met = row.flag('met');
  const violationFound = row.flag('violationFound') ?? false;
  const [max, score] = [row.decimal('max'), row.decimal('score')];
  if (id === '') missing(row, 'item');
  // What does not apply needs no score; a starred item must say whether it is met, nobody may guess that.
  if (applicable && max === null && row.isBlank('max')) missing(row, 'max');
  if (applicable && score === null && row.isBlank('score')) missing(row, 'score');
  if (applicable && star > 0 && row.isBlank('met')) missing(row, 'met');
  if (max !== null && score !== null && Number(score) > Number(max))
    row.report('number-out-of-range', 'score', `0–${max}`);
  const item = { id, max: max ?? '0', score: score ?? '0', star, applicable, met: met ?? true, violationFound };
  return { kind: 'onSite', inspectors, item };
}

function missing(row: RowReader, key: string, kind: AssessmentRow['kind'] = 'onSite'): void {
  row.report('missing-for-kind', key, labelOf(kind));
}

function starOf(value: '0' | '1' | '2' | null): OnSiteItem['star'] {
  return value === '2' ? 2 : value === '1' ? 1 : 0;
}
