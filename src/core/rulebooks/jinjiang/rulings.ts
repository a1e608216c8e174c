/** How gaps of 晋卫健规〔2024〕2号 are read (policy readings, 2). */
import type { RulingDefinition } from '../rulings.ts';

export const RULINGS: readonly RulingDefinition[] = [
  {
    id: 'JJ-1',
    article: '第八条第9项、第十二条',
    defaultName: 'thresholds',
    text: {
      zh: '安全生产责任制记分只按第十二条的分值影响等级（4分及以上不评A级，8分及以上不评B级）。',
      en: 'Safety points act on the grade only through the thresholds of article 12 (4 bars A, 8 bars B).',
    },
    alternatives: [
      {
        id: 'literal',
        text: {
          zh: '评价期内有安全生产责任制记分的，不评A级和B级。',
          en: 'Any safety point in the period bars A and B.',
        },
      },
    ],
    public: false,
  },
  {
    id: 'JJ-2',
    article: '第八条第7项',
    defaultName: 'substantiated',
    text: {
      zh: '信访、投诉、举报经查实的，才作为负面信息。',
      en: 'Only a substantiated complaint is negative information.',
    },
    alternatives: [
      {
        id: 'literal',
        text: {
          zh: '凡有信访、投诉、举报的，均作为负面信息。',
          en: 'Every complaint is negative information.',
        },
      },
    ],
    public: false,
  },
  {
    id: 'JJ-3',
    article: '第八条、第十四条至第十七条',
    defaultName: 'residual',
    text: {
      zh: '有第八条所列负面信息、但第十六条和第十七条没有列明的，评为C级。',
      en: 'Negative information of article 8 that articles 16 and 17 do not name gives C.',
    },
    alternatives: [
      {
        id: 'refer',
        text: {
          zh: '有第八条所列负面信息、但第十六条和第十七条没有列明的，报局研判后确定等级。',
          en: 'Negative information of article 8 that articles 16 and 17 do not name is referred to the bureau.',
        },
      },
    ],
    public: false,
  },
  {
    id: 'JJ-4',
    article: '第十二条、第十四条、第十五条',
    defaultName: null,
    text: {
      zh: '工作配合为“好”但因安全生产记分不能评A级的，以及工作配合为“一般”、记分不到8分的，评为B级。',
      en: 'Tier good barred from A by safety points alone, and tier fair with fewer than 8 points, give B.',
    },
    alternatives: [],
    public: false,
  },
  {
    id: 'JJ-5',
    article: '第八条、第十六条第3项、第十七条第5项和第7项',
    defaultName: null,
    text: {
      zh: '只计与医疗卫生相关的行政处罚，经系统抽查发现的主观故意不使用系统，负主要及以上责任的医疗事故，以及已被查处或通报的“医托”和违规广告。',
      en: 'What counts: penalties related to health care, intentional avoidance found by sampling, malpractice of main or full responsibility, touting and advertising that were sanctioned.',
    },
    alternatives: [],
    public: false,
  },
  {
    id: 'JJ-6',
    article: '第二十条',
    defaultName: null,
    text: {
      zh: '正面信息没有评定等次的，暂不评定等级；已有情形应评为C级或D级的除外。',
      en: 'Without a tier of positive information no grade is given, unless events alone fix C or D.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'JJ-7',
    article: '第十八条',
    defaultName: null,
    text: {
      zh: '直接降级须有批准文号，按现行等级和降级决定中较低的执行。',
      en: 'A direct downgrade needs its approval and gives the worse of the grade in force and the grade decided.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'JJ-8',
    article: '第十七条第6项',
    defaultName: null,
    text: {
      zh: '信访、投诉造成恶劣影响，以认定文书为准；查无实据的不计。',
      en: 'Severe impact of a complaint counts by its determination only, and never when the complaint is unsubstantiated.',
    },
    alternatives: [],
    public: false,
  },
  {
    id: 'JJ-9',
    article: '第八条第5项、第十七条第5项',
    defaultName: null,
    text: {
      zh: '没有经鉴定或法院判决的医疗事故，不作为评价依据。',
      en: 'Malpractice that no appraisal or court established does not count.',
    },
    alternatives: [],
    public: false,
  },
  {
    id: 'JJ-10',
    article: '第十七条第4项',
    defaultName: null,
    text: {
      zh: '有一名医师未注册到本机构，即适用第十七条第4项。',
      en: 'One unregistered physician is enough for article 17, item 4.',
    },
    alternatives: [],
    public: false,
  },
  {
    id: 'JJ-11',
    article: '第十六条、第十七条',
    defaultName: null,
    text: {
      zh: '同时有应评为C级和D级情形的，评为D级。',
      en: 'Whoever falls under article 16 and article 17 at once gets D.',
    },
    alternatives: [],
    public: false,
  },
];
