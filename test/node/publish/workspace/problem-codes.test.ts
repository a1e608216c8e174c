import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadWorkspace } from '../../../../src/node/publish/workspace/load.ts';
import { PROBLEM_CODES } from '../../../../src/node/publish/workspace/problem.ts';
import {
  check,
  codes,
  IDENTITY,
  institution,
  MOBILE,
  makeWorkspace,
  NOW,
  ONE,
  type Sheets,
  temporaryFolder,
  withRows,
} from './support.ts';

const SITE = ['评定内容', '监督员人数', '项目编号', '满分', '得分', '星级', '达标'];
const site = (...rows: (string | number)[][]) => withRows('评定', SITE, ...rows.map((row) => ['现场评价', ...row]));
const event = (kind: string, cells: Readonly<Record<string, string>> = {}) => {
  const all = { 事件类型: kind, 日期: '2025-03-02', 文书号: '1号', ...cells };
  return withRows('事件', Object.keys(all), Object.values(all));
};
const penalty = (cells: Readonly<Record<string, string>>) => {
  const all = { 处罚日期: '2025-03-02', 决定书文号: '1号', 严重程度: '一般', ...cells };
  return withRows('处罚', Object.keys(all), Object.values(all));
};
const formula = { formula: '1/0', result: { error: '#DIV/0!' as const } };

