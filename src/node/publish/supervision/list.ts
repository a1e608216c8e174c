/** The bureau's list of supervision, from a verified release and the inspections of the workbook. Private, like those. */
import type { InstitutionCode } from '../../../core/domain/institution-code.ts';
import { chinaDay, type IsoDate } from '../../../core/domain/iso-date.ts';
import type { RulebookTerms, Text } from '../../../core/domain/terms.ts';
import type { DrawRound } from '../../../core/snapshot/draw.ts';
import { type PublicState, publicNow } from '../../../core/snapshot/public-now.ts';
import type { GradeChange, InstitutionRecord } from '../../../core/snapshot/record.ts';
import type { LogEntry } from '../../../core/trust/log.ts';
import { firstFinalDay } from '../final-day.ts';
import type { Inspected } from '../workspace/inspection-rows.ts';
import { type Asked, type Count, countChecks, type Span, spanOf } from './count.ts';

export interface SupervisionSource {
  readonly terms: RulebookTerms;
  readonly records: readonly InstitutionRecord[];
  readonly log: readonly LogEntry[];
  readonly rounds: readonly DrawRound[];
  /** The bureau's own number by public code. */
  readonly ids: ReadonlyMap<InstitutionCode, string>;
  /** By the bureau's own number. */
  readonly inspected: ReadonlyMap<string, Inspected>;
  readonly day: IsoDate;
}

interface Named {
  readonly code: InstitutionCode;
  readonly id: string;
  readonly name: string;
  readonly town: string;
}

export interface Supervised extends Named, Count {
  readonly grade: string;
  readonly mark: Text;
  /** Of the grade. */
  readonly year: number;
  /** Null: the policy names no number for this institution. */
  readonly asked: Asked | null;
  readonly span: Span;
  /** The grade was another one before, within the span. */
  readonly changed: GradeChange | null;
  /** Rows of its inspections that were not accepted, so that `done` may be too low. */
  readonly unread: number;
}

export interface Unasked extends Named {
  readonly state: Exclude<PublicState['kind'], 'graded'>;
}

export interface SupervisionList {
  readonly day: IsoDate;
  /** Most left first, then by town and name. */
  readonly institutions: readonly Supervised[];
  /** Without a grade in force, by town and name. */
  readonly unasked: readonly Unasked[];
  /** The round that decides, where a draw does; null before the first reveal, and where numbers decide. */
  readonly round: DrawRound | null;
}

/** Whether the policy says whom to inspect how often, by numbers or by a draw. */
export function isSupervised({ supervision, draw }: RulebookTerms): boolean {
  return draw !== null || Object.keys(supervision).length > 0;
}

/** First day on which all grades in force were those of the release; null where none ever changed. */
export function gradesSince(log: readonly LogEntry[]): IsoDate | null {
  const entry = log.findLast(({ changes }) => changes.length > 0);
  return entry ? chinaDay(new Date(entry.time)) : null;
}

/**
 * What is due on a day from `gradesSince` on. A grade that changed within the span asks its number for the whole of it:
 * checks made under the grade before count too. Every record must have its number in `ids`.
 */
export function makeSupervisionList(source: SupervisionSource): SupervisionList {
  const { records, rounds, ids, day } = source;
  const revealed = rounds.findLast((round) => round.revealed !== null && round.revealed.on <= day) ?? null;
  const institutions: Supervised[] = [];
  const unasked: Unasked[] = [];
  for (const record of records) {
    const { code, name, town } = record;
    const named = { code, id: ids.get(code) ?? '', name, town };
    const { state } = publicNow(record, [], day);
    if (state.kind === 'graded')
      institutions.push({ ...named, ...supervise(record, state, revealed, named.id, source) });
    else unasked.push({ ...named, state: state.kind });
  }
  return {
    day,
    institutions: institutions.sort((a, b) => b.left - a.left || byPlace(a, b)),
    unasked: unasked.sort(byPlace),
    round: revealed,
  };
}

function supervise(
  { code, year }: InstitutionRecord,
  { grade, change }: Extract<PublicState, { kind: 'graded' }>,
  round: DrawRound | null,
  id: string,
  { terms, log, inspected, day }: SupervisionSource,
): Omit<Supervised, keyof Named> {
  const from = firstFinalDay(log, year);
  if (from === null) throw new Error(`${code} has a grade of ${year}, and no final grades of ${year} were published`);
  const term = { from, last: grade.validUntil };
  const { asked, span } = terms.draw
    ? askedByDraw(terms.draw.article, code, round, spanOf('year', day, term))
    : askedByGrade(terms.supervision[grade.grade], day, term);
  const { inspections, unread } = inspected.get(id) ?? { inspections: [], unread: 0 };
  return {
    grade: grade.grade,
    mark: grade.mark,
    year,
    asked,
    span,
    ...countChecks(asked, inspections, span, day),
    changed: change !== null && change.on >= span.from ? change : null,
    unread,
  };
}

type AskedIn = { readonly asked: Asked | null; readonly span: Span };

function askedByGrade(checks: RulebookTerms['supervision'][string] | undefined, day: IsoDate, term: Span): AskedIn {
  if (checks === undefined) return { asked: null, span: term };
  const { atLeast, atMost, article, per } = checks;
  return { asked: { atLeast, atMost, article }, span: spanOf(per, day, term) };
}

/** Who was drawn is inspected once, from the day on which the draw was sealed: inspections come before the reveal (YS-2). */
function askedByDraw(article: string, code: InstitutionCode, round: DrawRound | null, year: Span): AskedIn {
  if (round === null) return { asked: null, span: year };
  const span = { from: round.committedOn, last: null };
  const drawn = round.revealed?.drawn.includes(code) ?? false;
  return { asked: drawn ? { atLeast: 1, atMost: null, article } : null, span };
}

const ZH = new Intl.Collator('zh-CN');

function byPlace(a: Named, b: Named): number {
  return ZH.compare(a.town, b.town) || ZH.compare(a.name, b.name) || ZH.compare(a.code, b.code);
}
