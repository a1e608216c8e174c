/** What the terminal and the table for Excel both say of a line of the list. */
import type { RulebookTerms } from '../../../core/domain/terms.ts';
import { clerkEn, clerkZh } from '../../../core/words/clerk.ts';
import { dayIn, type Lang } from '../../../core/words/index.ts';
import { supervisionWords } from '../../../core/words/supervision.ts';
import type { Supervised, Unasked } from './list.ts';

/** What the policy asks, in its own sentence; who was drawn is just due. */
export function sentenceOf({ grade, asked }: Supervised, terms: RulebookTerms, lang: Lang): string {
  const say = supervisionWords[lang];
  if (asked === null) return say.noNumber;
  return terms.draw === null ? (terms.supervision[grade]?.text[lang] ?? say.noNumber) : say.drawn;
}

/** What must be known to read the numbers of this institution. */
export function notesOf({ changed, unread }: Supervised, { grades }: RulebookTerms, lang: Lang): readonly string[] {
  const say = supervisionWords[lang];
  const before = grades.find(({ symbol }) => symbol === changed?.from)?.mark[lang] ?? changed?.from ?? '';
  return [
    ...(changed === null ? [] : [say.changed({ from: before, date: dayIn(lang)(changed.on) })]),
    ...(unread === 0 ? [] : [say.unread({ n: unread })]),
  ];
}

/** Why an institution has no grade in force. */
export function stateText({ state }: Unasked, lang: Lang): string {
  const { states } = lang === 'zh' ? clerkZh : clerkEn;
  return states[state] ?? supervisionWords[lang].lapsed;
}
