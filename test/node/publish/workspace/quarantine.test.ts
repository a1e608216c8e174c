import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SHEET_KEYS } from '../../../../src/node/publish/workspace/columns.ts';
import { loadWorkspace } from '../../../../src/node/publish/workspace/load.ts';
import {
  accepted,
  check,
  codes,
  csvText,
  IDENTITY,
  institution,
  MOBILE,
  makeWorkspace,
  NOW,
  ONE,
  withRows,
} from './support.ts';

describe('rows and quarantine', () => {
  const cell = fc.constantFrom(
    '',
    'A1',
    'A2',
    'A3',
    '张三',
    '医师',
    '2025-03-02',
    '现场评价',
    '公共卫生',
    '暂缓校验',
    '停用标识',
    '5',
    '-1',
    '是',
    IDENTITY,
    MOBILE,
  );
  const rows = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { maxLength: 8 });

  test('rows read are always rows accepted and rows quarantined, sheet by sheet', async () => {
    const dir = await makeWorkspace({}, { format: 'csv' });
    const write = (title: string, table: readonly (readonly string[])[]) =>
      writeFile(join(dir, 'workbook', `${title}.csv`), csvText(table));
    await fc.assert(
      fc.asyncProperty(rows, rows, rows, rows, async (a, b, c, d) => {
        await write('机构', [['机构编号', '名称', '地址', '电话'], ...a]);
        await write('人员', [['机构编号', '姓名', '人员类别', '职称'], ...b]);
        await write('事件', [['机构编号', '事件类型', '日期', '文书号'], ...c]);
        await write('评定', [['机构编号', '评定内容', '结果', '项目编号'], ...d]);
        const { counts, problems, ...checked } = await loadWorkspace(dir, NOW);
        const filled = (table: readonly (readonly string[])[]) =>
          table.filter((row) => row.some((text) => text !== '')).length;
        expect([counts.institutions.read, counts.staff.read, counts.events.read, counts.assessments.read]).toEqual(
          [a, b, c, d].map(filled),
        );
        for (const key of SHEET_KEYS) expect(counts[key].accepted + counts[key].quarantined).toBe(counts[key].read);
        const flawed = new Set(
          problems
            .filter(({ severity, row, sheet }) => severity === 'error' && row !== null && sheet !== null)
            .map(({ sheet, row }) => `${sheet}:${row}`),
        );
        expect(flawed.size).toBe(SHEET_KEYS.reduce((sum, key) => sum + counts[key].quarantined, 0));
        expect(JSON.stringify(problems)).not.toContain(IDENTITY);
        if (checked.ok) {
          expect(checked.entries.length).toBe(counts.institutions.accepted);
          expect(JSON.stringify(checked.entries)).not.toMatch(new RegExp(`${IDENTITY}|"phone":"${MOBILE}`));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a row is named as Excel shows it, under a title row and after a blank one', async () => {
    const checked = await check({ 机构: [['一览表'], ['机构编号', '名称'], ['A1', '甲医院'], [], ['A2', '']] });
    expect(checked.problems.find(({ code }) => code === 'required-missing')).toMatchObject({
      sheet: '机构',
      row: 5,
      column: '名称',
    });
  });

  test('a wrong penalty is quarantined alone, and its institution is named as incomplete', async () => {
    const checked = await check(withRows('处罚', ['处罚日期'], ['2025-02-30'], ['2025-02-28']));
    expect(checked.counts.penalties).toEqual({ read: 2, accepted: 1, quarantined: 1 });
    expect(accepted(checked)[0]?.facts.events).toHaveLength(1);
    expect(checked.ok && [...checked.incompleteFacts]).toEqual(['A1']);
  });

  test('an on-site table with one unreadable row is withheld whole, else a grade could rise', async () => {
    const headings = ['评定内容', '监督员人数', '项目编号', '满分', '得分', '星级', '达标'];
    const checked = await check(
      withRows('评定', headings, ['现场评价', 2, '1', 5, 5, '', ''], ['现场评价', 2, '2', 5, 0, '双星', '不知道']),
    );
    expect(accepted(checked)[0]?.facts.assessments).toEqual({});
    expect(checked.counts.assessments).toEqual({ read: 2, accepted: 0, quarantined: 2 });
  });

  test('rows of a refused institution still get their own problems', async () => {
    const checked = await check({
      机构: [
        ['机构编号', '名称'],
        ['A1', ''],
        ['A2', '乙医院'],
      ],
      处罚: [
        ['机构编号', '处罚日期'],
        ['A1', '不详'],
      ],
    });
    expect(codes(checked)).toEqual(expect.arrayContaining(['institution-quarantined', 'date-unreadable']));
  });

  test('a name that repeats is no problem', async () => {
    expect(
      codes(
        await check({
          机构: [
            ['机构编号', '名称', '地址'],
            ['A1', '和平医院', '一路'],
            ['A2', '和平医院', '二路'],
          ],
        }),
      ),
    ).toEqual([]);
  });

  test('grades and assessments of another rulebook are refused with the list of those allowed', async () => {
    const sheets = withRows(
      '事件',
      ['事件类型', '日期', '文书号', '降至等级'],
      ['直接降级', '2026-03-03', '1号', '差'],
    );
    const [found] = (await check(sheets, { rulebook: 'jinjiang' })).problems;
    expect(found).toMatchObject({ code: 'choice-unknown', column: '降至等级', value: '差' });
    expect(found?.remedy.zh).toContain('A级、B级、C级、D级');
  });
});

describe('private numbers', () => {
  test('an identity number is refused even in a column that nobody reads, and never repeated', async () => {
    const checked = await check({
      机构: [
        ['机构编号', '名称', '备注'],
        ['A1', '甲医院', '1101 0119 0001 0100 14'],
        ['A2', '乙医院', ''],
      ],
    });
    expect(checked.counts.institutions.quarantined).toBe(1);
    expect(JSON.stringify(checked.problems)).not.toMatch(/1101 ?0119/);
  });

  test('a column of identity numbers is dropped with one message, and its rows stay', async () => {
    const checked = await check({
      ...ONE,
      人员: [
        ['机构编号', '姓名', '人员类别', '资格证书编号'],
        ['A1', '张三', '医师', IDENTITY],
        ['A1', '李四', '护士', IDENTITY],
      ],
    });
    expect(codes(checked)).toEqual(['column-forbidden']);
    expect(checked.counts.staff).toEqual({ read: 2, accepted: 2, quarantined: 0 });
  });

  test('a mobile number is published only when its row says so', async () => {
    const closed = accepted(await check(institution({ 电话: `0375-7654321、${MOBILE}` })));
    const open = accepted(await check(institution({ 电话: MOBILE, 电话可公开: '是' })));
    expect(closed[0]?.institution.phone).toBe('0375-7654321');
    expect(open[0]?.institution.phone).toBe(MOBILE);
  });
});
