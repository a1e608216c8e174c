/** The year of 阳山县医疗卫生信用信息管理实施方案, section 4: last year's information, this January's grades. */
import { type CalendarStep, step } from '../calendar.ts';

export const CALENDAR: readonly CalendarStep[] = [
  step({
    id: 'others-data',
    title: {
      zh: '完成同级其他部门上一年度信用信息的归集',
      en: 'Last year’s information of other departments is collected',
    },
    article: '四、重点任务（二）',
    when: { kind: 'by', day: { month: 1, day: 10 } },
  }),
  step({
    id: 'generated',
    title: { zh: '系统自动生成上一年信用分级评价结果', en: 'The provincial system generates last year’s grades' },
    article: '四、重点任务（三）',
    when: { kind: 'on', day: { month: 1, day: 20 } },
  }),
  step({
    id: 'published',
    title: { zh: '导出并在局网站公布分级评价结果汇总表', en: 'The summary table is exported and published' },
    article: '四、重点任务（三）',
    when: { kind: 'by', day: { month: 1, day: 25 } },
  }),
  step({
    id: 'information',
    title: {
      zh: '产生无信息化来源的增信、不良、失信信息',
      en: 'Information comes up that no system delivers',
    },
    article: '四、重点任务（二）',
    when: { kind: 'event', latest: null },
  }),
  step({
    id: 'entered',
    title: { zh: '报政策法规股手动录入', en: 'It is reported and entered by hand' },
    article: '四、重点任务（二）',
    when: { kind: 'within', count: 1, unit: 'months', after: 'information' },
  }),
  step({
    id: 'objection-answer',
    title: { zh: '核实异议信息并反馈结果', en: 'An objection is examined and answered' },
    article: '四、重点任务（七）',
    when: { kind: 'event', latest: null },
    remark: { zh: '文件写“在规定的时限内”，没有写明天数', en: 'The plan says “within the set term” and names none' },
  }),
];
