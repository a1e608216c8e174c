/** The three grades of 舞卫健发〔2021〕89号: words, what is asked for (of the lowest, what leads to it), what follows. */
import type { GradeTerms, MeasureTerms, Text } from '../../domain/terms.ts';

const FREQUENCY = '附件1 五、卫生监督频率';
const POOR = '附件1 七、信用评定结果运用（一）';
const SAFEGUARDS = '六、保障措施（三）';

function measure(article: string, zh: string, en: string): MeasureTerms {
  return { article, text: { zh, en } };
}

function ask(zh: string, en: string): Text {
  return { zh, en };
}

const EXCELLENT: GradeTerms = {
  symbol: 'excellent',
  mark: { zh: '优秀', en: 'Excellent' },
  word: null,
  meaning: { zh: '现场评价和日常监督综合评为优秀。', en: 'Rated excellent on site and in supervision.' },
  measures: [
    measure(FREQUENCY, '简化监督，每年1次', 'Simplified supervision, once a year'),
    measure(SAFEGUARDS, '评优评先优先考虑，给予相应政策鼓励', 'Preferred for awards, encouraged by policy'),
  ],
  asks: [
    ask('标化得分90分及以上', 'A standard score of 90 or more'),
    ask('单星项、双星项全部符合要求', 'All one-star and two-star items met'),
    ask('当年没有卫生行政处罚和违反行业作风的行为', 'No health penalty and no violation of conduct in the year'),
    ask('得分在当年优秀名额（10%）之内', 'A score within the year’s places (10%)'),
  ],
};

const QUALIFIED: GradeTerms = {
  symbol: 'qualified',
  mark: { zh: '合格', en: 'Qualified' },
  word: null,
  meaning: { zh: '现场评价和日常监督综合评为合格。', en: 'Rated qualified.' },
  measures: [measure(FREQUENCY, '常规监督，每年1至2次', 'Usual supervision, once or twice a year')],
  asks: [
    ask('标化得分60分及以上', 'A standard score of 60 or more'),
    ask('双星项全部符合要求', 'All two-star items met'),
    ask('当年行政处罚不到2次', 'Fewer than 2 penalties in the year'),
    ask(
      '当年没有严重违法、重大事故、被暂缓校验等规定列明的情形',
      'No serious violation, major accident, suspended verification or the like in the year',
    ),
    ask('基本公共卫生服务项目绩效考核不低于60分', 'Public health services scored 60 or more'),
  ],
};

const POOR_GRADE: GradeTerms = {
  symbol: 'poor',
  mark: { zh: '差', en: 'Poor' },
  word: null,
  meaning: {
    zh: '综合评为差，正在重点监督、限期整改。',
    en: 'Rated poor; under closer supervision with a time limit to improve.',
  },
  measures: [
    measure(
      FREQUENCY,
      '重点监督、限期整改，每年不少于4次',
      'Key supervision with a time limit to improve, at least 4 times a year',
    ),
    measure(POOR, '责令整改，违法行为依法处理', 'Ordered to put things right; breaches are dealt with by law'),
    measure(
      POOR,
      '符合条件的暂缓校验，期满仍达不到要求的，依法注销执业许可证',
      'Verification may be suspended, and the licence cancelled by law if requirements are still not met',
    ),
  ],
  asks: [
    ask('有下列情形之一：标化得分低于60分', 'Any of these: a standard score below 60'),
    ask('双星项不符合要求', 'A two-star item not met'),
    ask('当年行政处罚2次及以上', '2 or more penalties in the year'),
    ask(
      '当年有严重违法、重大事故、被暂缓校验等规定列明的情形',
      'A serious violation, major accident, suspended verification or the like in the year',
    ),
    ask('基本公共卫生服务项目绩效考核低于60分', 'Public health services scored below 60'),
  ],
};

/** Best first. Special checks and complaint checks are outside these numbers (附件1 四). */
export const GRADE_TERMS: readonly GradeTerms[] = [EXCELLENT, QUALIFIED, POOR_GRADE];
