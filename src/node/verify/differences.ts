/** Where what is shown differs from what is signed, fact by fact. */
import type { IsoDate } from '../../core/domain/iso-date.ts';
import type { Opening } from '../../core/snapshot/opening.ts';
import { type PageFacts, pageFacts } from '../../core/snapshot/page-facts.ts';
import type { PageLang } from '../../core/snapshot/page-path.ts';
import { publicNow } from '../../core/snapshot/public-now.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import { dayIn } from '../../core/words/dates.ts';
import type { PageMark } from './page-marks.ts';

export interface Difference {
  /** Path of the value as pages mark it: `state.mark`, `penalties.0.cause`. */
  readonly fact: string;
  /** Null: it is not shown, or not signed. */
  readonly shown: string | null;
  readonly signed: string | null;
}

/** The facts of a record as a page of that day and language shows them. */
export function factsOf(
  record: InstitutionRecord,
  openings: readonly Opening[],
  day: IsoDate,
  lang: PageLang,
): PageFacts {
  return pageFacts(publicNow(record, openings, day), lang, dayIn(lang));
}

/** Every mark must hold its fact, and every fact must be marked. */
export function markDifferences(marks: readonly PageMark[], signed: PageFacts): readonly Difference[] {
  const shown = new Map<string, string>();
  for (const [key, text] of marks) {
    // Of several places the one that differs is told.
    if (!shown.has(key) || signed.get(key) !== text) shown.set(key, text);
  }
  return factDifferences(shown, signed);
}

/** In the order of the signed facts, then what is shown besides. */
export function factDifferences(shown: PageFacts, signed: PageFacts): readonly Difference[] {
  return [...new Set([...signed.keys(), ...shown.keys()])]
    .map((fact) => ({ fact, shown: shown.get(fact) ?? null, signed: signed.get(fact) ?? null }))
    .filter((one) => one.shown !== one.signed);
}
