/** Why a grade, rule by rule: one sentence each. `{n}` is what was observed, `{n0}` the threshold. */
import type { ReasonVisibility, Text } from '../../domain/terms.ts';
import type { WugangRule } from './rules.ts';

interface Sentence {
  readonly sentence: Text;
  readonly shows: ReasonVisibility;
}

/** The rule and its place are public, the facts are not: no placeholder in the sentence. */
function ruleOnly(zh: string, en: string): Sentence {
  return { sentence: { zh, en }, shows: 'nothing' };
}

const SCORE: Sentence = {
  sentence: {
    zh: '现场评价标化得分{n}分（90分及以上为优秀，60分及以上为合格）',
    en: 'On-site score {n} (90 excellent, 60 qualified)',
  },
  shows: 'observed',
};

export const SENTENCES: Readonly<Record<WugangRule, Sentence>> = {
  quota: {
    sentence: {
      zh: '得分达到优秀标准。按规定优秀比例每年不超过10%，本年度评为合格。',
      en: 'Reached the excellent score; at most 10% can be excellent a year, so it is rated qualified.',
    },
    shows: 'observed',
  },
  'double-star': ruleOnly('有否决内容未达标（双星项），不能评为合格及以上', 'A two-star item failed: not qualified'),
  'single-star': ruleOnly('有重点内容未达标（单星项），不能评为优秀', 'A one-star item failed: not excellent'),
  'penalty-health': {
    sentence: {
      zh: '评价期内受到卫生行政处罚{n}次，不能评为优秀',
      en: 'Health penalties in the period: {n}; not excellent',
    },
    shows: 'penalty',
  },
  'conduct-violation': ruleOnly(
    '有违反行业作风的行为，不能评为优秀',
    'Professional conduct was violated: not excellent',
  ),
  'serious-violation': ruleOnly('有严重违法行为，不能评为合格', 'A serious violation of law: not qualified'),
  'severe-social-impact': ruleOnly('造成严重社会影响，不能评为合格', 'A severe social impact: not qualified'),
  'penalties-several': {
    sentence: {
      zh: '评价期内行政处罚{n}次，达到“{n0}次及以上”的条件',
      en: '{n} penalties; the rule says {n0} or more',
    },
    shows: 'penalty',
  },
  'setup-non-compliance': ruleOnly(
    '不符合医疗机构设置相关规定，不能评为合格',
    'The rules on setting up institutions were not met: not qualified',
  ),
  'suspended-verification': ruleOnly('被暂缓校验，不能评为合格', 'Licence verification was suspended: not qualified'),
  malpractice: ruleOnly(
    '发生负完全责任的重大医疗事故，不能评为合格',
    'Major malpractice with full responsibility: not qualified',
  ),
  'safety-accident': ruleOnly(
    '有规定列明的安全生产方面情形，不能评为合格',
    'A ground concerning work safety: not qualified',
  ),
  'fire-accident': ruleOnly('有规定列明的消防方面情形，不能评为合格', 'A ground concerning fire safety: not qualified'),
  'public-health-score': ruleOnly(
    '基本公共卫生服务项目绩效考核低于60分，不能评为合格',
    'Public health services scored below 60: not qualified',
  ),
  'score-excellent': SCORE,
  'score-qualified': SCORE,
  'score-poor': SCORE,
  'direct-downgrade': ruleOnly('经审查批准调整级别', 'Adjusted with approval'),
  'withdrawn-closed': ruleOnly('已歇业，停止使用信用级别标识', 'Closed; label withdrawn'),
  'withdrawn-licence': ruleOnly(
    '执业许可证被吊销或注销，停止使用信用级别标识',
    'Licence revoked or cancelled; label withdrawn',
  ),
  'withdrawn-other': ruleOnly('信用级别标识已按规定停用', 'Label withdrawn under the rules'),
};
