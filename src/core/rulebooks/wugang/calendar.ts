/**
 * The year of 舞卫健发〔2021〕89号. The days of section 5 are those of the first round, in 2021; the guide asks for a round
 * every year and sets no days for it.
 */
import { type CalendarStep, step } from '../calendar.ts';

const FIRST_ROUND = 2021;

export const CALENDAR: readonly CalendarStep[] = [
  step({
    id: 'launch',
    title: { zh: '召开信用评价启动会', en: 'The round is opened with a meeting' },
    article: '五、工作步骤（一）',
    when: { kind: 'by', day: { month: 9, day: 10 } },
    writtenFor: FIRST_ROUND,
  }),
  step({
    id: 'on-site',
    title: { zh: '市卫生计生监督所完成现场评价', en: 'The supervision body finishes the on-site evaluations' },
    article: '五、工作步骤（二）2',
    when: { kind: 'by', day: { month: 10, day: 15 } },
    writtenFor: FIRST_ROUND,
  }),
  step({
    id: 'rated',
    title: { zh: '完成信用评价', en: 'The evaluations are complete' },
    article: '三、工作任务；五、工作步骤（二）',
    when: { kind: 'by', day: { month: 10, day: 'last' } },
    writtenFor: FIRST_ROUND,
  }),
  step({
    id: 'proposed',
    title: { zh: '公示拟定级别', en: 'The proposed grades are publicised' },
    article: '文件没有规定',
    when: { kind: 'event', latest: null },
    ruling: { id: 'WG-10', droppedBy: 'none' },
    remark: { zh: '公示由本局确定', en: 'This stage is set by the bureau' },
  }),
  step({
    id: 'proposed-end',
    title: { zh: '公示期满', en: 'The publicity period ends' },
    article: '文件没有规定',
    when: { kind: 'within', count: 5, unit: 'working-days', after: 'proposed' },
    ruling: { id: 'WG-10', droppedBy: 'none' },
    remark: { zh: '公示期由本局确定', en: 'This term is set by the bureau' },
  }),
  step({
    id: 'graded',
    title: { zh: '确认信用级别，书面告知机构', en: 'The grades are confirmed, the institutions told in writing' },
    article: '五、工作步骤（二）5',
    when: { kind: 'event', latest: null },
  }),
  step({
    id: 'boards',
    title: { zh: '悬挂《医疗机构依法执业信息公示栏》', en: 'The boards are up' },
    article: '五、工作步骤（二）5',
    when: { kind: 'within', count: 1, unit: 'months', after: 'graded' },
  }),
  step({
    id: 'inspection',
    title: { zh: '督导检查', en: 'Inspection of the work' },
    article: '五、工作步骤（三）',
    when: { kind: 'between', from: { month: 11, day: 1 }, to: { month: 11, day: 15 } },
    writtenFor: FIRST_ROUND,
  }),
  step({
    id: 'summary',
    title: { zh: '总结提高', en: 'Summing up' },
    article: '五、工作步骤（四）',
    when: { kind: 'between', from: { month: 11, day: 16 }, to: { month: 11, day: 30 } },
    writtenFor: FIRST_ROUND,
  }),
  step({
    id: 'discovered',
    title: { zh: '日常监督中发现需要降级的情形', en: 'Supervision finds grounds for a downgrade' },
    article: '附件1 七、信用评定结果运用（二）',
    when: { kind: 'event', latest: null },
  }),
  step({
    id: 'downgrade-scored',
    title: { zh: '用现场评价表评分并上报评价小组', en: 'It is scored on the on-site form and reported' },
    article: '附件1 七、信用评定结果运用（二）',
    when: { kind: 'within', count: 5, unit: 'days', after: 'discovered' },
    ruling: { id: 'WG-7', droppedBy: null },
    remark: { zh: '文件写“5日内”，按自然日计算', en: 'The policy says “5 days”, read as calendar days' },
  }),
];
