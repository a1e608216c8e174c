/** The 13 symbols of the annex: level (CN-0), meaning in the annex's words, what is asked for, how it may be used. */
import type { GradeTerms, MeasureTerms, Text } from '../../domain/terms.ts';
import type { NumbersOf } from '../numbers.ts';
import { GRADES, type Grade, levelOf } from './bands.ts';
import type { NUMBERS } from './numbers.ts';

/** 附件, 含义, as printed. */
const MEANINGS: Readonly<Record<Grade, Text>> = {
  AAA: meaning('极强，表现极好，医疗信用风险极低', 'Extremely strong', 'excellent', 'extremely low'),
  'AAA-': meaning('极强，表现很好，医疗信用风险很低', 'Extremely strong', 'very good', 'very low'),
  'AA+': meaning('很强，表现很好，医疗信用风险很低', 'Very strong', 'very good', 'very low'),
  AA: meaning('很强，表现很好，医疗信用风险低', 'Very strong', 'very good', 'low'),
  'AA-': meaning('很强，表现好，医疗信用风险较低', 'Very strong', 'good', 'rather low'),
  'A+': meaning('强，表现好，医疗信用风险较低', 'Strong', 'good', 'rather low'),
  A: meaning('强，表现好，医疗信用风险低', 'Strong', 'good', 'low'),
  BBB: meaning('一般，表现一般，医疗信用风险一般', 'Fair', 'fair', 'medium'),
  BB: meaning('一般，表现一般，医疗信用风险较高', 'Fair', 'fair', 'rather high'),
  B: meaning('一般，表现较差，医疗信用风险高', 'Fair', 'rather poor', 'high'),
  CCC: meaning('较弱，表现较差，医疗信用风险较高', 'Rather weak', 'rather poor', 'rather high'),
  CC: meaning('弱，表现差，医疗信用风险高', 'Weak', 'poor', 'high'),
  C: meaning('极弱，表现极差，医疗信用风险极高', 'Extremely weak', 'extremely poor', 'extremely high'),
};

function meaning(zh: string, strength: string, performance: string, risk: string): Text {
  return {
    zh: `医疗机构履行社会承诺的意愿和能力${zh}。`,
    en: `${strength} will and ability to keep its commitments to society, ${performance} performance, ${risk} medical credit risk.`,
  };
}

/** The same for every grade that is in its term: the policy makes no difference between them. */
const MEASURES: readonly MeasureTerms[] = [
  {
    article: '第十九条',
    text: {
      zh: '有效期内，机构可以按协会公布的格式，自行公布、宣传评价结果',
      en: 'While it is valid the institution may publish the result in the association’s format',
    },
  },
  {
    article: '第二十条',
    text: {
      zh: '评价结果可以作为监督管理、校验、医保定点和评先评优等工作的参考依据',
      en: 'Authorities and others may refer to it in supervision, licence verification, insurance contracts and awards',
    },
  },
];

const CONDITIONS: Text = { zh: '符合第十七条规定的全部基本条件', en: 'All conditions of article 17 are met' };

/** Best first. */
export function gradeTerms(numbers: NumbersOf<typeof NUMBERS>): readonly GradeTerms[] {
  return GRADES.map((symbol, index) => {
    const above = GRADES[index - 1];
    const [from, to] = [numbers[symbol], above === undefined ? numbers.scoreMax : numbers[above]];
    const band: Text = { zh: `评价得分属于${from}—${to}分这一档`, en: `A score in the band ${from}–${to}` };
    return {
      symbol,
      mark: { zh: symbol, en: symbol },
      word: { zh: `${levelOf(symbol)}级`, en: `level ${levelOf(symbol)}` },
      meaning: MEANINGS[symbol],
      measures: MEASURES,
      asks: [band, CONDITIONS],
    };
  });
}
