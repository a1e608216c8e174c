/** The year of 晋卫健规〔2024〕2号, articles 19 to 23. Grades are assessed in early January; the day of the proposal is free. */
import { type CalendarStep, step } from '../calendar.ts';

export const CALENDAR: readonly CalendarStep[] = [
  step({
    id: 'positive-material',
    title: {
      zh: '各基层医疗卫生单位报送正面信息初评等次',
      en: 'Primary care units hand in the first rating of positive information',
    },
    article: '第二十条',
    when: { kind: 'by', day: { month: 1, day: 5 } },
  }),
  step({
    id: 'negative-material',
    title: {
      zh: '局办公室、局安办、有关科室和卫生监督机构报送负面信息材料',
      en: 'Offices, departments and the supervision body hand in negative information',
    },
    article: '第二十一条',
    when: { kind: 'by', day: { month: 1, day: 5 } },
  }),
  step({
    id: 'proposed',
    title: { zh: '公示拟确定的信用等级', en: 'The proposed grades are publicised' },
    article: '第二十二条',
    when: { kind: 'event', latest: null },
    remark: {
      zh: '文件只写“每年1月初组织评价”（第十九条），没有写明公示日期',
      en: 'The policy says only “early January each year” (article 19)',
    },
  }),
  step({
    id: 'proposed-end',
    title: {
      zh: '公示期满；机构书面异议和佐证最迟当日提出',
      en: 'The publicity period ends; the last day for a written objection with evidence',
    },
    article: '第二十二条',
    when: { kind: 'within', count: 5, unit: 'working-days', after: 'proposed' },
  }),
  step({
    id: 'objection',
    title: { zh: '收到异议申请', en: 'An objection is received' },
    article: '第二十二条',
    when: { kind: 'event', latest: 'proposed-end' },
  }),
  step({
    id: 'objection-answer',
    title: { zh: '核查异议，作出是否更正的意见', en: 'The objection is examined and answered' },
    article: '第二十二条',
    when: { kind: 'within', count: 5, unit: 'working-days', after: 'objection' },
  }),
  step({
    id: 'final',
    title: { zh: '报局领导同意后，公开信用等级结果', en: 'With the leaders’ approval the grades are published' },
    article: '第二十三条',
    when: { kind: 'not-before', after: 'proposed-end' },
    remark: { zh: '原公布的等级自新结果公布时失效（第十九条）', en: 'The grades before lapse with it (article 19)' },
  }),
];
