import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { RULEBOOKS } from '../../../../src/core/rulebooks/registry.ts';
import { isOffered } from '../../../../src/node/publish/workspace/columns/column.ts';
import { columnsOf, offeredColumns, SHEETS, sheetsOf } from '../../../../src/node/publish/workspace/columns.ts';
import { policyOf } from '../../../../src/node/publish/workspace/policy.ts';
import { writeWorkbook } from '../../../../src/node/publish/workspace/write-workbook.ts';
import { accepted, check, codes, institution, type Sheets, temporaryFolder, withRows } from './support.ts';

const SIX = ['机构', '人员', '处罚', '事件', '评定', '承诺'];

async function template(rulebook: string): Promise<ExcelJS.Workbook> {
  const file = join(await temporaryFolder(), 'workbook.xlsx');
  await writeWorkbook(file, {}, { rulebook });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  return workbook;
}

const headings = (workbook: ExcelJS.Workbook, title: string) =>
  JSON.stringify(workbook.getWorksheet(title)?.getRow(1).values ?? []);

describe('a template has what its policy has a use for, and no more', () => {
  test.each([
    ['wugang', [...SIX, '监督检查'], []],
    ['jinjiang', [...SIX, '监督检查'], []],
    ['yangshan', [...SIX, '监督检查'], ['主体类型', '来源', '导入日期']],
    [
      'huancui',
      [...SIX.filter((title) => title !== '评定'), '奖惩'],
      ['信用积分', '积分来源', '积分日期', '人员承诺人数'],
    ],
    ['cnmia', [...SIX, '资格'], ['信用证书编号', '信用证书日期', '延期续评至']],
  ])('%s', async (rulebook, sheets, own) => {
    const workbook = await template(rulebook);
    const titles = workbook.worksheets.map(({ name }) => name).filter((name) => name !== '说明' && name !== '选项');
    expect(titles).toEqual(sheets);
    const all = headings(workbook, '机构') + headings(workbook, '评定');
    for (const policy of ['主体类型', '来源', '信用积分', '信用证书编号', '延期续评至', '人员承诺人数', ...own]) {
      expect(all.includes(`"${policy}"`)).toBe(own.includes(policy));
    }
  });

  test.each(RULEBOOKS.map(({ id }) => id))('%s: no heading or alias means two columns', (id) => {
    const policy = policyOf(id);
    for (const sheet of sheetsOf(policy)) {
      const names = columnsOf(sheet, policy).map(({ heading }) => heading);
      expect(new Set(names).size).toBe(names.length);
      for (const { heading, aliases } of columnsOf(sheet, policy)) {
        for (const alias of aliases)
          expect(alias === heading || !names.includes(alias), `${SHEETS[sheet].title} ${alias}`).toBe(true);
      }
    }
  });
});

describe('the examples of 说明', () => {
  const guide = (workbook: ExcelJS.Workbook) => {
    const rows: string[][] = [];
    workbook.getWorksheet('说明')?.eachRow((row) => {
      rows.push(Array.from({ length: 8 }, (_, at) => row.getCell(at + 1).text));
    });
    return rows.slice(rows.findIndex(([first]) => first === '表') + 1);
  };

  test.each(RULEBOOKS.map(({ id }) => id))('%s: of a column with choices, its example is one of them', async (id) => {
    const rows = guide(await template(id));
    const chosen = rows.filter(([, , , , , choices]) => choices !== '');
    expect(chosen.length).toBeGreaterThan(3);
    for (const [sheet, heading, , , , choices = '', example = ''] of chosen) {
      expect(example === '' || choices.split('、').includes(example), `${sheet} ${heading}: ${example}`).toBe(true);
    }
  });

  test.each(
    RULEBOOKS.map(({ id }) => id),
  )('%s: a result that is shown can be read, for what it is shown with', async (id) => {
    const of = (name: string, rows: string[][]) =>
      rows.find(([sheet, heading]) => sheet === '评定' && heading === name);
    const rows = guide(await template(id));
    const [kinds = '', result = ''] = [of('评定内容', rows)?.[5], of('结果', rows)?.[6]];
    const named = kinds.split('、').filter((kind) => kind !== '' && kind !== '现场评价');
    expect(result !== '').toBe(named.length > 0);
    if (named.length === 0) return;
    const checked = await check(withRows('评定', ['评定内容', '结果'], [named[0] ?? '', result]), { rulebook: id });
    expect(checked.problems.filter(({ column }) => column === '结果' || column === '评定内容')).toEqual([]);
  });
});

