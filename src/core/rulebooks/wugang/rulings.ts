/** How gaps of 舞卫健发〔2021〕89号, and its missing page, are read (policy readings, 3). */
import type { RulingDefinition } from '../rulings.ts';

export const RULINGS: readonly RulingDefinition[] = [
  {
    id: 'WG-0',
    article: '附件1 六、信用评价方式与程序（二）',
    defaultName: null,
    text: {
      zh: '标化得分=适用项目得分之和÷适用项目满分之和×100。',
      en: 'The standard score is the sum of scores over the sum of maxima of the applicable items, times 100.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'WG-1',
    article: '附件1 四、信用评价否决项',
    defaultName: null,
    text: {
      zh: '“以上”含本级、本数，“低于”不含本数。',
      en: '“And above” includes what it names; “below” does not.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'WG-2',
    article: '附件1 五、卫生监督频率',
    defaultName: null,
    text: {
      zh: '得分显示两位小数，后面的小数舍去，不进位。',
      en: 'A score is shown with two decimals, cut off and never rounded up.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'WG-3',
    article: '附件1 二、信用评价原则（一）',
    defaultName: null,
    text: {
      zh: '优秀不超过当年评定机构总数的10%（取整数），按得分从高到低确定；名额末位得分相同的，均评为合格。',
      en: 'At most a tenth of the institutions graded, rounded down, are excellent, by score; those tied across the cut are all qualified.',
    },
    alternatives: [
      { id: 'none', text: { zh: '优秀不设名额限制。', en: 'The number of excellent grades is not limited.' } },
    ],
    public: true,
  },
  {
    id: 'WG-4',
    article: '附件1 六、信用评价方式与程序（二）',
    defaultName: null,
    text: {
      zh: '现场评价的监督员不足2名的，暂不评定等级；已有情形应评为差的除外。',
      en: 'Without two inspectors on site no grade is given, unless poor is fixed without the on-site result.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'WG-5',
    article: '附件1 六、信用评价方式与程序（二）',
    defaultName: null,
    text: {
      zh: '没有现场评价结果的，暂不评定等级；已有情形应评为差的除外。',
      en: 'Without an on-site result no grade is given, unless poor is fixed without it.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'WG-6',
    article: '附件1 七、信用评定结果运用（三）',
    defaultName: null,
    text: {
      zh: '停止使用信用级别标识的，不再有信用级别；属于其他情形的，须有文书。',
      en: 'Whose label is withdrawn has no grade; other grounds than closure and licence need a document.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'WG-7',
    article: '附件1 七、信用评定结果运用（二）',
    defaultName: null,
    text: {
      zh: '降级须有审查文号，按现行级别和降级决定中较低的执行；发现后5个自然日内评分。',
      en: 'A downgrade needs its approval and gives the worse of both grades; it is scored within 5 calendar days.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'WG-8',
    article: '附件1 一、信用评价范围',
    defaultName: null,
    text: {
      zh: '备案诊所没有《医疗机构执业许可证》，不在评价范围。',
      en: 'A filed clinic holds no practice licence and is out of scope.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'WG-9',
    article: '附件1 四、信用评价否决项',
    defaultName: null,
    text: {
      zh: '“2次以上行政处罚”合并计算卫生健康部门和其他部门与医疗卫生相关的处罚；其他部门的处罚仅1次的，不影响级别。',
      en: 'For “2 or more penalties” those of the health authority and others related to health care count together; a single one by another authority caps nothing.',
    },
    alternatives: [],
    public: false,
  },
  {
    id: 'WG-10',
    article: '五、工作步骤（二）5',
    defaultName: null,
    text: {
      zh: '拟定级别公示5个工作日（文件没有规定，由本局确定）。',
      en: 'Proposed grades are open for 5 working days (set by the bureau; the policy names no term).',
    },
    alternatives: [
      {
        id: 'none',
        text: { zh: '级别确定后直接公布，不另行公示。', en: 'Grades are published without a proposal stage.' },
      },
    ],
    public: true,
  },
  {
    id: 'WG-11',
    article: '五、工作步骤（二）5',
    defaultName: null,
    text: {
      zh: '红黑榜只列优秀和差的机构名称和级别；级别失效或变更后撤下。',
      en: 'The red and black lists name the excellent and the poor, with grade only, until the grade lapses or changes.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'WG-12',
    article: '三、工作任务',
    defaultName: null,
    text: {
      zh: '文件没有写明施行日期。按2021年10月底前完成首次评价的要求，自2021年1月1日起适用。',
      en: 'The plan names no day from which it is in force. As its first round was due by the end of October 2021, it is applied from 1 January 2021.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'WG-13',
    article: '附件1 六、信用评价方式与程序',
    defaultName: null,
    text: {
      zh: '文件没有写明级别的有效期。每年评价一次，级别有效至下一次级别公布。',
      en: 'The plan names no term of a grade. With one round a year, a grade is valid until the next grades are published.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'WG-14',
    article: '附件1 四、信用评价否决项',
    defaultName: null,
    text: {
      zh: '没有经鉴定或法院判决认定的重大医疗事故，不计。',
      en: 'Major malpractice that no appraisal or court established does not count.',
    },
    alternatives: [],
    public: false,
  },
];
