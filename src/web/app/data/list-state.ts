/** What a list says in one word of an institution: its grade, or the state in its place. */
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../../core/domain/terms.ts';
import { hasLapsed } from '../../../core/snapshot/public-now.ts';
import type { IndexEntry } from '../../../core/snapshot/tables.ts';
import { type Lang, pick, type Words } from '../../../core/words/index.ts';

export interface ListMark {
  /** `graded` carries its step; all else is neutral, and only a withdrawn label is set apart. */
  readonly tone: 'graded' | 'plain' | 'withdrawn';
  /** 1 is best; 0 unless graded. */
  readonly step: number;
  readonly mark: string;
  readonly word: string;
}

/** The mark of a row on a day: a grade past its last day is lapsed, whatever the file says. */
export function listMark(entry: IndexEntry, terms: RulebookTerms, day: IsoDate, lang: Lang, w: Words): ListMark {
  const step = terms.grades.findIndex((grade) => grade.symbol === entry.state);
  const grade = terms.grades[step];
  if (grade) {
    if (hasLapsed(entry.validUntil, day)) return plain(w.list.lapsed);
    const word = grade.word === null ? '' : pick(grade.word, lang);
    return { tone: 'graded', step: step + 1, mark: pick(grade.mark, lang), word };
  }
  switch (entry.state) {
    case 'new':
      return plain(w.list.new);
    case 'incomplete':
      return plain(w.list.incomplete);
    case 'out-of-scope':
      return plain(w.list.outOfScope);
    case 'unrated':
      return plain(w.list.unrated);
    case 'register':
      return plain(w.list.register);
    case 'withdrawn':
      return {
        ...plain(terms.issuer === 'association' ? w.certificate.removedShort : w.list.withdrawn),
        tone: 'withdrawn',
      };
    default:
      return plain(w.list.awaiting);
  }
}

function plain(mark: string): ListMark {
  return { tone: 'plain', step: 0, mark, word: '' };
}
