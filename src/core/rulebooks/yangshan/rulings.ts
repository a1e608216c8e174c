/** How gaps of 阳山县医疗卫生信用信息管理实施方案 are read (policy readings, 4). Both are about the draw, no grade rests on them. */
import type { RulingDefinition } from '../rulings.ts';

export const RULINGS: readonly RulingDefinition[] = [
  {
    id: 'YS-1',
    article: '四、重点任务（四）',
    defaultName: null,
    text: {
      zh: '按比例抽查的家数不是整数的，向上取整。',
      en: 'A share that is not a whole number of institutions is rounded up.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'YS-2',
    article: '四、重点任务（四）',
    defaultName: null,
    text: {
      zh: '抽查由随机种子决定：同一等级内，以种子为密钥计算各机构编号的HMAC-SHA-256，按结果从小到大抽取。抽查前只公布种子与名单的校验值，抽查后公布种子，任何人都可以复算。',
      en: 'A random seed decides the draw: within a grade, institutions are taken in the order of the HMAC-SHA-256 of their ids under the seed. Before the round only a digest of seed and list is published, afterwards the seed, so that anyone can repeat it.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'YS-3',
    article: '三、实施步骤',
    defaultName: null,
    text: {
      zh: '本局保存的文本没有文号和印发日期，自首个实施阶段所在年度的第一天（2022年1月1日）起适用。',
      en: 'The text bears neither a number nor a day; it is applied from the first day of the year of its first phase, 1 January 2022.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'YS-4',
    article: '四、重点任务（三）',
    defaultName: null,
    text: {
      zh: '文件没有写明等级的有效期，等级有效至下一年度等级公布。',
      en: 'The plan names no term of a grade; it is valid until the next grades are published.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'YS-5',
    article: '三、实施步骤（五）',
    defaultName: null,
    text: {
      zh: '各类对象从所在实施阶段当年的信用信息起评价；医务人员是自然人，其等级不向社会公布。',
      en: 'Each kind of subject is graded from the record of the year of its phase; staff are natural persons, and no grade of theirs is published.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'YS-6',
    article: '四、重点任务（六）',
    defaultName: null,
    text: {
      zh: '导入等级后有信用修复或信息更正的，原等级保留到重新导入为止，并提示重新导入。',
      en: 'After a repair or a correction the grade imported before stays until it is imported again, and the bureau is told to do so.',
    },
    alternatives: [],
    public: false,
  },
];
