import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createWorkspace, GUIDE_FILE, newConfig } from '../../../../src/node/publish/workspace/create.ts';
import { loadWorkspace } from '../../../../src/node/publish/workspace/load.ts';
import { accepted, check, makeWorkspace, NOW, ONE, type Sheets, temporaryFolder } from './support.ts';

const FULL: Sheets = {
  机构: [
    ['示例县医疗机构一览表'],
    ['机构编号*', '机构名称', '级别', '地址', '电话', '许可类型', '诊疗科目', '开业日期'],
    [
      'A1',
      '示例县人民医院(示例县第一医院)',
      '二甲',
      '人民路1号',
      '0375—7654321/１３８００００００００',
      '许可',
      '内科；外科',
      new Date('2001-05-06'),
    ],
    ['A2', '和平诊所', '', '和平路2号', '', '备案', '', '2015年6月1日'],
  ],
  人员: [
    ['机构编号', '姓名', '类别', '职称'],
    ['A1', '张三', '执业医师', '主治医师'],
    ['A1', '李四', '护士', ''],
    ['A1', '王五', '药师', '无'],
  ],
  处罚: [
    ['机构编号', '文号', '处罚日期', '严重程度', '案由'],
    ['A2', '示卫罚〔2025〕1号', '2025/3/2', '一般', '超范围'],
  ],
  事件: [
    ['机构编号', '类型', '日期', '文书号', '降至等级', '停用原因', '内容'],
    ['A1', '直接降级', '2026.3.3', '批1', '差', '', '整改不力'],
    ['A1', '暂缓校验', '20250401', '校1', '', '', ''],
  ],
  评定: [
    ['机构编号', '评定内容', '结果', '监督员人数', '项目编号', '满分', '得分', '星级', '达标', '发现违规'],
    ['A1', '现场评价', '', '2', '1.1', 5, 4.5, '', '', '否'],
    ['A1', '现场评价', '', '', '1.2', '10', '10', '★★', '是', ''],
    ['A1', '公共卫生', '85.5'],
  ],
  承诺: [
    ['机构编号', '年度', '签署日期', '签署人'],
    ['A1', 2025, '2025-01-10', '张三'],
    ['A1', 2026, '2026-01-10', '张三'],
  ],
};

describe.each(['xlsx', 'csv'] as const)('a workbook as %s', (format) => {
  test('becomes the institutions of the domain, whole', async () => {
    const sheets =
      format === 'xlsx'
        ? FULL
        : {
            ...FULL,
            机构: FULL.机构?.map((row) => row.map((cell) => (cell instanceof Date ? '2001-05-06' : cell))) ?? [],
          };
    const [first, second] = accepted(await check(sheets, { format }));
    expect({ ...first, staff: [...(first?.staff ?? [])] }).toEqual({
      institution: {
        id: 'A1',
        name: '示例县人民医院',
        otherNames: ['示例县第一医院'],
        kind: '',
        subject: null,
        level: '二级甲等',
        town: '',
        address: '人民路1号',
        phone: '0375-7654321',
        creditCode: null,
        principal: null,
        openedOn: '2001-05-06',
        statement: null,
        licence: {
          type: 'practice-licence',
          number: null,
          validUntil: null,
          authority: null,
          subjects: ['内科', '外科'],
        },
      },
      staff: [
        { name: '张三', category: '执业医师', group: 'doctor', title: '主治医师', scope: '' },
        { name: '李四', category: '护士', group: 'nurse', title: '', scope: '' },
        { name: '王五', category: '药师', group: 'other', title: '', scope: '' },
      ],
      facts: {
        id: 'A1',
        licence: 'practice-licence',
        assessments: {
          publicHealthScore: '85.5',
          onSite: {
            inspectors: 2,
            items: [
              { id: '1.1', max: '5', score: '4.5', star: 0, applicable: true, met: true, violationFound: false },
              { id: '1.2', max: '10', score: '10', star: 2, applicable: true, met: true, violationFound: false },
            ],
          },
        },
        events: [{ kind: 'suspendedVerification', on: '2025-04-01', documentNo: '校1' }],
        amendments: [{ kind: 'directDowngrade', on: '2026-03-03', documentNo: '批1', to: 'poor', reason: '整改不力' }],
      },
      commitment: { year: 2026, signedOn: '2026-01-10', signer: '张三', items: [] },
      certificate: null,
      credit: null,
      promises: null,
      measures: [],
    });
    expect(second?.facts.licence).toBe('clinic-filing');
    expect(second?.facts.events).toEqual([
      {
        kind: 'penalty',
        on: '2025-03-02',
        documentNo: '示卫罚〔2025〕1号',
        scope: 'health',
        status: 'effective',
        against: 'institution',
        seriousness: 'ordinary',
        cause: '超范围',
      },
    ]);
  });
});

describe('mappings', () => {
  const bureau = {
    tables: {
      institutions: {
        file: '名单.csv',
        columns: { id: '序号', name: '单位', kind: '性质', licenceType: '证' },
        defaults: { town: '和平街道' },
        values: { licenceType: { 备: '诊所备案凭证' } },
      },
    },
  };

  test('take their headings, defaults and values; their other columns are not read', async () => {
    const dir = await makeWorkspace(ONE, { bureau });
    await writeFile(join(dir, '名单.csv'), '\uFEFF序号,单位,性质,证,内部备注\n7,康宁诊所,诊所,备,不公开\n');
    const [entry, ...others] = accepted(await loadWorkspace(dir, NOW));
    expect(others).toEqual([]);
    expect(entry?.institution).toMatchObject({
      id: '7',
      name: '康宁诊所',
      town: '和平街道',
      licence: { type: 'clinic-filing' },
    });
    expect(JSON.stringify(entry)).not.toContain('不公开');
  });
});

const SHARED = join(import.meta.dirname, '../../../../../shared/data');
const hasShared = await access(SHARED).then(
  () => true,
  () => false,
);
const columns = {
  id: 'id',
  name: 'name',
  kind: 'type_norm',
  level: 'level_raw',
  town: 'county',
  address: 'address',
  phone: 'phone',
};

describe.skipIf(!hasShared)(hasShared ? 'real lists' : 'real lists (left out: ../shared/data is not here)', () => {
  test.each([
    ['cn_beijing_designated.csv', 2948],
    ['cn_fever_clinics_2020.csv', 6753],
  ])('%s goes through its mapping with every row accounted for', async (name, rows) => {
    const checked = await check(
      {},
      { format: 'csv', bureau: { tables: { institutions: { file: join(SHARED, name), columns } } } },
    );
    expect(checked.counts.institutions.read).toBe(rows);
    expect(accepted(checked).length + checked.counts.institutions.quarantined).toBe(rows);
    expect(accepted(checked).length).toBeGreaterThan(rows * 0.99);
  });
});

test('a new workspace takes no complaints online, and its guide says how to open them', async () => {
  const dir = await temporaryFolder();
  expect((await createWorkspace(dir, newConfig('wugang'))).ok).toBe(true);
  expect(JSON.parse(await readFile(join(dir, 'bureau.json'), 'utf8'))).toMatchObject({
    intake: 'none',
    intakeTerms: null,
    elsewhere: null,
  });
  const guide = await readFile(join(dir, GUIDE_FILE), 'utf8');
  for (const word of ['intake', 'online', 'intakeTerms', 'https', 'intake-public.json']) expect(guide).toContain(word);
});
