/** Fictional institutions in every state that the page knows, with the rulebooks' real words. */
import type { Bureau } from '../../../src/core/domain/bureau.ts';
import type { StaffMember } from '../../../src/core/domain/institution.ts';
import { codeFromBytes } from '../../../src/core/domain/institution-code.ts';
import { addDays, type IsoDate, isoDate } from '../../../src/core/domain/iso-date.ts';
import type { RulebookTerms } from '../../../src/core/domain/terms.ts';
import { jinjiang } from '../../../src/core/rulebooks/jinjiang/rulebook.ts';
import { wugang } from '../../../src/core/rulebooks/wugang/rulebook.ts';
import type { Opening } from '../../../src/core/snapshot/opening.ts';
import { publicNow } from '../../../src/core/snapshot/public-now.ts';
import type { InstitutionRecord, Proposal, RecordOutcome } from '../../../src/core/snapshot/record.ts';
import type { InstitutionPageProps } from '../../../src/web/page/types.ts';
import { graded, record } from '../../support/records.ts';

export const TODAY = isoDate('2026-11-20');

export const bureau: Bureau = {
  id: 'example',
  name: '示例县卫生健康局',
  nameEn: 'Health Bureau of Shili County',
  county: '示例县',
  countyEn: 'Shili County',
  regionCode: '410481',
  rulebook: 'wugang',
  origin: 'https://yx.example.gov.cn',
  phone: '0000-7654321',
  phoneHours: '周一至周五8:00—17:30',
  hotline: '12345',
  supervisor: '示例县卫生健康综合监督执法大队',
  operator: '示例县卫生健康综合监督执法大队',
  icp: '示例ICP备00000000号',
  publicSecurityNo: '示例公网安备00000000000000号',
  siteId: '0000000000',
  siteIdUrl: null,
  publicSecurityPicture: 'shield.svg',
  siteIdPicture: 'emblem.svg',
  commitment: ['依照核准登记的诊疗科目执业。', '不使用非卫生技术人员。', '按规定收费并公开价格。'],
  intake: 'none',
  intakeTerms: null,
  elsewhere: null,
  demo: true,
};

export const WUGANG: RulebookTerms = wugang.terms({});
export const JINJIANG: RulebookTerms = jinjiang.terms({});

type Graded = Extract<RecordOutcome, { status: 'graded' }>;
type Difference = Partial<InstitutionRecord>;

export interface Sample {
  readonly terms: RulebookTerms;
  readonly record: InstitutionRecord;
  readonly openings: readonly Opening[];
}

function salt(n: number): string {
  return Buffer.alloc(16, n % 256).toString('base64url');
}

const SURNAMES = [...'周林贺陈王李张刘杨黄赵吴徐孙马朱胡郭何高'];
const GIVEN = [...'柏年晚秋知远明德思齐若水文渊静姝承志雨桐'];

/** In the order in which publishing seals them: doctors, nurses, others. */
export function staffList(count: number): StaffMember[] {
  const groups: readonly StaffMember['group'][] = ['doctor', 'nurse', 'other'];
  const all: StaffMember[] = Array.from({ length: count }, (_, i) => {
    const doctor = i % 3 === 0;
    const given = `${GIVEN[(i * 7) % GIVEN.length]}${GIVEN[(i * 13 + 5) % GIVEN.length]}`;
    return {
      name: `${SURNAMES[(i * 3) % SURNAMES.length]}${given}`,
      category: doctor ? '执业医师' : i % 3 === 1 ? '注册护士' : '药师',
      group: doctor ? 'doctor' : i % 3 === 1 ? 'nurse' : 'other',
      title: doctor ? (['主治医师', '副主任医师', '住院医师'][i % 3] ?? '') : '',
      scope: doctor ? (['口腔专业', '内科专业', '中医专业', '外科专业'][i % 4] ?? '') : '',
    };
  });
  return groups.flatMap((group) => all.filter((member) => member.group === group));
}

/** Newest first, as publishing seals them, all in the year 2025. */
export function penalties(count: number, until: IsoDate = isoDate('2026-12-02')): Opening[] {
  return Array.from({ length: count }, (_, i) => ({
    salt: salt(i),
    body: {
      type: 'penalty',
      on: addDays(isoDate('2025-12-01'), -11 * i),
      documentNo: `示卫医罚〔2025〕${17 + i}号`,
      cause: ['未按规定填写病历资料', '使用非卫生技术人员从事医疗卫生技术工作', '未按规定处置医疗废物'][i % 3] ?? '',
      result: ['警告、罚款1000元', '罚款5000元', '警告'][i % 3] ?? '',
      basis: ['《医疗纠纷预防和处理条例》第四十七条', '《医疗机构管理条例》第四十七条', ''][i % 3] ?? '',
      authority: '示例县卫生健康局',
      shownUntil: until,
    },
  }));
}

export function sealedReason(rule: string, until: IsoDate = isoDate('2026-12-02'), observed = '1'): Opening {
  return {
    salt: salt(200),
    body: { type: 'reason', rule, effect: 'cap qualified', observed, threshold: '2', shownUntil: until },
  };
}

