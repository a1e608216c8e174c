/**
 * Why a grade: one sentence a rule. 第十八条（八） publishes the grade and an institution's basic information and no score,
 * so a reason shows its band – which the grade tells anyway – and never what was observed.
 */
import type { NumbersOf } from '../numbers.ts';
import type { RuleSentence } from '../reason-terms.ts';
import { GRADES } from './bands.ts';
import type { NUMBERS } from './numbers.ts';

function ruleOnly(zh: string, en: string): RuleSentence {
  return { sentence: { zh, en }, shows: 'nothing' };
}

export function sentences(numbers: NumbersOf<typeof NUMBERS>): Readonly<Record<string, RuleSentence>> {
  const bands = GRADES.map((grade, index): [string, RuleSentence] => {
    const above = GRADES[index - 1];
    const [from, to] = [numbers[grade], above === undefined ? numbers.scoreMax : numbers[above]];
    return [
      `score-${grade}`,
      ruleOnly(`评价得分属于${from}—${to}分这一档`, `The score lies in the band ${from}–${to}`),
    ];
  });
  return {
    ...Object.fromEntries(bands),
    'direct-downgrade': ruleOnly('经核准下调等级', 'Lowered with approval'),
    removed: ruleOnly('协会已摘牌', 'Removed by the association'),
  };
}
