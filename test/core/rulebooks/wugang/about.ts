/** 舞卫健发〔2021〕89号. */
import type { About } from '../about.ts';
import { institutionOf, shared } from '../support.ts';
import { CASES, NINE } from './cases.ts';

export const ABOUT: About = {
  cases: CASES,
  // Nine qualified: the quota has one place.
  beside: Array.from({ length: 9 }, (_, index) => institutionOf(`filler-${index}`, { assessments: NINE })),
  policy: shared('wugang-2021.txt'),
  withoutCase: ['WG-10', 'WG-11', 'WG-13', 'GEN-8', 'GEN-9'],
  telling: ['WG-9', 'WG-14'],
  leftOut: {},
  asks: true,
  // Two decimals; a review fixes the grade; the scope is named; publicity; the lists; first day and term.
  notAsked: ['WG-2', 'WG-7', 'WG-8', 'WG-10', 'WG-11', 'WG-12', 'WG-13'],
  gaps: {
    '附件1 一、信用评价范围': ['filed-clinic text - -'],
    // 「每年优秀率不超过10%」 against 「90(含90)分以上 优秀」: who falls, and what of a tie?
    '附件1 二、信用评价原则（一）': [
      'quota-one-of-ten text - excellent',
      'quota-one-of-nine several WG-3 qualified',
      'quota-first-of-two several WG-3 excellent',
      'quota-second-of-two several WG-3 qualified',
      'quota-tie several WG-3 qualified',
    ],
    '附件1 三、信用评价内容': ['violation-corrected text - qualified'],
    '附件1 四、信用评价否决项': [
      // 「不能评为合格以上等级」: is 合格 itself barred?
      'double-star ruling WG-1 poor',
      'single-star text - qualified',
      'penalty-1 text - qualified',
      'penalty-1-other-authority text - excellent',
      // 「2次以上」: is two enough? 「行政处罚」: by whomever, for whatever?
      'penalty-2 ruling WG-1 poor',
      'penalty-3 text - poor',
      'penalty-3-unrelated ruling WG-9 excellent',
      'conduct text - qualified',
      'serious-violation text - poor',
      'social-impact text - poor',
      'setup text - poor',
      'suspended text - poor',
      'malpractice text - poor',
      'malpractice-main text - excellent',
      'malpractice-minor text - excellent',
      // 「发生…负完全责任的」: the guide asks for no appraisal and no judgment; the reading does.
      'malpractice-not-established ruling WG-14 excellent',
      'safety-accident text - poor',
      'fire-accident text - poor',
      'public-health-60 text - excellent',
      'public-health-59.99 text - poor',
      'fire-no-on-site text - poor',
    ],
    '附件1 五、卫生监督频率': [
      'score-90 text - excellent',
      'score-89.99 text - qualified',
      'score-60 text - qualified',
      'score-59.99 text - poor',
    ],
    // The page after 「…进行评分，医」 is missing: how a score is standardised, and what without one.
    '附件1 六、信用评价方式与程序（二）': [
      'score-inapplicable-item ruling WG-0 qualified',
      'score-other-total ruling WG-0 excellent',
      'no-applicable-item none WG-5 -',
      'no-on-site none WG-5 -',
      'no-on-site-penalty none WG-5 -',
      'inspectors-1 none WG-4 -',
    ],
    '附件1 七、信用评定结果运用（二）': ['downgrade text - poor', 'downgrade-unapproved text - excellent'],
    '附件1 七、信用评定结果运用（三）第1项': ['label-closed text - withdrawn'],
    '附件1 七、信用评定结果运用（三）第2项': ['label-licence text - withdrawn'],
    '附件1 七、信用评定结果运用（三）第3项': [
      'label-other text - withdrawn',
      'label-other-undocumented ruling WG-6 excellent',
    ],
  },
};