describe('a template offers no list without a choice, and no event that the policy does not read', () => {
  const kinds = (workbook: ExcelJS.Workbook) => {
    const lists = workbook.getWorksheet('选项');
    const column = (lists?.columns ?? []).find(({ values }) => values?.[1] === '事件·事件类型');
    return (column?.values ?? []).slice(2);
  };

  test.each([
    ['wugang', ['医疗事故', '暂缓校验', '停用标识'], ['投诉举报', '不良执业行为记分']],
    ['jinjiang', ['投诉举报', '安全生产记分', '直接降级'], ['暂缓校验', '停用标识', '表彰奖励']],
    ['yangshan', ['信用修复'], ['投诉举报', '直接降级']],
    ['huancui', ['不良执业行为记分', '表彰奖励'], ['医疗事故', '直接降级']],
    ['cnmia', ['信用修复', '直接降级'], ['投诉举报', '停用标识']],
  ])('%s', async (rulebook, offered, not) => {
    const found = kinds(await template(rulebook));
    expect(found).toEqual(expect.arrayContaining(offered));
    for (const kind of not) expect(found).not.toContain(kind);
  });

  test.each(RULEBOOKS.map(({ id }) => id))('%s: every column to choose in has something to choose', (id) => {
    const policy = policyOf(id);
    for (const sheet of sheetsOf(policy)) {
      for (const { kind, heading, choices } of offeredColumns(sheet, policy)) {
        if (kind !== 'choice' && kind !== 'yesNo') continue;
        expect(choices.filter((choice) => isOffered(choice, policy)).length, `${sheet} ${heading}`).toBeGreaterThan(0);
      }
    }
  });

  test('an event that the policy does not read is said, and costs nobody the grade', async () => {
    const complaint = withRows('事件', ['事件类型', '日期'], ['投诉举报', '不详']);
    const checked = await check(complaint);
    expect(codes(checked)).toContain('kind-not-read');
    expect(accepted(checked)[0]?.facts.events).toEqual([]);
    expect(checked.ok && checked.incompleteFacts.size).toBe(0);
  });
});

describe('subjects', () => {
  const hotel = { 主体类型: '公共场所', 类别: '游泳场所', 登记号: '示卫公证字〔2025〕第0001号' };

  test('reach the facts by their id, and their licences have numbers of their own form', async () => {
    const checked = await check(institution(hotel), { rulebook: 'yangshan' });
    expect(codes(checked)).toEqual([]);
    const [entry] = accepted(checked);
    expect(entry?.institution.subject).toBe('public-place');
    expect(entry?.facts.subject).toBe('public-place');
  });

  test('are left out where the clerk says nothing', async () => {
    const [entry] = accepted(await check(institution({ 类别: '医院' }), { rulebook: 'yangshan' }));
    expect(entry?.institution.subject).toBeNull();
    expect(entry?.facts).not.toHaveProperty('subject');
  });

  test.each(['医务人员', '自然人', '个人', '执业医师'])('a natural person is never one: %s', async (person) => {
    const checked = await check(institution({ 主体类型: person }), { rulebook: 'yangshan' });
    expect(codes(checked)).toContain('subject-is-person');
    expect(checked.ok).toBe(false);
  });

  test('an unknown kind is refused with the kinds that there are', async () => {
    const [found] = (await check(institution({ 主体类型: '理发店' }), { rulebook: 'yangshan' })).problems;
    expect(found?.code).toBe('choice-unknown');
    expect(found?.remedy.zh).toContain('公共场所');
  });
});

describe('an imported grade', () => {
  const row = (...cells: string[]) =>
    withRows('评定', ['评定内容', '结果', '来源', '导入日期'], ['导入等级', ...cells]);
  const read = async (sheets: Sheets) => accepted(await check(sheets, { rulebook: 'yangshan' }))[0]?.facts.assessments;

  test('comes with its system and its day', async () => {
    expect(await read(row('B级', '省医疗卫生信用信息管理系统', '2026-01-22'))).toEqual({
      importedGrade: { grade: 'B', source: '省医疗卫生信用信息管理系统', on: '2026-01-22' },
    });
  });

  test('stays as it is written where the policy has no such grade: that is for the rulebook to say', async () => {
    expect(await read(row('F', '', ''))).toEqual({ importedGrade: { grade: 'F' } });
  });

  test('must be there', async () => {
    expect(codes(await check(row('', '', ''), { rulebook: 'yangshan' }))).toContain('missing-for-kind');
  });
});

describe('a certificate', () => {
  const read = async (cells: Record<string, string>) =>
    accepted(
      await check(institution({ 信用证书编号: 'XY-2023-1', 信用证书日期: '2023-03-31', ...cells }), {
        rulebook: 'cnmia',
      }),
    )[0]?.certificate;

  test('without an extension', async () => {
    expect(await read({})).toEqual({ number: 'XY-2023-1', on: '2023-03-31', extendedUntil: null });
  });

  // Its term ends on 2026-03-31, six months more on 2026-09-30: September has no 31st.
  test.each([
    ['2026-04-01', '2026-04-01'],
    ['2026-09-30', '2026-09-30'],
    ['2026-10-01', null],
    ['2026-03-31', null],
  ])('extended to %s', async (until, taken) => {
    expect((await read({ 延期续评至: until }))?.extendedUntil).toBe(taken);
  });

  test('knows no extension where the bureau reads the policy so (CN-6)', async () => {
    const cells = { 信用证书编号: 'XY-1', 信用证书日期: '2023-03-31', 延期续评至: '2026-04-01' };
    const rulings = { 'CN-6': { choice: 'no', adoptedBy: null } };
    const checked = await check(institution(cells), { rulebook: 'cnmia', bureau: { rulings } });
    expect(codes(checked)).toContain('extension-not-known');
    expect(accepted(checked)[0]?.certificate?.extendedUntil).toBeNull();
  });
});

