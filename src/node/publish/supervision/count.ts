/** How many routine checks a grade asks for, how many were made, and how many are left or too many. */
import { type IsoDate, isoDate, within } from '../../../core/domain/iso-date.ts';
import type { ChecksTerms } from '../../../core/domain/terms.ts';
import type { Inspection } from '../workspace/inspection-rows.ts';

/** What is asked; both bounds null: no number. */
export type Asked = Pick<ChecksTerms, 'atLeast' | 'atMost' | 'article'>;

/** The days for which a number is asked. */
export interface Span {
  readonly from: IsoDate;
  /** Null: until the next grades, or the next draw. */
  readonly last: IsoDate | null;
}

export interface Count {
  readonly done: number;
  /** How many of those asked are missing yet. */
  readonly left: number;
  /** How many were made beyond the upper number. */
  readonly over: number;
}

/**
 * Counts from the first day of the span to `day`. Only routine checks do: 「除规定的检查外」 (Jinjiang 第二十五至二十八条),
 * 「由于专项检查、处理投诉举报等事项而需要进行监督检查时，不受此频次限制」 (Wugang 附件1 四).
 */
export function countChecks(asked: Asked | null, inspections: readonly Inspection[], span: Span, day: IsoDate): Count {
  const days = { from: span.from, to: day };
  const done = inspections.filter(({ kind, on }) => kind === 'routine' && within(on, days)).length;
  const atLeast = asked?.atLeast ?? 0;
  const atMost = asked?.atMost ?? Number.POSITIVE_INFINITY;
  return { done, left: Math.max(0, atLeast - done), over: Math.max(0, done - atMost) };
}

/** 「次/年」 is the calendar year of the day; 「在一个信用等级有效期内」 the term of the grade, whose days are given. */
export function spanOf(per: ChecksTerms['per'], day: IsoDate, term: Span): Span {
  if (per === 'term') return term;
  const year = day.slice(0, 4);
  return { from: isoDate(`${year}-01-01`), last: isoDate(`${year}-12-31`) };
}

/** `≥4`, `1–2`, `1`, `0`; `—` where no number is asked. */
export function askedText({ atLeast, atMost }: Pick<Asked, 'atLeast' | 'atMost'>): string {
  if (atLeast === null) return atMost === null ? '—' : atMost === 0 ? '0' : `≤${atMost}`;
  if (atMost === null) return `≥${atLeast}`;
  return atLeast === atMost ? String(atLeast) : `${atLeast}–${atMost}`;
}
