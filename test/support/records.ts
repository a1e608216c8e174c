/** Records for tests: one plain institution, and any difference from it. */
import type { InstitutionCode } from '../../src/core/domain/institution-code.ts';
import { isoDate } from '../../src/core/domain/iso-date.ts';
import type { RegisterList } from '../../src/core/domain/terms.ts';
import type { Opening } from '../../src/core/snapshot/opening.ts';
import type { InstitutionRecord, Proposal, RecordOutcome } from '../../src/core/snapshot/record.ts';

export const graded: Extract<RecordOutcome, { status: 'graded' }> = {
  status: 'graded',
  grade: 'qualified',
  mark: { zh: '合格', en: 'Qualified' },
  word: null,
  level: 2,
  levels: 3,
  validUntil: null,
  reasons: [{ rule: 'score', effect: 'grade qualified', observed: '83.50', threshold: '60' }],
  sealedReasons: false,
  rulings: ['WG-0'],
  change: null,
};

export const proposal: Proposal = {
  year: 2027,
  grade: 'poor',
  mark: { zh: '差', en: 'Poor' },
  word: null,
  level: 3,
  levels: 3,
  from: isoDate('2027-01-15'),
  until: isoDate('2027-01-22'),
  corrected: null,
};

export function record(difference: Partial<InstitutionRecord> = {}): InstitutionRecord {
  return {
    v: 1,
    bureau: 'example',
    year: 2026,
    period: { from: isoDate('2025-01-01'), to: isoDate('2025-12-31') },
    code: '0000000000' as InstitutionCode,
    name: '青石镇和安口腔门诊部',
    otherNames: ['示例县和安口腔中心'],
    kind: '门诊部',
    level: '',
    town: '青石镇',
    address: '青石镇中街12号',
    phone: '0000-7654321',
    creditCode: null,
    licence: {
      type: 'practice-licence',
      number: 'PDY00000X41048117D1522',
      validUntil: isoDate('2028-03-31'),
      authority: null,
      subjects: ['口腔科'],
    },
    principal: '周柏年',
    staff: { doctors: 1, nurses: 0, others: 0 },
    outcome: graded,
    commitment: null,
    statement: null,
    sealed: [],
    ...difference,
  };
}

export const penaltyOpening: Opening = {
  salt: 'AAAAAAAAAAAAAAAAAAAAAA',
  body: {
    type: 'penalty',
    on: isoDate('2025-12-03'),
    documentNo: '示卫医罚〔2025〕17号',
    cause: '未按规定填写病历资料',
    result: '警告、罚款1000元',
    basis: '《医疗纠纷预防和处理条例》第四十七条',
    authority: '示例县卫生健康局',
    shownUntil: isoDate('2026-12-02'),
  },
};

export function listedOpening(list: RegisterList, shownUntil: string): Opening {
  return {
    salt: Buffer.alloc(16, list.length).toString('base64url'),
    body: {
      type: 'listed',
      list,
      on: isoDate('2025-11-20'),
      documentNo: '示卫信〔2025〕3号',
      text: '未按规定保管处方',
      detail: list === 'bad-practice' ? '2' : '',
      shownUntil: isoDate(shownUntil),
    },
  };
}

export const reasonOpening: Opening = {
  salt: 'AQEBAQEBAQEBAQEBAQEBAQ',
  body: {
    type: 'reason',
    rule: 'penalty',
    effect: 'cap qualified',
    observed: '1',
    threshold: '1',
    shownUntil: isoDate('2026-12-02'),
  },
};

export const staffOpening: Opening = {
  salt: 'AgICAgICAgICAgICAgICAg',
  body: {
    type: 'staff',
    members: [{ name: '周柏年', category: '执业医师', group: 'doctor', title: '主治医师', scope: '口腔专业' }],
  },
};
