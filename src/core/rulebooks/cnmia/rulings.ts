/** How gaps of 社会办医疗机构社会信用评价管理办法 are read (policy readings, 6). */
import type { RulingDefinition } from '../rulings.ts';

export const RULINGS: readonly RulingDefinition[] = [
  {
    id: 'CN-0',
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
];
