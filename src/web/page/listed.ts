/** What a row of a public list says of its institution, on the static page and in the app. */
import type { RulebookTerms } from '../../core/domain/terms.ts';
import type { ListedView } from '../../core/snapshot/lists.ts';
import { dayText } from '../../core/words/dates.ts';
import { type Lang, pick, words } from '../../core/words/index.ts';
import { listsWords } from '../../core/words/lists.ts';

export interface ListedText {
  readonly tone: 'graded' | 'plain' | 'withdrawn';
  /** Its grade in force, or the state in its place. */
  readonly mark: string;
  /** The grade's word, where the policy gives it one. */
  readonly word: string;
  /** The year of the grade; what ended, and when. */
  readonly more: string;
}

/** Of a certificate that is void the grade is named beside the mark, as a past one. */
export function listedText({ state, record }: ListedView, terms: RulebookTerms, lang: Lang): ListedText {
  const [w, own] = [words[lang], listsWords[lang]];
  const { year } = record;
  if (state.kind === 'graded') {
    const { mark, word } = state.grade;
    const named = word === null ? '' : pick(word, lang);
    return { tone: 'graded', mark: pick(mark, lang), word: named, more: own.year({ year }) };
  }
  if (state.kind === 'lapsed') {
    const { mark, validUntil } = state.grade;
    const date = validUntil === null ? '' : dayText(validUntil, lang);
    const more = own.ended({ year, grade: pick(mark, lang), date });
    return { tone: 'plain', mark: w.list.lapsed, word: '', more };
  }
  if (state.kind === 'withdrawn') {
    const mark = terms.issuer === 'association' ? w.certificate.removedShort : w.list.withdrawn;
    return { tone: 'withdrawn', mark, word: '', more: own.since({ date: dayText(state.on, lang) }) };
  }
  return { tone: 'plain', mark: '', word: '', more: '' };
}
