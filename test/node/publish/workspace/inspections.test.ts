import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { columnsOf, sheetsOf } from '../../../../src/node/publish/workspace/columns.ts';
import { policyOf } from '../../../../src/node/publish/workspace/policy.ts';
import { writeWorkbook } from '../../../../src/node/publish/workspace/write-workbook.ts';
import { accepted, check, codes, IDENTITY, temporaryFolder, withRows } from './support.ts';

const HEADINGS = ['检查日期', '检查类型', '文书号', '备注'];
const sheets = (...rows: string[][]) => withRows('监督检查', HEADINGS, ...rows);

/** What is known of A1. */
async function inspectedOf(rows: string[][]) {
  const checked = await check(sheets(...rows));
  accepted(checked);
  if (!checked.ok) throw new Error('refused');
  return { ...checked, a1: checked.inspected.get('A1') };
}

describe('the sheet 监督检查', () => {
  test('gives the inspections of an institution, by kind and day', async () => {
    const { a1, problems, counts } = await inspectedOf([
      ['2026-04-20', '日常抽查', '1号', '内部备注'],
      ['2026/5/2', '双随机抽查', '2号', ''],
      ['2026-05-03', '规定的检查', '', ''],
      ['2026-05-04', '专项检查', '', ''],
      ['2026-05-05', '投诉举报核查', '', ''],
    ]);
    expect(problems.filter(({ sheet }) => sheet === '监督检查')).toEqual([]);
    expect(counts.inspections).toEqual({ read: 5, accepted: 5, quarantined: 0 });
    expect(a1).toEqual({
      inspections: [
        { kind: 'routine', on: '2026-04-20' },
        { kind: 'routine', on: '2026-05-02' },
        { kind: 'prescribed', on: '2026-05-03' },
        { kind: 'special', on: '2026-05-04' },
        { kind: 'complaint', on: '2026-05-05' },
      ],
      unread: 0,
    });
  });

  test.each([
    ['date-in-future', ['2026-06-02', '日常抽查', '', '']],
    ['date-unreadable', ['上周', '日常抽查', '', '']],
    ['required-missing', ['', '日常抽查', '', '']],
    ['choice-unknown', ['2026-05-01', '飞行检查', '', '']],
    ['required-missing', ['2026-05-01', '', '', '']],
    ['identity-number', ['2026-05-01', '日常抽查', '', `负责人${IDENTITY}`]],
    ['text-too-long', ['2026-05-01', '日常抽查', '', '长'.repeat(501)]],
  ])('%s: the row is named, not counted, and known to be missing', async (code, row) => {
    const { a1, problems, counts } = await inspectedOf([row, ['2026-05-01', '日常抽查', '9号', '']]);
    const found = problems.filter(({ sheet }) => sheet === '监督检查');
    expect(found.map((one) => [one.code, one.severity, one.row])).toEqual([[code, 'error', 2]]);
    expect(a1).toEqual({ inspections: [{ kind: 'routine', on: '2026-05-01' }], unread: 1 });
    expect(counts.inspections).toEqual({ read: 2, accepted: 1, quarantined: 1 });
  });

  test('today is a day on which one may have been inspected', async () => {
    expect((await inspectedOf([['2026-06-01', '日常抽查', '', '']])).a1?.inspections).toHaveLength(1);
  });

  test('names a row of an institution that is not there, and reads the rest of it too', async () => {
    const rows = sheets(['2026-05-01', '日常抽查', '', '']);
    const checked = await check({ ...rows, 监督检查: [...(rows.监督检查 ?? []), ['X9', '2026-07-01', '日常抽查']] });
    const found = checked.problems.filter(({ row, sheet }) => row === 3 && sheet === '监督检查');
    expect(found.map(({ code }) => code)).toEqual(['institution-unknown', 'date-in-future']);
    if (checked.ok) expect(checked.inspected.get('X9')).toEqual({ inspections: [], unread: 1 });
    expect(checked.counts.inspections).toEqual({ read: 2, accepted: 1, quarantined: 1 });
  });

  test.each([
    ['the same document', ['2026-05-01', '日常抽查', '1号'], ['2026-05-02', '日常抽查', '1号'], 1],
    ['no document and the same day', ['2026-05-01', '日常抽查', ''], ['2026-05-01', '日常抽查', ''], 1],
    ['no document and another day', ['2026-05-01', '日常抽查', ''], ['2026-05-02', '日常抽查', ''], 2],
    ['another document', ['2026-05-01', '日常抽查', '1号'], ['2026-05-01', '日常抽查', '2号'], 2],
    ['another kind', ['2026-05-01', '日常抽查', '1号'], ['2026-05-01', '专项检查', '1号'], 2],
  ])('counts an inspection once: %s', async (_, one, other, expected) => {
    const { a1, problems } = await inspectedOf([
      [...one, ''],
      [...other, ''],
    ]);
    expect(a1?.inspections).toHaveLength(expected);
    const repeated = problems.filter(({ code }) => code === 'inspection-repeated');
    expect(repeated.map(({ row, severity }) => [row, severity])).toEqual(expected === 1 ? [[3, 'warning']] : []);
  });

  test('holds back no grade when a row is wrong: inspections are no evidence', async () => {
    const checked = await check(sheets(['2026-07-01', '日常抽查', '', '']));
    expect(codes(checked)).not.toContain('facts-incomplete');
    if (checked.ok) expect(checked.incompleteFacts.size).toBe(0);
  });

  test('hangs on no entry, from which alone records are made', async () => {
    const { entries } = await inspectedOf([['2026-04-20', '日常抽查', '监〔2026〕1号', '内部备注']]);
    expect(JSON.stringify(entries)).not.toMatch(/2026-04-20|routine|监〔2026〕|内部备注/);
  });

  test('is offered where a policy asks for checks: by numbers or by a draw', () => {
    const having = ['jinjiang', 'wugang', 'yangshan', 'huancui', 'cnmia'].filter((id) =>
      sheetsOf(policyOf(id)).includes('inspections'),
    );
    expect(having).toEqual(['jinjiang', 'wugang', 'yangshan']);
  });

  test('stands in the template, with its list of kinds', async () => {
    const file = join(await temporaryFolder(), 'workbook.xlsx');
    await writeWorkbook(file, {}, { rulebook: 'jinjiang' });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(file);
    const sheet = workbook.getWorksheet('监督检查');
    expect(sheet?.getRow(1).values).toEqual([undefined, ...columnsOf('inspections').map(({ heading }) => heading)]);
    expect(sheet?.getCell('C2').dataValidation?.type).toBe('list');
    expect(JSON.stringify(workbook.getWorksheet('选项')?.getSheetValues())).toContain('投诉举报核查');
  });
});