/** One smallest workspace a code: sheets, and whether the row is quarantined. */
const ROWS: Readonly<Record<string, Sheets>> = {
  'required-missing': institution({ 名称: '' }),
  'institution-duplicate': {
    机构: [
      ['机构编号', '名称'],
      ['A1', '甲'],
      ['Ａ1', '乙'],
    ],
  },
  'institution-unknown': {
    ...ONE,
    人员: [
      ['机构编号', '姓名', '人员类别'],
      ['X9', '张三', '医师'],
    ],
  },
  'institution-quarantined': {
    机构: [
      ['机构编号', '名称'],
      ['A1', ''],
      ['A2', '乙'],
    ],
    人员: [
      ['机构编号', '姓名', '人员类别'],
      ['A1', '张三', '医师'],
    ],
  },
  'identity-number': institution({ 主要负责人: `张三${IDENTITY}` }),
  'mobile-number': institution({ 地址: `和平路1号，${MOBILE}` }),
  'mobile-unasked': institution({ 备注: `找${MOBILE}` }),
  'person-named': {
    ...penalty({ 违法事实: '张三丰超范围执业' }),
    人员: [
      ['机构编号', '姓名', '人员类别'],
      ['A1', '张三丰', '医师'],
    ],
  },
  'mobile-dropped': institution({ 电话: MOBILE }),
  'cell-fault': institution({ 乡镇: formula }),
  'number-rewritten': institution({ 登记号: 1.2345678901234568e21 }),
  'date-unreadable': institution({ 开业日期: '去年春天' }),
  'date-in-future': penalty({ 处罚日期: '2026-06-02' }),
  'date-too-early': penalty({ 处罚日期: '1948-12-31' }),
  'date-unlikely': institution({ 开业日期: '1908-05-01' }),
  'date-as-number': institution({ 开业日期: 45_000 }),
  'decimal-unreadable': withRows('评定', ['评定内容', '结果'], ['公共卫生', '八十']),
  'integer-unreadable': withRows('承诺', ['年度', '签署日期'], ['去年', '2026-01-10']),
  'number-out-of-range': site(['2', '1', '5', '6', '', '']),
  'yes-no-unreadable': institution({ 电话可公开: '可以吧' }),
  'choice-unknown': penalty({ 严重程度: '特别严重' }),
  'text-too-long': institution({ 名称: '长'.repeat(121) }),
  'missing-address': institution({ 地址: '' }),
  'name-split': institution({ 名称: '示例县第一医院（示例县红十字医院）' }),
  'level-unknown': institution({ 级别: '市级' }),
  'phone-without-digits': institution({ 电话: '值班室' }),
  'credit-code-malformed': institution({ 统一社会信用代码: '12345' }),
  'credit-code-check': institution({ 统一社会信用代码: '91350100M0001TGQXM' }),
  'licence-number-form': institution({ 登记号: '第12号' }),
  'licence-number-length': institution({ 登记号: 'PDY1234567' }),
  'licence-type-assumed': institution({ 类别: '诊所' }),
  'licence-expired': institution({ 许可有效期至: '2026-05-31' }),
  'statement-dropped': institution({ 机构说明: '已整改。' }),
  'staff-duplicate': withRows('人员', ['姓名', '人员类别'], ['张三', '医师'], ['张三', '医师']),
  'missing-document': penalty({ 决定书文号: '' }),
  'downgrade-without-approval': event('直接降级', { 降至等级: '差', 文书号: '' }),
  'penalty-not-classed': penalty({ 严重程度: '' }),
  'revocation-not-dated': penalty({ 处罚状态: '已撤销' }),
  'revocation-in-force': penalty({ 撤销日期: '2026-01-05' }),
  'document-repeated': withRows(
    '事件',
    ['事件类型', '日期', '文书号'],
    ['暂缓校验', '2025-03-02', '1'],
    ['暂缓校验', '2025-03-03', '1'],
  ),
  'missing-for-kind': event('停用标识'),
  'kind-not-read': event('投诉举报'),
  'not-used-for-kind': event('暂缓校验', { 重大: '是' }),
  'repairs-unknown': event('信用修复', { 修复的文书号: '9号' }),
  'assessment-duplicate': withRows('评定', ['评定内容', '结果'], ['公共卫生', '80'], ['公共卫生', '90']),
  'onsite-incomplete': site(['2', '1', '5', '5', '', ''], ['2', '2', '5', '五', '', '']),
  'inspectors-disagree': site(['2', '1', '5', '5', '', ''], ['3', '2', '5', '5', '', '']),
  'inspectors-missing': site(['', '1', '5', '5', '', '']),
  'commitment-duplicate': withRows('承诺', ['年度', '签署日期'], ['2026', '2026-01-10'], ['2026', '2026-01-11']),
  'inspection-repeated': withRows(
    '监督检查',
    ['检查日期', '检查类型'],
    ['2026-05-01', '日常抽查'],
    ['2026-05-01', '日常抽查'],
  ),
  'facts-incomplete': penalty({ 处罚日期: '不详' }),
  'sheet-unknown': { ...ONE, 备忘: [['随便写写']] },
  'sheet-repeated': { ...ONE, 机构信息: [['机构编号', '名称']] },
  'sheet-missing': { 人员: [['机构编号', '姓名', '人员类别']] },
  'headings-repeated': {
    ...ONE,
    人员: [
      ['机构编号', '姓名'],
      ['A1', '张三'],
      ['机构编号', '姓名'],
    ],
  },
  'headings-missing': { 机构: [['A1', '示例医院']] },
  'column-missing': {
    机构: [
      ['机构编号', '地址'],
      ['A1', '和平路'],
    ],
  },
  'column-unknown': institution({ 院长爱好: '下棋' }),
  'column-repeated': {
    机构: [
      ['机构编号', '名称', '机构名称'],
      ['A1', '甲医院', '乙医院'],
    ],
  },
  'column-forbidden': institution({ 身份证号: IDENTITY }),
  'column-of-private-numbers': {
    机构: [
      ['机构编号', '名称', '证件'],
      ...[1, 2, 3, 4, 5].map((number) => [`A${number}`, `第${number}医院`, IDENTITY]),
    ],
  },
  'column-unheaded': {
    机构: [
      ['机构编号', '名称'],
      ['A1', '甲医院', '多出来的'],
    ],
  },
  'no-institutions': { 机构: [['机构编号', '名称']] },
};

const hotel = { 主体类型: '公共场所' };

