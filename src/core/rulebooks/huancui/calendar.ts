/** The year of 威环卫〔2022〕6号, section 5. The plan is for 2022; whether its days hold in a later year the bureau decides. */
import { type CalendarStep, step } from '../calendar.ts';

const PLAN_YEAR = 2022;

export const CALENDAR: readonly CalendarStep[] = [
  step({
    id: 'mobilisation',
    title: { zh: '动员部署，各单位制定具体实施方案', en: 'Mobilisation; the units draw up their own plans' },
    article: '五、方法步骤（一）',
    when: { kind: 'by', day: { month: 2, day: 'last' } },
    writtenFor: PLAN_YEAR,
  }),
  step({
    id: 'plans',
    title: {
      zh: '各卫生院、局直各单位将实施方案报局政法监督科',
      en: 'Health centres and units hand their plans to the bureau',
    },
    article: '五、方法步骤（一）',
    when: { kind: 'by', day: { month: 2, day: 28 } },
    writtenFor: PLAN_YEAR,
  }),
  step({
    id: 'implementation',
    title: { zh: '组织实施，局不定期督导', en: 'The work itself, with visits by the bureau' },
    article: '五、方法步骤（二）',
    when: { kind: 'between', from: { month: 3, day: 1 }, to: { month: 11, day: 'last' } },
    writtenFor: PLAN_YEAR,
  }),
  step({
    id: 'summary',
    title: { zh: '总结评估', en: 'Summing up' },
    article: '五、方法步骤（三）',
    when: { kind: 'between', from: { month: 12, day: 1 }, to: { month: 12, day: 'last' } },
    writtenFor: PLAN_YEAR,
  }),
];
