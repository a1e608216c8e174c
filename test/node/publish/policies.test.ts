import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { commitmentOf } from '../../../src/core/snapshot/opening.ts';
import { publicNow } from '../../../src/core/snapshot/public-now.ts';
import type { PublishInput } from '../../../src/node/publish/publication.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { fingerprint, type ReadRelease, readRelease } from '../../../src/node/verify/read-release.ts';
import { NOW, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

type Row = Readonly<Record<string, string>>;

let base: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-policies-'));
  await writeBuild(join(base, 'dist'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

/** Publishes a county of that rulebook and reads it as anybody does. */
async function published(
  rulebook: string,
  sheets: Readonly<Record<string, readonly Row[]>>,
  stage: Partial<PublishInput> = {},
): Promise<ReadRelease> {
  const dir = await mkdtemp(join(base, `${rulebook}-`));
  await writeCounty(dir, sheets, { rulebook });
  const input = {
    dir,
    year: 2026,
    stage: 'final',
    now: NOW,
    passphrase: PASSPHRASE,
    dist: join(base, 'dist'),
    ...stage,
  } as const;
  const report = await publishRelease(input);
  if (!report.ok) throw new Error(JSON.stringify(report.fault));
  const root = fingerprint(await readFile(join(dir, 'site/d/metadata/1.root.json')));
  const release = await readRelease(directoryFetcher(join(dir, 'site/d')), root, NOW);
  if (!release.ok) throw new Error(JSON.stringify(release.fault));
  return release.value;
}

const named = ({ records }: ReadRelease, name: string) => {
  const found = records.find((record) => record.name === name);
  if (found === undefined) throw new Error(`no record of ${name}`);
  return found;
};

describe('a register (威环卫〔2022〕6号)', () => {
  let release: ReadRelease;
  beforeAll(async () => {
    const event = (kind: string, day: string, cells: Row) => ({ 机构编号: 'A1', 事件类型: kind, 日期: day, ...cells });
    release = await published('huancui', {
      机构: [
        {
          机构编号: 'A1',
          名称: '示例门诊部',
          地址: '海边路1号',
          信用积分: '96',
          积分来源: '示例积分',
          积分日期: '2025-12-31',
          人员承诺人数: '7',
        },
        { 机构编号: 'A2', 名称: '示例诊所', 地址: '海边路2号', 许可类型: '医疗机构执业许可证' },
      ],
      处罚: [
        { 机构编号: 'A1', 决定书文号: '示卫医罚〔2025〕1号', 决定日期: '2025-06-01', 严重程度: '一般', 案由: '案由甲' },
      ],
      事件: [
        event('不良执业行为记分', '2025-03-01', { 文书号: '记〔2025〕1号', 内容: '病历不全', 分值: '2' }),
        event('不良执业行为记分', '2025-09-01', { 文书号: '记〔2025〕2号', 内容: '处方不全', 分值: '1' }),
        event('不良执业行为记分', '2025-09-01', { 文书号: '记〔2025〕2号', 内容: '处方不全', 分值: '1' }),
        event('不良执业行为记分', '2025-04-01', { 文书号: '记〔2025〕3号', 内容: '已修复的', 分值: '4' }),
        event('不良执业行为记分', '2025-05-01', { 内容: '没有文号的', 分值: '4' }),
        event('不良执业行为记分', '2024-12-31', { 文书号: '记〔2024〕9号', 内容: '上一期的', 分值: '4' }),
        event('信用修复', '2025-10-01', { 修复的文书号: '记〔2025〕3号' }),
        event('表彰奖励', '2025-12-31', { 内容: '诚信单位', 授予级别: '区级' }),
        event('公益服务', '2025-02-02', { 内容: '义诊' }),
      ],
      奖惩: [
        { 机构编号: 'A1', 激励或惩戒: '激励', 措施: '减少检查', 开始日期: '2026-01-10', 结束日期: '2026-03-31' },
        { 机构编号: 'A1', 激励或惩戒: '惩戒', 措施: '约谈', 文书号: '信〔2026〕1号', 开始日期: '2026-01-05' },
      ],
      承诺: [{ 机构编号: 'A1', 年度: '2026', 签署日期: '2026-01-10' }],
    });
  });

  const lines = (day: string) => {
    const record = named(release, '示例门诊部');
    const view = publicNow(record, release.openings.get(record.code) ?? [], isoDate(day));
    return view.penalties.map((shown) =>
      shown.type === 'listed' ? [shown.list, shown.text, shown.detail, shown.shownUntil] : [shown.type, shown.cause],
    );
  };

  it('lists what counts, section by section and newest first, without what is repaired, undocumented, twice or of another period', () => {
    expect(lines('2026-01-15')).toEqual([
      ['penalty', '案由甲'],
      ['bad-practice', '处方不全', '1', '2026-12-31'],
      ['bad-practice', '病历不全', '2', '2026-12-31'],
      ['commendation', '诚信单位', '区级', '2026-12-31'],
      ['commendation', '义诊', '', '2026-12-31'],
      ['incentive', '减少检查', '', '2026-03-31'],
      ['sanction', '约谈', '', '2026-12-31'],
    ]);
  });

  it('lets each leave on its day, and all at the end of the year', () => {
    expect(lines('2026-03-31')).toHaveLength(7);
    expect(lines('2026-04-01').map(([list]) => list)).not.toContain('incentive');
    expect(lines('2027-01-01')).toEqual([]);
  });

  it('holds nothing of it in the record but commitments of one kind', async () => {
    const record = named(release, '示例门诊部');
    const text = JSON.stringify(record);
    for (const word of ['病历', '义诊', '约谈', '减少检查', 'sanction', '记〔']) expect(text).not.toContain(word);
    const sealed = await Promise.all((release.openings.get(record.code) ?? []).map(commitmentOf));
    expect(record.sealed).toEqual(expect.arrayContaining(sealed));
  });

  it('gives no grade, shows points as such, and counts staff without a name', () => {
    const record = named(release, '示例门诊部');
    expect(record.outcome).toEqual({ status: 'register' });
    expect(record.credit).toEqual({ points: '96', source: '示例积分', on: '2025-12-31' });
    expect(record.promises).toBe(7);
    expect(named(release, '示例诊所')).not.toHaveProperty('credit');
    expect(named(release, '示例诊所')).not.toHaveProperty('promises');
  });
});

describe('subjects (粤卫规〔2022〕4号, one county)', () => {
  let release: ReadRelease;
  beforeAll(async () => {
    const imported = (id: string, grade: string) => ({
      机构编号: id,
      评定内容: '导入等级',
      结果: grade,
      来源: '省系统',
      导入日期: '2026-01-12',
    });
    release = await published('yangshan', {
      机构: [
        { 机构编号: 'H', 名称: '示例医院', 地址: '山路1号' },
        { 机构编号: 'P', 名称: '示例泳池', 地址: '山路2号', 主体类型: '公共场所', 诊疗科目: '游泳场所' },
      ],
      人员: [
        { 机构编号: 'H', 姓名: '周柏年', 人员类别: '医师' },
        { 机构编号: 'P', 姓名: '陈救生', 人员类别: '救生员' },
      ],
      评定: [imported('H', 'B'), imported('P', 'A级')],
    });
  });

  it('are named in the record, and a medical institution without a kind is not', () => {
    expect(named(release, '示例泳池').subject).toBe('public-place');
    expect(named(release, '示例医院')).not.toHaveProperty('subject');
    expect(named(release, '示例泳池').outcome).toMatchObject({ status: 'graded', grade: 'A', level: 1, levels: 5 });
  });

  it('publish no staff where they are no medical institutions', () => {
    expect(named(release, '示例医院').staff).toEqual({ doctors: 1, nurses: 0, others: 0 });
    expect(named(release, '示例泳池').staff).toBeNull();
    expect(named(release, '示例泳池').sealed).toEqual([]);
  });
});

describe('certificates (社会办医疗机构社会信用评价管理办法)', () => {
  let release: ReadRelease;
  const ELIGIBLE = {
    会员单位: '是',
    证照齐全有效: '是',
    达到基本标准: '是',
    执业许可合规: '是',
    人员合规: '是',
    机构级别: '一级',
    运营月数: '36',
    两年内重大事故违法: '否',
    各年不良执业记分: '0；1',
    患者满意度: '95%',
    两年内负面公共信用记录: '否',
    两年内行风重大失误: '否',
  };
  const DOWN = { 事件类型: '直接降级', 文书号: '示协〔2024〕3号' };
  beforeAll(async () => {
    const one = (id: string, cells: Row = {}) => ({ 机构编号: id, 名称: id, 地址: '东街1号', ...cells });
    const certificate = (on: string, until = '') => ({ 信用证书编号: `XY-${on}`, 信用证书日期: on, 延期续评至: until });
    const rated = ['long', 'extended', 'over', 'unissued', 'lowered', 'before', 'removed', 'unfit'];
    release = await published('cnmia', {
      机构: [
        one('long', certificate('2024-02-29')),
        one('extended', certificate('2023-01-10', '2026-07-10')),
        one('over', certificate('2022-12-31')),
        one('unissued'),
        one('lowered', certificate('2023-06-01')),
        one('before', certificate('2023-06-01')),
        one('removed', certificate('2023-06-01')),
        one('unfit'),
        one('never'),
        one('typing-error'),
        one('typing-error-certified', certificate('2025-05-05')),
      ],
      评定: [
        ...rated.map((id) => ({ 机构编号: id, 评定内容: '协会评分', 结果: '82.5' })),
        ...['typing-error', 'typing-error-certified'].map((id) => ({
          机构编号: id,
          评定内容: '协会评分',
          结果: '很高',
        })),
      ],
      资格: rated.map((id) => ({ 机构编号: id, ...ELIGIBLE, ...(id === 'unfit' ? { 会员单位: '否' } : {}) })),
      事件: [
        { 机构编号: 'lowered', 日期: '2024-05-05', 降至等级: 'BBB', ...DOWN },
        { 机构编号: 'before', 日期: '2023-05-31', 降至等级: 'BBB', ...DOWN },
        { 机构编号: 'removed', 日期: '2025-05-05', 降至等级: '摘牌', ...DOWN },
      ],
    });
  });

  it('are valid to the same day of the month three years on, or to the end of their extension', () => {
    const until = (name: string) => {
      const { outcome } = named(release, name);
      return outcome.status === 'graded' ? outcome.validUntil : outcome;
    };
    expect(until('long')).toBe('2027-02-28');
    expect(until('extended')).toBe('2026-07-10');
    expect(until('over')).toBe('2025-12-31');
  });

  it('carry their own year and period, number and date', () => {
    expect(named(release, 'long')).toMatchObject({
      year: 2024,
      period: { from: '2023-01-01', to: '2023-12-31' },
      certificate: { number: 'XY-2024-02-29', on: '2024-02-29', extendedUntil: null },
      outcome: { grade: 'AA+', level: 3, levels: 13 },
    });
  });

  it('are void on the day after', () => {
    const { record, state } = publicNow(named(release, 'over'), [], isoDate('2026-01-01'));
    expect(record.name).toBe('over');
    expect(state.kind).toBe('lapsed');
  });

  it('are lowered by decisions since their date, in whichever year, and not by earlier ones', () => {
    expect(named(release, 'lowered').outcome).toMatchObject({
      grade: 'BBB',
      change: { from: 'AA+', on: '2024-05-05' },
    });
    expect(named(release, 'before').outcome).toMatchObject({ grade: 'AA+', change: null });
    expect(named(release, 'removed').outcome).toEqual({ status: 'withdrawn', cause: 'other', on: '2025-05-05' });
  });

  it('that are not there put no grade into force', () => {
    expect(named(release, 'unissued').outcome).toEqual({ status: 'not-graded', state: 'incomplete' });
    expect(named(release, 'unissued')).not.toHaveProperty('certificate');
  });

  it('of who failed, who never applied and whose row is not read, look the same', () => {
    const plain = (name: string) => {
      const { code: _, name: __, ...rest } = named(release, name);
      return rest;
    };
    expect(plain('never').outcome).toEqual({ status: 'not-graded', state: 'unrated' });
    expect(plain('unfit')).toEqual(plain('never'));
    expect(plain('typing-error')).toEqual(plain('never'));
  });

  it('whose evidence is in quarantine are not called none', () => {
    expect(named(release, 'typing-error-certified').outcome).toEqual({ status: 'not-graded', state: 'incomplete' });
  });

  it('are not touched by a proposed stage, which proposes what has none yet', async () => {
    const one = (id: string, cells: Row = {}) => ({ 机构编号: id, 名称: id, 地址: '东街1号', ...cells });
    const sheets = {
      机构: [one('held', { 信用证书编号: 'XY-1', 信用证书日期: '2024-05-01' }), one('new'), one('never')],
      评定: ['held', 'new'].map((id) => ({ 机构编号: id, 评定内容: '协会评分', 结果: '82.5' })),
      资格: ['held', 'new'].map((id) => ({ 机构编号: id, ...ELIGIBLE })),
    };
    const proposed = await published('cnmia', sheets, { stage: 'proposed', until: isoDate('2026-01-26') });
    expect(named(proposed, 'held')).toMatchObject({ year: 2024, outcome: { status: 'graded', grade: 'AA+' } });
    expect(named(proposed, 'held')).not.toHaveProperty('proposal');
    expect(named(proposed, 'new')).toMatchObject({ outcome: { state: 'awaiting' }, proposal: { grade: 'AA+' } });
    expect(named(proposed, 'never').outcome).toMatchObject({ state: 'unrated' });
  });

  it('tell nothing of eligibility and score in anything published', () => {
    const text = JSON.stringify([release.records, [...release.openings]]);
    expect(text).not.toMatch(/82\.5|eligib|member|satisfaction|0\.95/);
  });
});
