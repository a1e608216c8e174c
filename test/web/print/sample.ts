/** Fictional institutions for prints: short, long, crowded, ungraded, withdrawn. */
import type { Bureau } from '../../../src/core/domain/bureau.ts';
import type { StaffMember } from '../../../src/core/domain/institution.ts';
import { codeFromBytes } from '../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import type { GradeTerms, RulebookTerms, Text } from '../../../src/core/domain/terms.ts';
import { publicNow } from '../../../src/core/snapshot/public-now.ts';
import type { InstitutionRecord, RecordOutcome } from '../../../src/core/snapshot/record.ts';
import type { PrintDocument } from '../../../src/web/page/print/document.tsx';

export const TODAY = isoDate('2026-11-22');

const text = (zh: string): Text => ({ zh, en: zh });

function gradeTerms(symbol: string, mark: string, word: string | null, meaning: string): GradeTerms {
  return {
    symbol,
    mark: text(mark),
    word: word === null ? null : text(word),
    meaning: text(meaning),
    measures: [],
    asks: [],
  };
}

export const bureau: Bureau = {
  id: 'demo',
  name: '示例县卫生健康局',
  nameEn: 'Health Bureau of Shili County',
  county: '示例县',
  countyEn: 'Shili',
  regionCode: '410481',
  rulebook: 'wugang',
  origin: 'https://yx.example.gov.cn',
  phone: '0000-7654321',
  phoneHours: '周一至周五8:00—17:30',
  hotline: '12345',
  supervisor: '示例县卫生计生监督所',
  operator: null,
  icp: null,
  publicSecurityNo: null,
  siteId: null,
  siteIdUrl: null,
  publicSecurityPicture: null,
  siteIdPicture: null,
  commitment: [
    '依照核准登记的诊疗科目开展诊疗活动。',
    '不使用非卫生技术人员从事医疗卫生技术工作。',
    '规范书写病历、处方，合理检查、合理用药。',
    '明码标价，不雇用“医托”，不发布违法医疗广告。',
    '自觉接受监督检查和社会监督。',
  ],
  intake: 'none',
  intakeTerms: null,
  elsewhere: null,
  demo: true,
};

export const wugang: RulebookTerms = {
  id: 'wugang',
  title: text('舞钢市医疗机构依法执业信用评价实施方案'),
  documentNo: '舞卫健发〔2021〕89号',
  issuer: 'government',
  gradeNoun: text('信用级别'),
  grades: [
    gradeTerms('excellent', '优秀', null, '现场评价和日常监督综合评为优秀。'),
    gradeTerms('qualified', '合格', null, '现场评价和日常监督综合评为合格。'),
    gradeTerms('poor', '差', null, '综合评为差，正在重点监督、限期整改。'),
  ],
  validity: { kind: 'until-next' },
  inForce: { from: isoDate('2021-01-01'), to: null, article: '三、工作任务' },
  notice: null,
  disclaimer: null,
  subjects: [],
  register: null,
  lists: [],
  thresholds: [],
  articles: [],
  supervision: {},
  supervisionNote: null,
  draw: null,
  board: {
    title: text('医疗机构依法执业信息公示栏'),
    commitment: text('依法承诺'),
    letter: text('依法执业承诺书'),
    withdrawn: text('信用级别标识已停用，应停止使用并交回。'),
  },
  ratings: false,
  reasons: {},
  rulings: [],
};

export const jinjiang: RulebookTerms = {
  ...wugang,
  id: 'jinjiang',
  title: text('晋江市医疗机构依法执业信用等级评定管理规定'),
  documentNo: '晋卫健规〔2024〕2号',
  gradeNoun: text('信用等级'),
  grades: [
    gradeTerms('A', 'A级', '诚实守信', '一年内没有影响评级的负面信息，工作配合评定为“好”。'),
    gradeTerms('B', 'B级', '信用良好', '总体良好，没有应评为“一般”或“较差”的情形。'),
    gradeTerms('C', 'C级', '信用一般', '一年内有应评为“信用一般”的情形，扫码可看说明。'),
    gradeTerms('D', 'D级', '信用较差', '一年内有应评为“信用较差”的情形。'),
  ],
  validity: { kind: 'months', months: 12 },
  board: { ...wugang.board, title: text('医疗机构卫生监督信息公示栏') },
  ratings: false,
};

