/** The terms of 社会办医疗机构社会信用评价管理办法（2022）, article 18: of one application, in working days; and of its certificate. */
import { type CalendarStep, step } from '../calendar.ts';

export const CALENDAR: readonly CalendarStep[] = [
  step({
    id: 'application',
    title: { zh: '收到申报材料', en: 'The application is received' },
    article: '第十八条（一）',
    when: { kind: 'event', latest: null },
  }),
  step({
    id: 'accepted',
    title: { zh: '确定是否受理并发出通知', en: 'It is accepted or not, and the applicant told' },
    article: '第十八条（一）',
    when: { kind: 'within', count: 10, unit: 'working-days', after: 'application' },
  }),
  step({
    id: 'self-rating',
    title: { zh: '机构提交自评打分', en: 'The institution hands in its own rating' },
    article: '第十八条（三）',
    when: { kind: 'event', latest: null },
  }),
  step({
    id: 'report',
    title: { zh: '完成信用等级评价报告', en: 'The report is written' },
    article: '第十八条（三）',
    when: { kind: 'within', count: 30, unit: 'working-days', after: 'self-rating' },
    remark: {
      zh: '文件没有写明起算日，从提交自评的次日起算',
      en: 'The text names no first day; counted from the own rating',
    },
  }),
  step({
    id: 'opinion',
    title: { zh: '机构接到初评意见', en: 'The institution receives the first opinion' },
    article: '第十八条（四）',
    when: { kind: 'event', latest: null },
  }),
  step({
    id: 'objection-end',
    title: { zh: '机构提出复议申请的截止日', en: 'The last day to ask for reconsideration' },
    article: '第十八条（四）1',
    when: { kind: 'within', count: 5, unit: 'working-days', after: 'opinion' },
  }),
  step({
    id: 'objection',
    title: { zh: '收到复议申请', en: 'A request for reconsideration is received' },
    article: '第十八条（四）1',
    when: { kind: 'event', latest: 'objection-end' },
  }),
  step({
    id: 'reconsidered',
    title: { zh: '完成复议并答复（仅限一次）', en: 'Reconsidered and answered, once only' },
    article: '第十八条（四）2、3',
    when: { kind: 'within', count: 10, unit: 'working-days', after: 'objection' },
    remark: {
      zh: '文件没有写明起算日，从收到申请的次日起算',
      en: 'The text names no first day; counted from the request',
    },
  }),
  step({
    id: 'proposed',
    title: { zh: '在协会官网公示评价结果', en: 'The result is publicised' },
    article: '第十八条（六）',
    when: { kind: 'event', latest: null },
  }),
  step({
    id: 'proposed-end',
    title: { zh: '公示期满，社会意见最迟当日提出', en: 'The publicity period and the time for comments end' },
    article: '第十八条（六）',
    when: { kind: 'within', count: 7, unit: 'working-days', after: 'proposed' },
  }),
  step({
    id: 'final',
    title: { zh: '确定最终评价结果', en: 'The final result is fixed' },
    article: '第十八条（六）（七）',
    when: { kind: 'event', latest: null },
  }),
  step({
    id: 'uploaded',
    title: { zh: '上传评价报告电子文本', en: 'The report is uploaded' },
    article: '第十八条（七）',
    when: { kind: 'within', count: 20, unit: 'working-days', after: 'final' },
  }),
  step({
    id: 'certificate',
    title: { zh: '证书日期', en: 'The date of the certificate' },
    article: '第五条',
    when: { kind: 'event', latest: null },
  }),
  step({
    id: 'expiry',
    title: { zh: '证书与铭牌有效期满', en: 'Certificate and plate expire' },
    article: '第五条',
    when: { kind: 'within', count: 36, unit: 'months', after: 'certificate' },
  }),
  step({
    id: 'renewal',
    title: { zh: '书面申请续评的截止日', en: 'The last day to ask for renewal' },
    article: '第五条',
    when: { kind: 'before', months: 6, step: 'expiry' },
  }),
  step({
    id: 'extension-end',
    title: { zh: '延期续评的最后期限', en: 'The end of any extension' },
    article: '第五条',
    when: { kind: 'within', count: 6, unit: 'months', after: 'expiry' },
    remark: { zh: '须提交书面延期申请并说明原因', en: 'Asked for in writing, with the reason' },
  }),
];
