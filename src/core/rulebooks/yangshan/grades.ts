/** The five grades: what follows from each. The plan says of none what it means or asks for, so nothing is said here. */
import type { GradeTerms, MeasureTerms } from '../../domain/terms.ts';
import type { NumbersOf } from '../numbers.ts';
import { DRAW_ARTICLE, type NUMBERS } from './numbers.ts';

/** Best first. */
export const GRADES = ['A', 'B', 'C', 'D', 'E'] as const;

type Grade = (typeof GRADES)[number];

const PRINCIPLE = '二、工作原则（四）';

function measure(article: string, zh: string, en: string): MeasureTerms {
  return { article, text: { zh, en } };
}

const INCENTIVE = measure(PRINCIPLE, '适当给予行政激励', 'Suitable administrative incentives');
const LIMITED = measure(
  PRINCIPLE,
  '合理限制申评资质',
  'Reasonable limits on applying for qualifications and assessments',
);

const MEASURES: Readonly<Record<Grade, readonly MeasureTerms[]>> = {
  A: [INCENTIVE, measure('四、重点任务（五）', '每年度通报表扬', 'Publicly commended every year')],
  B: [INCENTIVE],
  C: [],
  D: [LIMITED],
  E: [LIMITED],
};

/** The terms of all grades, with the shares in force. */
export function gradeTerms(shares: NumbersOf<typeof NUMBERS>): readonly GradeTerms[] {
  return GRADES.map((symbol) => ({
    symbol,
    mark: { zh: `${symbol}级`, en: symbol },
    word: null,
    meaning: {
      zh: '等级由省医疗卫生信用信息管理系统生成，本局公布。',
      en: 'Computed by the provincial system, published by this bureau.',
    },
    measures: [...MEASURES[symbol], inspection(shares[symbol])],
    asks: [],
  }));
}

function inspection(share: number | undefined): MeasureTerms {
  const n = String(share ?? 0);
  return measure(
    DRAW_ARTICLE,
    `按${n}%的比例随机抽查，开展现场检查`,
    `${n}% are drawn at random for inspection on site`,
  );
}