/** Of a policy's own columns and sheets: with the rulebook that has them. */
const OWN: Readonly<Record<string, readonly [rulebook: string, sheets: Sheets]>> = {
  'subject-is-person': ['yangshan', institution({ 主体类型: '医务人员' })],
  'staff-not-shown': [
    'yangshan',
    {
      ...institution(hotel),
      人员: [
        ['机构编号', '姓名', '人员类别'],
        ['A1', '张三', '经理'],
      ],
    },
  ],
  'certificate-incomplete': ['cnmia', institution({ 信用证书编号: 'XY-1' })],
  'certificate-missing': [
    'cnmia',
    {
      ...institution({}),
      评定: [
        ['机构编号', '评定内容', '结果'],
        ['A1', '协会评分', '88'],
      ],
    },
  ],
  'extension-not-known': [
    'cnmia',
    institution({ 信用证书编号: 'XY-1', 信用证书日期: '2023-03-01', 延期续评至: '2026-09-02' }),
  ],
  'points-incomplete': ['huancui', institution({ 信用积分: '96' })],
  'until-before-from': ['huancui', withMeasure(['激励', '减少检查', '', '2026-01-10', '2026-01-09'])],
  'sanction-without-document': ['huancui', withMeasure(['惩戒', '约谈', '', '2026-01-10', ''])],
};

function withMeasure(cells: readonly string[]): Sheets {
  return withRows('奖惩', ['激励或惩戒', '措施', '文书号', '开始日期', '结束日期'], [...cells]);
}

const CONFIGS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'config-invalid': { rulebook: 'nowhere' },
  'config-unknown-key': { rulngs: {} },
  'config-placeholder': { demo: false },
  'config-example': { demo: false },
  'intake-without-https': { intake: 'online', demo: false, origin: 'http://yx.example.org' },
  'picture-wrong': { siteIdPicture: 'missing.png' },
  'file-missing': { tables: { institutions: { file: '没有.csv' } } },
  'list-sheet-missing': { tables: { institutions: { file: 'workbook.xlsx', sheet: '没有' } } },
  'mapping-unknown': { tables: { institutions: { file: 'workbook.xlsx', columns: { nmae: '名称' } } } },
  'mapped-column-missing': {
    tables: { 机构: { file: 'workbook.xlsx', columns: { id: '机构编号', name: '名称', town: '街道办' } } },
  },
};