function staffOpening(count: number): Opening {
  return { salt: salt(201), body: { type: 'staff', members: staffList(count) } };
}

const BASE: Difference = {
  code: codeFromBytes(Uint8Array.of(7, 19, 3, 22, 9, 14, 2, 28, 12)),
  creditCode: '52410481MJ0000001X',
  licence: {
    type: 'practice-licence',
    number: 'PDY00000X41048117D1522',
    validUntil: isoDate('2028-03-31'),
    authority: '示例县卫生健康局',
    subjects: ['口腔科', '医学影像科（X线诊断专业）'],
  },
  commitment: { year: 2026, signedOn: isoDate('2026-01-05'), items: [] },
};

function countsOf(openings: readonly Opening[]): InstitutionRecord['staff'] {
  const members = openings.flatMap(({ body }) => (body.type === 'staff' ? body.members : []));
  const count = (group: StaffMember['group']) => members.filter((member) => member.group === group).length;
  return members.length === 0 ? null : { doctors: count('doctor'), nurses: count('nurse'), others: count('other') };
}

export function sample(
  outcome: RecordOutcome,
  { terms = WUGANG, openings = [staffOpening(8)], ...difference }: Difference & Partial<Sample> = {},
): Sample {
  const staff = countsOf(openings);
  return { terms, openings, record: record({ ...BASE, staff, outcome, ...difference }) };
}

const wugangGrade = (difference: Partial<Graded> = {}): Graded => ({
  ...graded,
  reasons: [{ rule: 'score-qualified', effect: 'grade qualified', observed: '83.50', threshold: '60' }],
  rulings: ['WG-0', 'WG-2'],
  ...difference,
});

const EXCELLENT = wugangGrade({
  grade: 'excellent',
  mark: { zh: '优秀', en: 'Excellent' },
  level: 1,
  reasons: [{ rule: 'score-excellent', effect: 'grade excellent', observed: '93.50', threshold: '90' }],
});

/** Where the article of a change stands in Wugang's guide. */
const VARIED = '附件1 七、信用评定结果运用（二）';

/** A penalty after the end of the period that the grade is about. */
function outside(opening: Opening): Opening {
  if (opening.body.type !== 'penalty') return opening;
  const body = { ...opening.body, on: isoDate('2026-04-09'), documentNo: '示卫医罚〔2026〕3号' };
  return { salt: salt(199), body };
}

function jinjiangGrade(symbol: string, difference: Partial<Graded> = {}): Graded {
  const at = JINJIANG.grades.findIndex((grade) => grade.symbol === symbol);
  const terms = JINJIANG.grades[at];
  if (terms === undefined) throw new Error(`no grade ${symbol}`);
  const { mark, word } = terms;
  const reasons = [{ rule: 'tier-good', effect: `grade ${symbol}`, observed: null, threshold: null }];
  const shape = { mark, word, level: at + 1, levels: JINJIANG.grades.length, validUntil: isoDate('2027-01-14') };
  return { ...graded, grade: symbol, ...shape, reasons, rulings: ['JJ-4'], ...difference };
}

/** For the year after the one in force. */
function proposalOf(symbol: string): Proposal {
  const { grade, mark, word, level, levels } = jinjiangGrade(symbol);
  return {
    ...{ year: 2027, grade, mark, word, level, levels },
    ...{ from: isoDate('2026-11-16'), until: isoDate('2026-11-24'), corrected: null },
  };
}

const filed = {
  type: 'clinic-filing',
  number: 'PDY410481000001',
  validUntil: null,
  authority: '示例县卫生健康局',
  subjects: ['中医科'],
} as const;

