/** How gaps of 社会办医疗机构社会信用评价管理办法 are read (policy readings, 6). */
import type { RulingDefinition } from '../rulings.ts';

export const RULINGS: readonly RulingDefinition[] = [
  {
    id: 'CN-0',
    article: '第三条',
    defaultName: null,
    text: {
      zh: 'AAA-属AAA级，AA+、AA-属AA级，A+属A级。',
      en: 'AAA- belongs to level AAA, AA+ and AA- to AA, A+ to A.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'CN-1',
    article: '附件',
    defaultName: 'lower',
    text: {
      zh: '计分区间含下限、不含上限（90分为AAA），100分为AAA。',
      en: 'A band includes its lower end and not its upper one (90 is AAA); 100 is AAA.',
    },
    alternatives: [
      {
        id: 'upper',
        text: {
          zh: '计分区间含上限、不含下限（90分为AAA-），0分为C。',
          en: 'A band includes its upper end and not its lower one (90 is AAA-); 0 is C.',
        },
      },
    ],
    public: true,
  },
  {
    id: 'CN-2',
    article: '附件',
    defaultName: null,
    text: {
      zh: '没有评价得分，或者得分不在0分至100分之间的，不评定等级。',
      en: 'Without a score from 0 to 100 no grade is given.',
    },
    alternatives: [],
    // Beside 「未参加协会评价」 its name would tell who applied in vain.
    public: false,
  },
  {
    id: 'CN-3',
    article: '第十七条',
    defaultName: null,
    text: {
      zh: '没有第十七条的审核结论，或者不符合其中任何一项的，不评定等级。',
      en: 'Whose conditions of article 17 are not confirmed, or not all met, gets no grade.',
    },
    alternatives: [],
    // As CN-2: who may not take part and who never applied look the same.
    public: false,
  },
  {
    id: 'CN-4',
    article: '第十八条（十）',
    defaultName: null,
    text: {
      zh: '下调等级和摘牌须有核准文号；下调按现行等级和决定中较低的执行，摘牌后不再有信用等级。',
      en: 'A downgrade and a removal need their approval; a downgrade gives the worse of both grades, after a removal there is none.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'CN-5',
    article: '第十七条（六）',
    defaultName: null,
    text: {
      zh: '文件没有写明运营时间的其他医疗机构，比照一级医院，须正常运营满12个月。',
      en: 'An institution of a level that the text does not name must have been in operation for 12 months, as a primary hospital.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'CN-6',
    article: '第五条',
    defaultName: null,
    text: {
      zh: '经批准延期续评的，延期内证书有效，最长6个月，标明“延期续评中”。',
      en: 'While a renewal is extended the certificate stays valid, at most 6 months, and is marked so.',
    },
    alternatives: [
      {
        id: 'no',
        text: {
          zh: '证书有效期满即失效，延期续评期间也不例外。',
          en: 'A certificate ends on its day, also during an extension.',
        },
      },
    ],
    public: true,
  },
  {
    id: 'CN-7',
    article: '第十七条（八）',
    defaultName: null,
    text: {
      zh: '患者满意度“90%以上”含90%。',
      en: '“Above 90%” includes 90%.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'CN-8',
    article: '第十七条（八）',
    defaultName: null,
    text: {
      zh: '评价周期内没有记分的年度，按0分计。',
      en: 'A year of the cycle without a record of points has none.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'CN-9',
    article: '第五条',
    defaultName: null,
    text: {
      zh: '有效期满、没有取得新证书，也没有批准延期（或延期已满）的，列入作废公示。',
      en: 'Listed as void: past its term, without a new certificate and without an extension that still runs.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'CN-10',
    article: '第二十二条',
    defaultName: null,
    text: {
      zh: '以文末日期（2022年7月22日）为公布之日。',
      en: 'The date under the text, 22 July 2022, is taken as its day of publication.',
    },
    alternatives: [],
    public: true,
  },
];
