/** 晋卫健规〔2024〕2号. */
import type { About } from '../about.ts';
import { shared } from '../support.ts';
import { CASES } from './cases.ts';

export const ABOUT: About = {
  cases: CASES,
  policy: shared('jinjiang-2024.txt'),
  withoutCase: ['GEN-8', 'GEN-9'],
  telling: ['JJ-1', 'JJ-2', 'JJ-3', 'JJ-4', 'JJ-5', 'JJ-8', 'JJ-9', 'JJ-10', 'JJ-11'],
  leftOut: {
    第一条: 'why the rules were made',
    第二条: 'a definition',
    第四条: 'which offices collect',
    第五条: 'names the kinds of information, which 第七、八条 list',
    第六条: 'basic information is shown on each page',
    第九条: 'published grades and commitments',
    第十条: 'a principle',
    第二十九条: 'the term: printed with the policy',
    第三十条: 'refers to other law',
    第三十一条: 'the first day: printed with the policy',
  },
  asks: true,
  notAsked: [],
  gaps: {
    // 「与医疗卫生相关行政处罚」, but 第十六条 knows only 卫生行政处罚.
    第八条第1项: ['penalty-other-authority ruling JJ-3 C', 'penalty-unrelated text - A'],
    // In 第八条, and in neither 第十六 nor 第十七条.
    第八条第3项: ['order-defiance ruling JJ-3 C'],
    // 第十六、十七条 want 「经系统抽查」 and 「主观故意」; 「拒不」 is intentional too, and needs no sampling.
    第八条第4项: ['avoidance-not-sampled ruling JJ-5 A', 'avoidance-unintentional text - A'],
    // 第十七条 adds 「经鉴定或法院判决」 and 「残疾或死亡」.
    第八条第5项: [
      'malpractice-equal text - A',
      'malpractice-other-harm ruling JJ-3 C',
      'malpractice-not-established ruling JJ-9 A',
    ],
    // 「有信访、投诉、举报」: any complaint, whatever came of it.
    第八条第7项: [
      'complaint-undecided ruling JJ-2 A',
      'complaint-unsubstantiated ruling JJ-2 A',
      'complaint-substantiated ruling JJ-3 C',
    ],
    // Any point is negative information, while 第十二条 begins at 4.
    第八条第9项: ['points-0-good text - A', 'points-0.01-good ruling JJ-1 A'],
    第八条第10项: ['other-negative ruling JJ-3 C'],
    第十一条: ['tier-poor text - C', 'tier-poor-complaint text - C', 'tier-poor-obstruction text - D'],
    第十二条: [
      'points-3.99-good ruling JJ-1 A',
      'points-4-good ruling JJ-1,JJ-4 B',
      'points-7.99-good ruling JJ-1,JJ-4 B',
      'points-8-good ruling JJ-1 C',
      'points-3.99-fair ruling JJ-1,JJ-4 B',
      'points-4-fair ruling JJ-1,JJ-4 B',
      'points-7.99-fair ruling JJ-1,JJ-4 B',
      'points-8-fair ruling JJ-1 C',
      'points-8-poor text - C',
      'points-7.99-missing none JJ-1,JJ-6 -',
      'points-8-missing ruling JJ-1 C',
    ],
    第十四条: ['tier-good text - A'],
    第十五条: ['tier-fair text - B'],
    第十六条第1项: ['penalty-1 text - C', 'penalty-1-no-tier text - C'],
    第十六条第2项: ['overdue text - C'],
    第十六条第3项: ['avoidance-1 text - C'],
    第十七条第1项: ['penalty-2 text - D'],
    // 第十六 and 第十七条 both say 「情形之一」, and nothing says that the worse goes first.
    第十七条第2项: ['obstruction text - D', 'penalty-and-obstruction several JJ-11 D'],
    第十七条第3项: ['avoidance-2 text - D'],
    // 「医师未注册」: how many?
    第十七条第4项: ['physician-1 ruling JJ-10 D', 'physician-2 text - D'],
    第十七条第5项: ['malpractice-death text - D'],
    // 「造成恶劣影响」: found by whom?
    第十七条第6项: [
      'complaint-severe text - D',
      'complaint-severe-undocumented ruling JJ-8 A',
      'complaint-severe-unsubstantiated ruling JJ-8 A',
    ],
    第十七条第7项: ['touting text - D', 'advertising-unsanctioned text - A'],
    // 「可直接给予降级」: by how much?
    第十八条: ['downgrade-one-step text - B', 'downgrade-three-steps ruling JJ-7 D', 'downgrade-unapproved text - A'],
    // Only for 民营、小型 institutions does anybody rate positive information.
    第二十条: ['tier-missing none JJ-6 -'],
  },
};