/** By a name that says what is special. Every state that people can meet is here. */
export const samples = {
  typical: sample(wugangGrade({ sealedReasons: true }), {
    openings: [...penalties(1), sealedReason('penalty-health'), staffOpening(8)],
  }),
  excellent: sample(EXCELLENT, {
    statement: { text: '本院自今年五月起每月公开一次药品价格。', on: isoDate('2026-06-01') },
  }),
  poor: sample(
    wugangGrade({ grade: 'poor', mark: { zh: '差', en: 'Poor' }, level: 3, reasons: [], sealedReasons: true }),
    { openings: [...penalties(2), sealedReason('penalties-several', undefined, '2'), staffOpening(23)] },
  ),
  jinjiangA: sample(jinjiangGrade('A'), { terms: JINJIANG }),
  jinjiangB: sample(jinjiangGrade('B'), { terms: JINJIANG }),
  jinjiangC: sample(
    jinjiangGrade('C', {
      reasons: [{ rule: 'tier-poor', effect: 'cap C', observed: 'poor', threshold: null }],
      rulings: [],
    }),
    { terms: JINJIANG },
  ),
  jinjiangD: sample(jinjiangGrade('D', { reasons: [], sealedReasons: true, rulings: [] }), {
    terms: JINJIANG,
    openings: [...penalties(3), sealedReason('penalties-several', undefined, '3'), staffOpening(8)],
  }),
  changed: sample(
    jinjiangGrade('C', {
      change: { from: 'A', on: isoDate('2026-03-03'), article: '第十八条', documentNo: '示卫健〔2026〕9号' },
      reasons: [
        { rule: 'direct-downgrade', effect: 'set C', observed: null, threshold: null },
        { rule: 'tier-good', effect: 'grade A', observed: null, threshold: null },
      ],
      rulings: ['JJ-7'],
    }),
    { terms: JINJIANG },
  ),
  changedTwice: sample(
    wugangGrade({
      grade: 'poor',
      mark: { zh: '差', en: 'Poor' },
      level: 3,
      change: { from: 'qualified', on: isoDate('2026-07-01'), article: VARIED, documentNo: '示卫健〔2026〕21号' },
      reasons: [
        { rule: 'direct-downgrade', effect: 'set poor', observed: null, threshold: null },
        { rule: 'direct-downgrade', effect: 'set qualified', observed: null, threshold: null },
        { rule: 'score-excellent', effect: 'grade excellent', observed: '93.50', threshold: '90' },
      ],
      rulings: ['WG-7'],
    }),
  ),
  penaltyOutside: sample(EXCELLENT, {
    openings: [...penalties(1).map(outside), ...penalties(1), staffOpening(8)],
  }),
  lapsed: sample(jinjiangGrade('B', { validUntil: isoDate('2026-11-01') }), { terms: JINJIANG }),
  hidden: sample(wugangGrade({ sealedReasons: true })),
  proposed: sample(jinjiangGrade('B', { validUntil: null }), { terms: JINJIANG, proposal: proposalOf('A') }),
  proposedFirst: sample(
    { status: 'not-graded', state: 'awaiting' },
    { terms: JINJIANG, proposal: { ...proposalOf('C'), corrected: isoDate('2026-11-18') } },
  ),
  proposedOver: sample(jinjiangGrade('B', { validUntil: null }), {
    terms: JINJIANG,
    proposal: { ...proposalOf('A'), from: isoDate('2026-11-01'), until: isoDate('2026-11-10') },
  }),
  new: sample({ status: 'not-graded', state: 'new' }),
  awaiting: sample({ status: 'not-graded', state: 'awaiting' }),
  incomplete: sample({ status: 'not-graded', state: 'incomplete' }),
  filed: sample(
    { status: 'not-graded', state: 'out-of-scope' },
    { licence: filed, kind: '诊所', staff: null, openings: [] },
  ),
  closed: sample({ status: 'withdrawn', cause: 'closed', on: isoDate('2026-05-06') }),
  revoked: sample({ status: 'withdrawn', cause: 'licenceRevoked', on: isoDate('2026-05-06') }),
  cancelled: sample({ status: 'withdrawn', cause: 'licenceCancelled', on: isoDate('2026-05-06') }),
  withdrawn: sample({ status: 'withdrawn', cause: 'other', on: isoDate('2026-05-06') }),
  register: sample({ status: 'register' }),
  long: sample(wugangGrade(), {
    name: '示例县青石镇和安街道社区卫生服务中心第三中医康复理疗与口腔医学影像联合门诊部（原示例县第二人民医院青石分院）有限责任公司',
    otherNames: ['示例县和安口腔中心', '示例县青石镇中西医结合康复医院'],
  }),
  // U+20BB7, U+2B5AF and U+30EDE: beyond the 65,536 characters that a naive cut goes by.
  rare: sample(wugangGrade(), {
    name: '示例县𠮷祥口腔诊所',
    address: '青石镇𫖯水路𰻞巷2号',
    openings: [
      {
        salt: salt(202),
        body: {
          type: 'staff',
          members: [{ name: '欧阳𠮷', category: '执业医师', group: 'doctor', title: '', scope: '口腔专业' }],
        },
      },
    ],
    staff: { doctors: 1, nurses: 0, others: 0 },
  }),
  nameOnly: sample(
    { status: 'not-graded', state: 'incomplete' },
    {
      ...{ otherNames: [], kind: '', level: '', town: '', address: '', phone: null, creditCode: null, principal: null },
      licence: { type: 'practice-licence', number: '', validUntil: null, authority: '', subjects: [] },
      ...{ staff: null, commitment: null, openings: [] },
    },
  ),
  worst: sample(wugangGrade({ sealedReasons: true }), {
    staff: { doctors: 67, nurses: 67, others: 66 },
    openings: [...penalties(30), sealedReason('penalties-several', undefined, '30'), staffOpening(200)],
  }),
} satisfies Record<string, Sample>;

export const RELEASE = { version: 3, time: '2026-01-15T02:00:00Z', root: 'ab'.repeat(32) };

export function propsOf(of: Sample, difference: Partial<InstitutionPageProps> = {}): InstitutionPageProps {
  return {
    view: publicNow(of.record, of.openings, TODAY),
    terms: of.terms,
    bureau,
    release: RELEASE,
    verification: { kind: 'unchecked' },
    lang: 'zh',
    ...difference,
  };
}
