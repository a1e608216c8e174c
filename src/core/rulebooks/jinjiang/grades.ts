/** The four grades of 晋卫健规〔2024〕2号: words, what is asked for (of the lowest, what leads to it), what follows (第十一–十七条, 第二十五–二十八条). */
import type { GradeTerms, MeasureTerms, Text } from '../../domain/terms.ts';

function measure(article: string, zh: string, en: string): MeasureTerms {
  return { article, text: { zh, en } };
}

function ask(zh: string, en: string): Text {
  return { zh, en };
}

const A: GradeTerms = {
  symbol: 'A',
  mark: { zh: 'A级', en: 'A' },
  word: { zh: '诚实守信', en: 'honest and trustworthy' },
  meaning: {
    zh: '一年内没有影响评级的负面信息，工作配合评定为“好”。',
    en: 'No negative record affecting the grade this year; cooperation rated good.',
  },
  measures: [
    measure('第二十五条第1项', '优先推荐各类评先评优', 'Preferred when awards are recommended'),
    measure('第二十五条第2项', '除规定的检查外，实行“无事不扰”', 'Undisturbed except for prescribed checks'),
  ],
  asks: [
    ask('评价期内没有规定列明的负面信息', 'No negative information in the period'),
    ask('正面信息评定为“好”', 'Positive record rated good'),
    ask('安全生产责任制记分累计不到4分', 'Fewer than 4 safety points'),
  ],
};

const B: GradeTerms = {
  symbol: 'B',
  mark: { zh: 'B级', en: 'B' },
  word: { zh: '信用良好', en: 'good credit' },
  meaning: {
    zh: '总体良好，没有应评为“一般”或“较差”的情形。',
    en: 'Good overall; nothing that calls for a lower grade.',
  },
  measures: [
    measure('第二十六条', '除规定的检查外，按常规频次监督检查', 'Usual frequency of checks, beside prescribed ones'),
  ],
  asks: [
    ask('评价期内没有规定列明的负面信息', 'No negative information in the period'),
    ask('正面信息评定为“一般”及以上', 'Positive record rated fair or better'),
    ask('安全生产责任制记分累计不到8分', 'Fewer than 8 safety points'),
  ],
};

const C: GradeTerms = {
  symbol: 'C',
  mark: { zh: 'C级', en: 'C' },
  word: { zh: '信用一般', en: 'fair credit' },
  meaning: {
    zh: '一年内有应评为“信用一般”的情形。',
    en: 'Something this year calls for “fair”.',
  },
  measures: [
    measure(
      '第二十七条第1项',
      '除规定的检查外，一个等级有效期内监督抽查不少于2次',
      'At least 2 spot checks while the grade is valid, beside prescribed checks',
    ),
    measure(
      '第二十七条第2项',
      '约谈法定代表人或者主要负责人，明确整改期限和要求',
      'Interview with the legal representative or person in charge, with terms to put things right',
    ),
  ],
  asks: [
    ask('卫生行政处罚不到2次', 'Fewer than 2 health penalties'),
    ask('没有规定列明应评为“信用较差”的其他情形', 'Nothing else that the rules name for “poor credit”'),
  ],
};

const D: GradeTerms = {
  symbol: 'D',
  mark: { zh: 'D级', en: 'D' },
  word: { zh: '信用较差', en: 'poor credit' },
  meaning: { zh: '一年内有应评为“信用较差”的情形。', en: 'Something this year calls for “poor”.' },
  measures: [
    measure(
      '第二十八条第1项',
      '约谈法定代表人或者主要负责人，限期整改提升',
      'Interview, and improvement within a time limit',
    ),
    measure(
      '第二十八条第2项',
      '列为重点检查对象，对照《福建省医疗机构不良执业行为记分管理办法》全面检查',
      'Key target: full check against the provincial points scheme for poor practice',
    ),
    measure(
      '第二十八条第3项',
      '除规定的检查外，一个等级有效期内监督抽查不少于3次',
      'At least 3 spot checks while the grade is valid, beside prescribed checks',
    ),
    measure('第二十八条第4项', '与公安、市场、环保、医保等部门联合检查', 'Joint inspection with other authorities'),
    measure('第二十八条第5项', '作为负面典型在媒体上曝光', 'Named in the media'),
  ],
  asks: [
    ask('有下列情形之一：卫生行政处罚2次及以上', 'Any of these: 2 or more health penalties'),
    ask('拒绝、阻碍监督执法', 'Supervision refused or obstructed'),
    ask('医师未注册到本机构', 'A physician not registered here'),
    ask('多次故意不用“闽诊通”系统', 'The “Minzhentong” system repeatedly and intentionally not used'),
    ask('后果严重的责任医疗事故', 'Malpractice with grave harm and main or full responsibility'),
    ask('信访、投诉造成恶劣影响', 'A complaint with a severe impact'),
    ask('“医托”、违规广告被查处或通报', 'Touting or unlawful advertising that was sanctioned'),
  ],
};

/** Best first (第十三条). */
export const GRADE_TERMS: readonly GradeTerms[] = [A, B, C, D];