export function graded(terms: RulebookTerms, symbol: string): RecordOutcome {
  const level = terms.grades.findIndex((grade) => grade.symbol === symbol) + 1;
  const grade = terms.grades[level - 1];
  if (grade === undefined) throw new RangeError(symbol);
  const { mark, word } = grade;
  return {
    status: 'graded',
    grade: symbol,
    mark,
    word,
    level,
    levels: terms.grades.length,
    validUntil: terms.validity.kind === 'months' ? isoDate('2027-01-14') : null,
    reasons: [],
    sealedReasons: false,
    rulings: [],
    change: null,
  };
}

export const clinic: InstitutionRecord = {
  v: 1,
  bureau: 'demo',
  year: 2026,
  period: { from: isoDate('2025-01-01'), to: isoDate('2025-12-31') },
  code: codeFromBytes(new Uint8Array([7, 20, 3, 21, 9, 23, 25, 2, 27])),
  name: '青石镇和安口腔门诊部',
  otherNames: [],
  kind: '口腔门诊部',
  level: '',
  town: '青石镇',
  address: '示例县青石镇人民路18号',
  phone: '0000-7654000',
  creditCode: null,
  licence: {
    type: 'practice-licence',
    number: 'PDY00000X41048117D1522',
    validUntil: isoDate('2028-03-31'),
    authority: '示例县卫生健康局',
    subjects: ['口腔科', '医学影像科（X线诊断专业）'],
  },
  principal: '周柏年',
  staff: { doctors: 4, nurses: 4, others: 3 },
  outcome: graded(wugang, 'qualified'),
  commitment: { year: 2026, signedOn: isoDate('2026-01-05'), items: [] },
  statement: null,
  sealed: [],
};

const SURNAMES = '周林贺程苏罗叶方邵魏石梁董章顾秦许韩'.split('');
const GIVEN = ['柏年', '晚秋', '知远', '雨桐', '映雪', '锦书', '清和', '以宁', '冬青', '书白', '南星', '岚', '望舒'];

/** `count` people of made-up names: a third doctors, half nurses. */
export function people(count: number): StaffMember[] {
  return Array.from({ length: count }, (_, i) => {
    const name = `${SURNAMES[i % SURNAMES.length]}${GIVEN[(i * 5) % GIVEN.length]}`;
    if (i % 6 < 2)
      return {
        name,
        category: i % 12 === 1 ? '执业助理医师' : '执业医师',
        group: 'doctor',
        title: '',
        scope: '口腔专业',
      };
    if (i % 6 < 5) return { name, category: '护士', group: 'nurse', title: '', scope: '' };
    return { name, category: i % 12 === 5 ? '药师' : '医学影像技师', group: 'other', title: '', scope: '' };
  });
}

export const LONG_NAME =
  '示例县青石镇中心卫生院与示例县人民医院医疗共同体青石分院（示例县青石镇社区卫生服务中心、示例县青石老年护理站）甲乙丙';

/** A print of the clinic with what a case changes. */
export function printOf(
  change: Partial<PrintDocument> & { record?: Partial<InstitutionRecord>; count?: number },
): PrintDocument {
  const { record, count = 11, ...rest } = change;
  const staff = { type: 'staff' as const, members: people(count) };
  return {
    kind: 'board',
    paper: 'a3',
    view: publicNow({ ...clinic, ...record }, [], TODAY),
    terms: wugang,
    bureau,
    release: { version: 3, time: '2026-01-15T02:00:00Z' },
    fingerprint: '3f2a91c077de5b0e66a1d2f98c34b7105e9d8a7c6b5f4e3d2c1b0a9988776655',
    printedOn: TODAY,
    temporary: false,
    staff,
    ...rest,
  };
}
