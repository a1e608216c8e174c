/** How gaps of 威环卫〔2022〕6号 are read (policy readings, 5). */
import type { Text } from '../../domain/terms.ts';
import { GENERAL_RULINGS, type RulingDefinition } from '../rulings.ts';

interface Words {
  readonly text: Text;
  /** Of the alternatives that mean something where nobody is graded. */
  readonly alternatives?: Readonly<Record<string, Text>>;
}

/** The general rulings as they act in a register: GEN-7 compares scores, and there are none. */
const IN_A_REGISTER: Readonly<Record<string, Words>> = {
  'GEN-1': {
    text: { zh: '没有文书编号的负面信息，不公布。', en: 'A negative fact without its document is not shown.' },
  },
  'GEN-2': {
    text: { zh: '同一文书编号的同类信息只公布一次。', en: 'The same fact of the same document is shown once.' },
  },
  'GEN-3': { text: { zh: '完成信用修复的信息，自修复之日起不再公布。', en: 'A repaired fact is not shown any more.' } },
  'GEN-4': {
    text: {
      zh: '不良执业行为记分和表彰，公布上一个自然年的。',
      en: 'Points and commendations are those of the year before.',
    },
    alternatives: {
      'between-publications': {
        zh: '不良执业行为记分和表彰，公布上一次公布至本次公布之间的。',
        en: 'Points and commendations are those since the publication before.',
      },
    },
  },
  'GEN-5': {
    text: {
      zh: '信用记录所属期间没有全部落在文件有效期内的，不公布。',
      en: 'A period that the plan’s term does not cover whole is not published.',
    },
    alternatives: {
      accept: {
        zh: '信用记录所属期间没有全部落在文件有效期内的，经本局决定，仍按本文件公布。',
        en: 'By decision of the bureau, a period that the plan’s term does not cover whole is published under it.',
      },
    },
  },
  'GEN-6': { text: { zh: '对个人的行政处罚不公布。', en: 'A penalty against a person is never shown.' } },
};

/** GEN-8 and GEN-9 say the same everywhere. */
export const GENERAL: readonly RulingDefinition[] = GENERAL_RULINGS.flatMap((ruling): RulingDefinition[] => {
  if (ruling.id === 'GEN-8' || ruling.id === 'GEN-9') return [ruling];
  const own = IN_A_REGISTER[ruling.id];
  if (own === undefined) return [];
  const alternatives = Object.entries(own.alternatives ?? {}).map(([id, text]) => ({ id, text }));
  return [{ ...ruling, text: own.text, alternatives }];
});

export const RULINGS: readonly RulingDefinition[] = [
  {
    id: 'HC-1',
    article: '四、主要任务（一）2',
    defaultName: 'register',
    text: {
      zh: '方案没有写明信用等级的评估办法，因此不评等级，只公布信用记录；积分只作为积分公布。',
      en: 'The plan does not contain the method of its grades: none is given, records are published; points are shown as points only.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'HC-2',
    article: '四、主要任务（二）3',
    defaultName: null,
    text: {
      zh: '医务人员的个人信用档案和医德考评结果不公布。',
      en: 'The credit files of staff and the appraisals of their conduct are not public.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'HC-3',
    article: '四、主要任务（一）2',
    defaultName: null,
    text: {
      zh: '方案没有写明公布期限。记录写明截止日期的，公布到当日；没有写明的，公布到所在年度的12月31日，本局另定月数的从其规定。',
      en: 'The plan does not say for how long. An entry with a last day is shown until that day; any other until 31 December of the register’s year, or for the months that the bureau sets.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'HC-4',
    article: '印发通知',
    defaultName: null,
    text: {
      zh: '方案没有写明施行日期，自印发之日（2022年1月26日）起适用；没有写明终止日期，长期适用。',
      en: 'The plan names no day from which it is in force: it is applied from its day of issue, 26 January 2022, and no end is named.',
    },
    alternatives: [],
    public: true,
  },
];
