/** Boards of all policies for the printer: every grade, subject and state, as short and as long as they come. */
import type { InstitutionRecord } from '../../src/core/snapshot/record.ts';
import type { PrintDocument } from '../../src/web/page/print/document.tsx';
import { printRefusal } from '../../src/web/page/print/refusal.ts';
import { JINJIANG, type Sample, sample, WUGANG } from '../web/page/sample.ts';
import { gradeOf, policyPropsOf, samples, YANGSHAN } from '../web/page/sample-policies.ts';
import { LONG_NAME, people, printOf } from '../web/print/sample.ts';

const LETTER = Array.from(
  { length: 14 },
  (_, i) => `第${i + 1}项：${'严格遵守法律、法规、规章和技术规范，'.repeat(3)}`,
);

/** Everything that a workbook can make long. */
const LONG: Partial<InstitutionRecord> = {
  name: LONG_NAME,
  otherNames: [LONG_NAME.replace('甲乙丙', '第二名称'), '示例县青石老年护理站'],
  address: `示例县青石镇人民路18号${'青石商贸城东区第二幢'.repeat(4)}3层`,
  principal: '阿卜杜热合曼·买买提江·阿不都克里木',
};

export interface PrintCase {
  readonly name: string;
  readonly sample: Sample;
  readonly change?: Partial<PrintDocument>;
}

const long = (of: Sample, more: Partial<InstitutionRecord> = {}): Sample => ({
  ...of,
  record: {
    ...of.record,
    ...LONG,
    licence: {
      ...of.record.licence,
      number: '示卫公证字〔2025〕第000000000012号（副本第3号）',
      subjects: Array.from({ length: 20 }, (_, i) => `项目${i + 1}（含各类相关业务）`),
    },
    ...more,
  },
});

const SUBJECT_CASES = YANGSHAN.subjects.flatMap((subject): PrintCase[] => {
  const of = sample(gradeOf(YANGSHAN, 'B'), { terms: YANGSHAN, subject: subject.id });
  return [
    { name: `yangshan-${subject.id}`, sample: of },
    {
      name: `yangshan-${subject.id}-long`,
      sample: long(of, { commitment: { year: 2026, signedOn: of.record.period.to, items: LETTER } }),
    },
  ];
});

const GRADE_CASES = [WUGANG, JINJIANG, YANGSHAN].flatMap((terms) =>
  terms.grades.map(
    ({ symbol }): PrintCase => ({
      name: `${terms.id}-${symbol}-long`,
      sample: long(sample(gradeOf(terms, symbol), { terms })),
    }),
  ),
);

const STATE_CASES = Object.entries(samples).flatMap(([name, of]): PrintCase[] => [
  { name, sample: of },
  { name: `${name}-long`, sample: long(of) },
]);

/** Of a withdrawn label, and of members without a rating, no board is printed: that is another test's. */
export const PRINT_CASES: readonly PrintCase[] = [...GRADE_CASES, ...SUBJECT_CASES, ...STATE_CASES].filter(
  ({ sample: of }) => printRefusal('board', 'a3', policyPropsOf(of)) === null,
);

export function printCase(name: string): PrintCase {
  const found = PRINT_CASES.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no case ${name}`);
  return found;
}

/** A case as the bureau prints it; as the clinic does (`temporary`) without the names of its staff. */
export function sheetOf({ sample: of, change }: PrintCase, paper: 'a3' | 'a4', temporary = false): PrintDocument {
  const { view, terms, bureau } = policyPropsOf(of);
  const staff = temporary ? null : { type: 'staff' as const, members: people(of.record.name === LONG_NAME ? 200 : 11) };
  const own = { ...bureau, ...(of.record.name === LONG_NAME ? { commitment: LETTER } : {}) };
  return { ...printOf({ paper }), view, terms, bureau: own, temporary, staff, ...change };
}
