/** What stands in the grade part of a board beside the seal and below it. */
import type { GradeTerms, RulebookTerms } from '../../../core/domain/terms.ts';
import { disclaimerOf } from '../subject.ts';
import { fitGrade, type GradeTexts } from './grade-fit.ts';
import type { BoardLayout } from './layout.ts';
import { sealHeight } from './seal.tsx';
import { day, P, publishedDay, type SheetProps, W } from './sheet.ts';

/** When it was published, until when it counts; number and date of the certificate, and that it was extended. */
export function besideOf({ view, release }: SheetProps): readonly (readonly string[])[] {
  if (view.state.kind !== 'graded') return [];
  const { validUntil } = view.state.grade;
  const { certificate } = view.record;
  const valid = validUntil === null ? W.grade.validUntilNext : W.grade.valid({ date: day(validUntil) });
  const term = [P.published({ date: day(publishedDay(release)) }), valid];
  if (certificate === undefined) return [term];
  const { number, on, extendedUntil } = certificate;
  const held = W.certificate.number({ number, date: day(on) });
  return [term, extendedUntil ? [held, W.certificate.extendedShort] : [held]];
}

export interface Below {
  readonly kind: 'claim' | 'change' | 'soft';
  readonly text: string;
  /** Of the part's type size. */
  readonly share: number;
}

const SMALLER = 0.88;

/** The policy's own sentence, what the grade says nothing about; a change within the year or, on A3, what all rests on. */
export function belowOf({ view, terms }: SheetProps, { paper }: BoardLayout): readonly Below[] {
  const claims = [terms.notice?.zh, disclaimerOf({ w: W, lang: 'zh', terms, view })];
  const said = claims.flatMap((text): Below[] => (text === undefined ? [] : [{ kind: 'claim', text, share: 1 }]));
  if (view.state.kind !== 'graded') return [];
  const { change, grade } = view.state;
  if (change === null) {
    const basis = P.basis({ doc: terms.title.zh, no: terms.documentNo });
    return paper === 'a3' ? [...said, { kind: 'soft', text: basis, share: SMALLER }] : said;
  }
  const { on, from, article, documentNo } = change;
  const words = view.record.certificate === undefined ? W.grade : W.certificate;
  const text = words.changed({ date: day(on), old: markOf(terms.grades, from), now: grade.mark.zh });
  const why: Below = { kind: 'soft', text: W.grade.changedWhy({ article, approval: documentNo }), share: SMALLER };
  return [...said, { kind: 'change', text, share: 1 }, ...(paper === 'a3' ? [why] : [])];
}

function markOf(grades: readonly GradeTerms[], symbol: string): string {
  return grades.find((grade) => grade.symbol === symbol)?.mark.zh ?? symbol;
}

/** The seal in mm: smaller where a word or a change, or on A4 a policy's own sentence, takes room. */
export function sealSize({ view, terms }: SheetProps, { seal, paper }: BoardLayout): GradeTexts['seal'] {
  if (view.state.kind !== 'graded') return { w: 0, h: 0 };
  const word = view.state.grade.word?.zh ?? null;
  const share = view.state.change !== null ? 0.84 : word !== null ? 0.93 : 1;
  const w = seal * share * (paper === 'a4' && terms.notice !== null ? 0.9 : 1);
  return { w, h: sealHeight(w, word) };
}

/** Thirteen steps (an association's symbols) would be a table of their own: the seal's ladder then counts alone. */
const MOST_STEPS = 5;
/** Share of the largest type below which a part without its ladder reads better. */
const LEAST = 0.85;

/** The ladder with the meaning of the own grade, without it, or none: the first that stands in type of a fair size. */
export function setGrade(texts: Omit<GradeTexts, 'steps'>, sheet: SheetProps, layout: BoardLayout) {
  for (const steps of laddersOf(sheet.terms, sheet.view, layout)) {
    const size = fitGrade({ ...texts, steps }, layout);
    if (size !== null && size >= layout.text.max * LEAST) return { size, steps };
  }
  return { size: fitGrade({ ...texts, steps: [] }, layout) ?? layout.text.min, steps: [] };
}

/** A policy's own sentence says where the grade comes from; its meaning would say it again. */
function laddersOf(terms: RulebookTerms, { state }: SheetProps['view'], { paper }: BoardLayout): GradeTexts['steps'][] {
  if (terms.grades.length > MOST_STEPS || state.kind !== 'graded') return [];
  const own = state.grade.grade;
  const word = (grade: GradeTerms) => grade.word?.zh ?? '';
  const ladder = (text: (grade: GradeTerms) => string) =>
    terms.grades.map((grade) => ({ mark: grade.mark.zh, text: text(grade), own: grade.symbol === own }));
  const plain = ladder(word);
  if (paper === 'a4' || terms.notice !== null || state.change !== null) return [plain];
  return [ladder((grade) => (grade.symbol === own ? grade.meaning.zh : word(grade))), plain];
}
