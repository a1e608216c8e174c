/** Whether a grade is shown in the words of the signed rulebook: people read the mark; log and lists go by the symbol. */
import type { GradeTerms, RulebookTerms } from '../../core/domain/terms.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';

type Shown = Pick<GradeTerms, 'mark' | 'word'> & {
  readonly grade: string;
  readonly level: number;
  readonly levels: number;
};

/** Whether mark, word and level of the grade in force and of a proposed one are those of their symbols. */
export function isWordedByRulebook(
  { outcome, proposal }: Pick<InstitutionRecord, 'outcome' | 'proposal'>,
  { grades }: Pick<RulebookTerms, 'grades'>,
): boolean {
  const shown: Shown[] = [...(outcome.status === 'graded' ? [outcome] : []), ...(proposal ? [proposal] : [])];
  return shown.every(({ grade, mark, word, level, levels }) => {
    const at = grades.findIndex(({ symbol }) => symbol === grade);
    const terms = grades[at];
    if (terms === undefined || level !== at + 1 || levels !== grades.length) return false;
    return isSame(mark, terms.mark) && isSame(word, terms.word);
  });
}

function isSame(shown: GradeTerms['word'], said: GradeTerms['word']): boolean {
  return shown?.zh === said?.zh && shown?.en === said?.en;
}