/** Files that take the place of, or come beside, a good workspace. */
const FILES: Readonly<Record<string, readonly [name: string, content: string | Uint8Array]>> = {
  'config-not-json': ['bureau.json', '{ "id": '],
  // GBK, as an editor's "ANSI" saves it.
  'config-not-utf8': [
    'bureau.json',
    new Uint8Array([0x7b, 0x22, 0x6e, 0x61, 0x6d, 0x65, 0x22, 0x3a, 0x22, 0xbe, 0xd6, 0x22, 0x7d]),
  ],
  'ratings-wrong': ['ratings.json', '{ "v": 1 }'],
  'workbook-unreadable': ['workbook.xlsx', 'PK, but no archive'],
  'workbook-is-text': ['workbook.xlsx', '机构编号,名称,地址'],
  'csv-mixed-encodings': [
    'workbook/人员.csv',
    Buffer.concat([Buffer.from('机构编号,姓名\n机构,姓名\n'), Buffer.of(0xbb, 0xfa, 0xb9, 0xb9)]),
  ],
  'csv-quote-open': ['workbook/人员.csv', '机构编号,姓名\nA1,"张三\nA2,李四'],
  'csv-is-workbook': ['workbook/人员.csv', 'PK\u0003\u0004'],
  'workbook-old-format': ['workbook.xlsx', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
};

const ELSEWHERE = [
  'folder-missing',
  'config-missing',
  'workbook-missing',
  'tables-unchecked',
  'two-workbooks',
  'file-not-utf8',
  'workbook-too-large',
  'workbook-cell-wrong',
  'workbook-merged-too-far',
  'cell-unclear',
  'cell-dressed',
  'csv-too-large',
  'folder-file-unread',
  'match-doubtful',
  'match-two-institutions',
  'match-two-rows',
];

describe('every problem code has a row that triggers it', () => {
  test('no code is left out of these tables', () => {
    const tried = [
      ...Object.keys(ROWS),
      ...Object.keys(OWN),
      ...Object.keys(CONFIGS),
      ...Object.keys(FILES),
      ...ELSEWHERE,
    ];
    expect(tried.sort()).toEqual([...PROBLEM_CODES].sort());
  });

  test.each(Object.entries(ROWS))('%s', async (code, sheets) => {
    const found = (await check(sheets)).problems.find((problem) => problem.code === code);
    expect(found).toBeDefined();
    expect(found?.message.zh).not.toMatch(/[{}]/);
    expect(found?.remedy.en).not.toMatch(/[{}]/);
  });

  test.each(Object.entries(OWN))('%s', async (code, [rulebook, sheets]) => {
    expect(codes(await check(sheets, { rulebook }))).toContain(code);
    // Of no use to another policy: then the column or the sheet is not known.
    const elsewhere = codes(await check(sheets));
    expect(elsewhere).not.toContain(code);
    expect(
      elsewhere.some((one) => one === 'column-unknown' || one === 'sheet-unknown' || one === 'choice-unknown'),
    ).toBe(true);
  });

  test.each(Object.entries(CONFIGS))('%s', async (code, bureau) => {
    expect(codes(await check(ONE, { bureau }))).toContain(code);
  });

  test.each([
    ['https', 'https://yx.example.org', 'online', false],
    ['this machine', 'http://localhost:8787', 'online', false],
    ['this machine by number', 'http://127.0.0.1:8787', 'online', false],
    ['a demo', 'http://10.0.0.1:8787', 'online', true],
    ['closed complaints', 'http://yx.example.org', 'none', false],
  ])('intake-without-https is no warning for %s', async (_, origin, intake, demo) => {
    expect(codes(await check(ONE, { bureau: { origin, intake, demo } }))).not.toContain('intake-without-https');
  });

  test.each(Object.entries(FILES))('%s', async (code, [name, content]) => {
    const dir = await makeWorkspace(ONE, name.endsWith('.csv') ? { format: 'csv' } : {});
    await writeFile(join(dir, name), content);
    const checked = await loadWorkspace(dir, NOW);
    expect(checked.ok).toBe(name.endsWith('.csv'));
    expect(codes(checked)).toContain(code);
  });

  test('folder-missing', async () => {
    expect(codes(await loadWorkspace('/nonexistent/folder', NOW))).toEqual(['folder-missing']);
  });

  test('config-missing and tables-unchecked: without it nothing true can be said of a row', async () => {
    const found = codes(await loadWorkspace(await temporaryFolder(), NOW));
    expect(found).toEqual(['config-missing', 'tables-unchecked']);
  });

  test('workbook-missing', async () => {
    const dir = await makeWorkspace(ONE);
    await rm(join(dir, 'workbook.xlsx'));
    expect(codes(await loadWorkspace(dir, NOW))).toEqual(['workbook-missing', 'no-institutions']);
  });

  test('two-workbooks', async () => {
    const dir = await makeWorkspace(ONE, { format: 'csv' });
    await writeFile(join(dir, 'workbook.xlsx'), 'no zip');
    expect(codes(await loadWorkspace(dir, NOW))).toContain('two-workbooks');
  });

  test('file-not-utf8', async () => {
    const dir = await makeWorkspace(ONE, { format: 'csv' });
    await writeFile(join(dir, 'workbook', '人员.csv'), new Uint8Array([0xff, 0xff, 0x80, 0x00]));
    expect(codes(await loadWorkspace(dir, NOW))).toContain('file-not-utf8');
  });
});