describe('eligibility', () => {
  const HEADINGS = [
    ...['会员单位', '证照齐全有效', '达到基本标准', '执业许可合规', '人员合规', '机构级别', '运营月数'],
    ...['两年内重大事故违法', '各年不良执业记分', '患者满意度', '两年内负面公共信用记录', '两年内行风重大失误'],
  ];
  const row = (points: string, satisfaction: string) =>
    withRows('资格', HEADINGS, [
      ...['是', '是', '是', '是', '是', '一级', '36', '否', points, satisfaction, '否', '否'],
    ]);
  const read = async (sheets: Sheets) =>
    accepted(await check(sheets, { rulebook: 'cnmia' }))[0]?.facts.assessments.eligibility;

  test('has all twelve conditions', async () => {
    expect(await read(row('0；2.5；0', '92.5%'))).toEqual({
      member: true,
      licencesValid: true,
      meetsBasicStandards: true,
      licenceConductClean: true,
      qualifiedStaffOnly: true,
      level: 'primary',
      monthsInOperation: 36,
      majorIncidentWithinTwoYears: false,
      badPracticePointsByYear: ['0', '2.5', '0'],
      satisfaction: '0.925',
      adverseRecordWithinTwoYears: false,
      conductFailingWithinTwoYears: false,
    });
  });

  test.each([
    ['90', '0.9'],
    ['90%', '0.9'],
    ['0.9', '0.9'],
    ['89.99', '0.8999'],
    ['100', '1'],
    ['1', '1'],
  ])('satisfaction of %s is exactly %s', async (written, share) => {
    expect((await read(row('0', written)))?.satisfaction).toBe(share);
  });

  test.each(['很高', '101', '-1'])('a satisfaction of %s withholds the grade', async (written) => {
    const checked = await check(row('0', written), { rulebook: 'cnmia' });
    expect(checked.ok && [...checked.incompleteFacts]).toEqual(['A1']);
  });

  test('a condition left empty is not guessed, nor is one of two rows', async () => {
    expect(await read(row('', '90'))).toBeUndefined();
    const twice = row('0', '90');
    const sheets = { ...twice, 资格: [...(twice.资格 ?? []), ...(twice.资格 ?? []).slice(1)] };
    expect(codes(await check(sheets, { rulebook: 'cnmia' }))).toContain('assessment-duplicate');
    expect(await read(sheets)).toBeUndefined();
  });
});

describe('a register', () => {
  test('reads incentives and sanctions, points, and how many of the staff signed', async () => {
    const sheets: Sheets = {
      ...institution({ 信用积分: '96.5', 积分来源: '示例区信用积分', 积分日期: '2025-12-31', 人员承诺人数: '12' }),
      奖惩: [
        ['机构编号', '激励或惩戒', '措施', '文书号', '开始日期', '结束日期'],
        ['A1', '激励', '减少监督检查频次', '', '2026-01-10', '2026-12-31'],
        ['A1', '惩戒', '加大监督检查频次', '示卫信〔2026〕3号', '2026-02-01', ''],
      ],
    };
    const checked = await check(sheets, { rulebook: 'huancui' });
    expect(codes(checked)).toEqual([]);
    const [entry] = accepted(checked);
    expect(entry?.credit).toEqual({ points: '96.5', source: '示例区信用积分', on: '2025-12-31' });
    expect(entry?.promises).toBe(12);
    expect(entry?.measures).toEqual([
      { list: 'incentive', text: '减少监督检查频次', documentNo: '', from: '2026-01-10', until: '2026-12-31' },
      { list: 'sanction', text: '加大监督检查频次', documentNo: '示卫信〔2026〕3号', from: '2026-02-01', until: null },
    ]);
  });

  test('a measure that has not begun, or holds a private number, is not taken', async () => {
    const measure = (text: string, from: string) =>
      withRows('奖惩', ['激励或惩戒', '措施', '开始日期'], ['激励', text, from]);
    expect(codes(await check(measure('优先', '2026-06-02'), { rulebook: 'huancui' }))).toContain('date-in-future');
    expect(codes(await check(measure('找13800000000', '2026-06-01'), { rulebook: 'huancui' }))).toContain(
      'mobile-number',
    );
  });
});
