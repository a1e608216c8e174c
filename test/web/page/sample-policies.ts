/** Fictional institutions in the states that only Yangshan's, Huancui's and the association's policies have, with the rulebooks' own words. */
import type { Bureau } from '../../../src/core/domain/bureau.ts';
import type { Certificate } from '../../../src/core/domain/institution.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import type { RegisterList, RulebookTerms } from '../../../src/core/domain/terms.ts';
import { rulebookById } from '../../../src/core/rulebooks/registry.ts';
import type { Opening } from '../../../src/core/snapshot/opening.ts';
import type { RecordOutcome } from '../../../src/core/snapshot/record.ts';
import type { InstitutionPageProps } from '../../../src/web/page/types.ts';
import { graded } from '../../support/records.ts';
import { bureau, penalties, propsOf, type Sample, sample } from './sample.ts';

type Graded = Extract<RecordOutcome, { status: 'graded' }>;

function termsOf(id: string): RulebookTerms {
  const rulebook = rulebookById(id);
  if (rulebook === null) throw new Error(`no rulebook ${id}`);
  return rulebook.terms({});
}

export const YANGSHAN = termsOf('yangshan');
export const HUANCUI = termsOf('huancui');
export const CNMIA = termsOf('cnmia');

/** The publisher of the association's samples. */
export const association: Bureau = {
  ...bureau,
  id: 'association',
  name: '示例社会办医疗机构协会',
  nameEn: 'Example Association of Medical Institutions',
  supervisor: '示例社会办医疗机构协会',
  operator: null,
};

export function gradeOf(terms: RulebookTerms, symbol: string, difference: Partial<Graded> = {}): Graded {
  const at = terms.grades.findIndex((grade) => grade.symbol === symbol);
  const grade = terms.grades[at];
  if (grade === undefined) throw new Error(`no grade ${symbol}`);
  const { mark, word } = grade;
  const shape = { mark, word, level: at + 1, levels: terms.grades.length };
  const rule = terms.reasons.imported ? 'imported' : `score-${symbol}`;
  const reasons = [{ rule, effect: `grade ${symbol}`, observed: null, threshold: null }];
  return { ...graded, grade: symbol, ...shape, reasons, rulings: [], validUntil: null, ...difference };
}

function listed(n: number, list: RegisterList, text: string, detail = '', documentNo = ''): Opening {
  return {
    salt: Buffer.alloc(16, 100 + n).toString('base64url'),
    body: {
      type: 'listed',
      list,
      on: isoDate(`2026-0${n}-10`),
      documentNo,
      text,
      detail,
      shownUntil: isoDate(list === 'incentive' ? '2026-11-30' : '2026-12-31'),
    },
  };
}

const ENTRIES = [
  listed(5, 'bad-practice', '未按规定书写病历', '2', '示卫记〔2026〕5号'),
  listed(3, 'bad-practice', '', '1.5', '示卫记〔2026〕3号'),
  listed(4, 'commendation', '诚信示范单位', '区级'),
  listed(6, 'incentive', '减少监督检查频次'),
  listed(7, 'sanction', '法定代表人约谈', '', '示卫信〔2026〕7号'),
];

const certificate: Certificate = { number: 'SHXY-2025-00123', on: isoDate('2025-03-01'), extendedUntil: null };

const rated = (symbol: string, own: Partial<Certificate> = {}, difference: Partial<Graded> = {}): Sample => {
  const held = { ...certificate, ...own };
  const year = Number(held.on.slice(0, 4));
  return sample(gradeOf(CNMIA, symbol, { validUntil: isoDate('2028-03-01'), ...difference }), {
    terms: CNMIA,
    certificate: held,
    year,
    period: { from: isoDate(`${year - 1}-01-01`), to: isoDate(`${year - 1}-12-31`) },
    commitment: null,
  });
};
const unrated = (outcome: RecordOutcome): Sample => sample(outcome, { terms: CNMIA, commitment: null });

const pool = {
  name: '示例县青石游泳馆',
  otherNames: [],
  kind: '游泳场所',
  level: '',
  subject: 'public-place',
  licence: {
    type: 'practice-licence',
    number: '示卫公证字〔2025〕第0012号',
    validUntil: isoDate('2029-05-31'),
    authority: '示例县卫生健康局',
    subjects: ['游泳场所', '沐浴场所'],
  },
  openings: [],
} as const;

export const samples = {
  register: sample(
    { status: 'register' },
    {
      terms: HUANCUI,
      openings: [...penalties(1), ...ENTRIES],
      credit: { points: '96.5', source: '示例区民营医疗机构信用积分', on: isoDate('2025-12-31') },
      promises: 12,
    },
  ),
  'register-empty': sample({ status: 'register' }, { terms: HUANCUI, commitment: null, openings: [] }),
  imported: sample(gradeOf(YANGSHAN, 'B'), { terms: YANGSHAN }),
  subject: sample(gradeOf(YANGSHAN, 'A'), { terms: YANGSHAN, ...pool }),
  'subject-new': sample({ status: 'not-graded', state: 'new' }, { terms: YANGSHAN, ...pool }),
  'subject-revoked': sample(
    { status: 'withdrawn', cause: 'licenceRevoked', on: isoDate('2026-05-06') },
    { terms: YANGSHAN, ...pool },
  ),
  'phase-to-come': sample(
    { status: 'not-graded', state: 'out-of-scope' },
    {
      terms: YANGSHAN,
      subject: 'medical-below-primary',
      kind: '诊所',
      year: 2024,
      period: { from: isoDate('2023-01-01'), to: isoDate('2023-12-31') },
    },
  ),
  rated: rated('AA+'),
  'rated-lowest': rated('C'),
  'rated-longest': rated('AAA-'),
  'rated-extended': rated(
    'A',
    { on: isoDate('2023-09-30'), extendedUntil: isoDate('2027-03-30') },
    { validUntil: isoDate('2027-03-30') },
  ),
  'rated-lowered': rated(
    'BBB',
    {},
    { change: { from: 'AA', on: isoDate('2026-04-02'), article: '第十八条（十）', documentNo: '示协〔2026〕3号' } },
  ),
  'rated-void': rated('A', { on: isoDate('2023-11-01') }, { validUntil: isoDate('2026-11-01') }),
  'rating-removed': {
    ...rated('A'),
    record: { ...rated('A').record, outcome: { status: 'withdrawn', cause: 'other', on: isoDate('2026-05-06') } },
  },
  unrated: unrated({ status: 'not-graded', state: 'unrated' }),
  unissued: unrated({ status: 'not-graded', state: 'incomplete' }),
} satisfies Record<string, Sample>;

/** As `propsOf`, with the association as publisher where it is its policy. */
export function policyPropsOf(of: Sample, difference: Partial<InstitutionPageProps> = {}): InstitutionPageProps {
  const publisher = of.terms.issuer === 'association' ? { bureau: association } : {};
  return propsOf(of, { ...publisher, ...difference });
}
