import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { recordText } from '../../../src/core/snapshot/record.ts';
import type { PublishInput } from '../../../src/node/publish/publication.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { refreshRelease } from '../../../src/node/publish/refresh.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { proofOfPage } from '../../../src/node/verify/page-block.ts';
import { fingerprint } from '../../../src/node/verify/read-release.ts';
import { stageProblems } from '../../../src/node/verify/stage-problems.ts';
import { verifySite } from '../../../src/node/verify/verify-site.ts';
import { graded, proposal as next, record } from '../../support/records.ts';
import { onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const penalty = {
  机构编号: 'A1',
  决定书文号: '示卫医罚〔2025〕17号',
  决定日期: '2025-12-03',
  严重程度: '严重',
  案由: '未按规定填写病历资料',
  处罚结果: '警告',
};
const institutions = [
  { 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街12号' },
  { 机构编号: 'A2', 名称: '乙卫生院', 地址: '白水街1号' },
  { 机构编号: 'A3', 名称: '备案诊所', 许可类型: '诊所备案凭证', 地址: '南街3号' },
  { 机构编号: 'A4', 名称: '没有评的', 地址: '北街4号' },
];
const closed = { 机构编号: 'A4', 事件类型: '停用标识', 日期: '2025-11-01', 停用原因: '歇业' };

/** The workbook of a year: on-site scores by institution, and what else differs. */
function sheets(scores: Readonly<Record<string, string>>, more: Parameters<typeof writeCounty>[1] = {}) {
  const assessed = Object.entries(scores).flatMap(([id, score]) => onSite(id, score));
  return { 机构: institutions, 处罚: [penalty], 评定: assessed, 事件: [], ...more };
}

const base = await mkdtemp(join(tmpdir(), 'yixinma-proposed-'));
const dist = join(base, 'dist');
beforeAll(() => writeBuild(dist));
afterAll(() => rm(base, { recursive: true, force: true }));

const at = (day: string) => new Date(`${day}T02:00:00Z`);

/** A bureau's folder with its commands. Each story has its own, and its tests go in the order of the days. */
function bureau(name: string) {
  const dir = join(base, name);
  const publish = (day: string, difference: Partial<PublishInput>) =>
    publishRelease({ dir, year: 2026, stage: 'final', now: at(day), passphrase: PASSPHRASE, dist, ...difference });
  const propose = (day: string, until: string, year = 2026) =>
    publish(day, { stage: 'proposed', until: isoDate(until), year });
  const final = (day: string, year = 2026) => publish(day, { year });
  const text = (path: string) => readFile(join(dir, 'site', path), 'utf8').catch(() => null);
  const verify = async (day: string) => {
    const root = await readFile(join(dir, 'site/d/metadata/1.root.json'));
    return verifySite(directoryFetcher(join(dir, 'site/d')), text, fingerprint(root), at(day));
  };
  const release = async (day: string) => {
    const result = await verify(day);
    expect(result.problems).toEqual([]);
    if (result.release === null) throw new Error('no release');
    return result.release;
  };
  const named = async (day: string) =>
    new Map((await release(day)).records.map((one) => [one.name.slice(0, 1), one] as const));
  const write = (next: Parameters<typeof writeCounty>[1], about = {}) => writeCounty(dir, next, about);
  const page = async (code = '') => (await text(`i/${code}.html`)) ?? '';
  return { dir, propose, final, verify, release, named, write, page };
}

const refused = (code: string, detail?: string) => ({
  ok: false,
  fault: detail === undefined ? { code } : { code, detail },
});

describe('grades proposed in the first year', () => {
  const county = bureau('first');
  const until = '2026-01-22';

  it('refuses a last day that is missing, over, or a slip of the keyboard', async () => {
    await county.write(sheets({ A1: '93.5', A2: '83.50' }, { 事件: [closed] }));
    expect(await county.propose('2026-01-15', '2026-01-14')).toEqual(refused('until-past'));
    expect(await county.propose('2026-01-15', '2027-01-22')).toEqual(refused('until-too-far'));
    const missing = { dir: county.dir, year: 2026, stage: 'proposed', passphrase: PASSPHRASE, dist } as const;
    expect(await publishRelease({ ...missing, now: at('2026-01-15') })).toEqual(refused('until-missing'));
    expect(await readdir(county.dir)).not.toContain('site');
  });

  it('stand beside “not published yet”, with their last day', async () => {
    const report = await county.propose('2026-01-15', until);
    expect(report).toMatchObject({ ok: true, value: { proposed: { qualified: 2 }, states: { awaiting: 2 } } });
    const records = await county.named('2026-01-15');
    const shown = { mark: { zh: '合格' }, level: 2, levels: 3, corrected: null };
    for (const name of ['甲', '乙']) {
      expect(records.get(name)?.outcome).toEqual({ status: 'not-graded', state: 'awaiting' });
      const dates = { year: 2026, from: '2026-01-15', until };
      expect(records.get(name)?.proposal).toMatchObject({ grade: 'qualified', ...dates, ...shown });
    }
  });

  it('leave alone what is no matter of grading: a filed clinic, one that has closed', async () => {
    const records = await county.named('2026-01-15');
    expect(records.get('备')?.outcome).toEqual({ status: 'not-graded', state: 'out-of-scope' });
    expect(records.get('没')?.outcome).toMatchObject({ status: 'withdrawn', cause: 'closed' });
    for (const name of ['备', '没']) expect(records.get(name)).not.toHaveProperty('proposal');
  });

  it('come without their reasons, which would tell of the grade before it counts', async () => {
    const { openings, records } = await county.release('2026-01-15');
    expect([...openings.values()].flat().map(({ body }) => body.type)).toEqual(['penalty']);
    expect(JSON.stringify(records)).not.toContain('score');
  });

  it('are in the log as a stage, naming no institution', async () => {
    const { log, releases } = await county.release('2026-01-15');
    expect(log).toMatchObject([{ stage: 'proposed', year: 2026, kind: 'grading', changes: [] }]);
    expect(releases).toMatchObject([{ stage: 'proposed', year: 2026 }]);
  });

  it('have the objection codes for the letters of their year', async () => {
    const codes = await readFile(join(county.dir, 'letters/objection-codes-2026.csv'), 'utf8');
    expect(codes.trim().split('\n')).toHaveLength(5);
  });

  it('published again with nothing changed are the same publication', async () => {
    expect(await county.propose('2026-01-16', until)).toMatchObject({ ok: true, value: { unchanged: true } });
  });

  it('are not cut short: neither by an earlier last day nor by final grades', async () => {
    expect(await county.propose('2026-01-16', '2026-01-21')).toEqual(refused('until-earlier', until));
    // Nor by the way round through another year, whose period would take its place.
    expect(await county.propose('2026-01-16', '2026-01-16', 2027)).toEqual(refused('until-earlier', until));
    expect(await county.final('2026-01-22')).toEqual(refused('period-running', until));
  });

  it('corrected say so at the institution concerned alone, and keep the day of the first', async () => {
    await county.write(sheets({ A1: '93.5', A2: '50' }, { 事件: [closed] }));
    expect(await county.propose('2026-01-20', '2026-01-27')).toMatchObject({ ok: true, value: { unchanged: false } });
    const records = await county.named('2026-01-20');
    const dates = { from: '2026-01-15', until: '2026-01-27' };
    expect(records.get('甲')?.proposal).toMatchObject({ grade: 'qualified', corrected: null, ...dates });
    expect(records.get('乙')?.proposal).toMatchObject({ grade: 'poor', corrected: '2026-01-20', ...dates });
    expect((await county.release('2026-01-20')).log[1]).toMatchObject({ kind: 'correction', changes: [] });
    await county.propose('2026-01-21', '2026-01-27');
    expect((await county.named('2026-01-21')).get('乙')?.proposal?.corrected).toBe('2026-01-20');
  });

  it('are gone with the final publication, which names the grades', async () => {
    expect(await county.final('2026-01-28')).toMatchObject({ ok: true, value: { proposed: null } });
    const { records, log } = await county.release('2026-01-28');
    expect(JSON.stringify(records)).not.toContain('proposal');
    expect(log.at(-1)).toMatchObject({ stage: 'final', kind: 'grading' });
    expect(
      log
        .at(-1)
        ?.changes.map(({ to }) => to)
        .sort(),
    ).toEqual(['poor', 'qualified']);
  });

  it('cannot be proposed once they are final', async () => {
    expect(await county.propose('2026-02-01', '2026-02-06')).toEqual(refused('final-published'));
    expect(await county.propose('2026-02-01', '2026-02-06', 2025)).toEqual(refused('year-before-last'));
  });
});

describe('grades proposed beside those in force', () => {
  const county = bureau('second');
  const next = { 机构: [...institutions, { 机构编号: 'A5', 名称: '新开的', 地址: '东街5号' }] };

  beforeAll(async () => {
    await county.write(sheets({ A1: '93.5', A2: '50', A4: '70' }));
    expect(await county.final('2026-01-15')).toMatchObject({ ok: true });
    await county.write(sheets({ A1: '50', A2: '83', A5: '83' }, next));
    expect(await county.propose('2027-01-15', '2027-01-22', 2027)).toMatchObject({ ok: true });
  });

  it('leave the grade in force as it was signed, with its year, period and reasons', async () => {
    const first = (await county.named('2027-01-15')).get('甲');
    expect(first).toMatchObject({ year: 2026, period: { from: '2025-01-01', to: '2025-12-31' } });
    expect(first?.outcome).toMatchObject({ status: 'graded', grade: 'qualified', sealedReasons: true });
    expect(first?.proposal).toMatchObject({ year: 2027, grade: 'poor' });
    const openings = proofOfPage(await county.page(first?.code))?.openings ?? [];
    expect(openings.map(({ body }) => body.type)).toEqual(['penalty', 'reason']);
  });

  it('keep a grade in force where none is proposed this year', async () => {
    const unassessed = (await county.named('2027-01-15')).get('没');
    expect(unassessed).toMatchObject({ year: 2026, outcome: { grade: 'qualified' } });
    expect(unassessed).not.toHaveProperty('proposal');
  });

  it('are awaited, of their own year, where there was no grade before', async () => {
    const fresh = (await county.named('2027-01-15')).get('新');
    expect(fresh).toMatchObject({ year: 2027, outcome: { status: 'not-graded', state: 'awaiting' } });
    expect(fresh?.proposal).toMatchObject({ year: 2027, grade: 'qualified' });
  });

  it('lie where the data of the year in force lie, and change no grade in the log', async () => {
    const { directory, log } = await county.release('2027-01-15');
    expect(directory).toBe('example/2026');
    expect(log.at(-1)).toMatchObject({ stage: 'proposed', year: 2027, changes: [] });
  });

  it('take the reasons of the grade in force out with a penalty that was repaired', async () => {
    const repair = {
      机构编号: 'A1',
      事件类型: '信用修复',
      日期: '2027-01-16',
      文书号: '修1',
      修复的文书号: penalty.决定书文号,
    };
    await county.write(sheets({ A1: '50', A2: '83', A5: '83' }, { ...next, 事件: [repair] }));
    expect(await county.propose('2027-01-16', '2027-01-22', 2027)).toMatchObject({ ok: true });
    const { openings } = await county.release('2027-01-16');
    expect([...openings.values()].flat()).toEqual([]);
    expect((await county.named('2027-01-16')).get('甲')?.outcome).toMatchObject({ grade: 'qualified' });
  });

  it('do not hold up a licence that is revoked: the warning counts at once', async () => {
    const revoked = { 机构编号: 'A2', 事件类型: '停用标识', 日期: '2027-01-18', 停用原因: '吊销' };
    await county.write(sheets({ A1: '50', A2: '83', A5: '83' }, { ...next, 事件: [revoked] }));
    expect(await county.propose('2027-01-18', '2027-01-22', 2027)).toMatchObject({ ok: true });
    const second = (await county.named('2027-01-18')).get('乙');
    expect(second?.outcome).toEqual({ status: 'withdrawn', cause: 'licenceRevoked', on: '2027-01-18' });
    expect(second).not.toHaveProperty('proposal');
    const { log } = await county.release('2027-01-18');
    expect(log.at(-1)?.changes).toEqual([{ code: second?.code, from: 'poor', to: null, why: 'label-withdrawn' }]);
  });

  it('let a withdrawal that was a mistake be undone, with the grade awaited anew', async () => {
    await county.write(sheets({ A1: '50', A2: '83', A5: '83' }, next));
    expect(await county.propose('2027-01-18', '2027-01-22', 2027)).toMatchObject({ ok: true });
    const second = (await county.named('2027-01-18')).get('乙');
    expect(second).toMatchObject({ year: 2027, outcome: { state: 'awaiting' }, proposal: { grade: 'qualified' } });
  });

  it('are not built on a last release that was forged on disk', async () => {
    const folder = join(county.dir, 'site/d/targets/example/2026');
    const [name = ''] = (await readdir(folder)).filter((file) => file.endsWith('.profile.bin'));
    const bytes = await readFile(join(folder, name));
    const forged = Uint8Array.from(bytes);
    forged[60] = (forged[60] ?? 0) ^ 1;
    await writeFile(join(folder, name), forged);
    expect(await county.propose('2027-01-19', '2027-01-22', 2027)).toMatchObject(refused('last-release'));
    await writeFile(join(folder, name), bytes);
    expect(await county.propose('2027-01-19', '2027-01-22', 2027)).toMatchObject({ ok: true });
  });

  it('become the grades in force of their own year', async () => {
    expect(await county.final('2027-01-23', 2027)).toMatchObject({ ok: true });
    const { directory, records } = await county.release('2027-01-23');
    expect(directory).toBe('example/2027');
    expect(records.map(({ year }) => year)).toEqual(records.map(() => 2027));
    expect((await county.named('2027-01-23')).get('甲')?.outcome).toMatchObject({ grade: 'poor' });
  });
});

describe('a proposed stage', () => {
  it('of the wrong year is replaced by that of the right one', async () => {
    const county = bureau('typo');
    await county.write(sheets({ A1: '93.5' }));
    expect(await county.propose('2026-01-15', '2026-01-22', 2027)).toMatchObject({ ok: true });
    expect(await county.propose('2026-01-15', '2026-01-22')).toMatchObject({ ok: true });
    const first = (await county.named('2026-01-15')).get('甲');
    expect(first).toMatchObject({ year: 2026, proposal: { year: 2026, from: '2026-01-15', corrected: null } });
  });

  it('is refused by the ruling that there is none, and beside grades of another rulebook', async () => {
    const none = bureau('none');
    await none.write(sheets({ A1: '93.5' }), { rulings: { 'WG-10': { choice: 'none', adoptedBy: null } } });
    expect(await none.propose('2026-01-15', '2026-01-22')).toEqual(refused('no-proposed-stage', 'WG-10'));
    const other = bureau('other-rulebook');
    await other.write(sheets({ A1: '93.5' }));
    expect(await other.final('2026-01-15')).toMatchObject({ ok: true });
    await other.write({ 机构: institutions, 评定: [], 事件: [], 处罚: [] }, { rulebook: 'jinjiang' });
    expect(await other.propose('2027-01-15', '2027-01-22', 2027)).toEqual(refused('rulebook-changed', 'wugang'));
  });
});

describe('the day after the last day', () => {
  it('the refresh renders the pages anew, once, and the site verifies', async () => {
    const county = bureau('refresh');
    await county.write(sheets({ A1: '93.5' }));
    await county.propose('2026-01-15', '2026-01-22');
    const code = (await county.named('2026-01-15')).get('甲')?.code;
    const before = await county.page(code);
    await refreshRelease({ dir: county.dir, now: at('2026-01-22'), dist });
    expect(await county.page(code)).toBe(before);
    await refreshRelease({ dir: county.dir, now: at('2026-01-23') });
    expect(await county.page(code)).toBe(before);
    await refreshRelease({ dir: county.dir, now: at('2026-01-23'), dist });
    expect(await county.page(code)).toBe(before.replace('data-day="2026-01-15"', 'data-day="2026-01-23"'));
    const after = await county.page(code);
    await refreshRelease({ dir: county.dir, now: at('2026-01-24'), dist });
    expect(await county.page(code)).toBe(after);
    await county.release('2026-01-24');
  });
});

function entryOf(version: number, stage: 'final' | 'proposed', day: string) {
  return { version, stage, time: `${day}T02:00:00Z`, year: 2026, count: 1, root: '0'.repeat(64) };
}

describe('verify', () => {
  it('names final grades that were put in force within an announced period, and a proposal with another last day', () => {
    const announced = { ...entryOf(1, 'proposed', '2026-01-15'), until: isoDate('2026-01-22') };
    const found = (...more: readonly ReturnType<typeof entryOf>[]) =>
      stageProblems({ releases: [announced, ...more], records: [], log: [] }).map(({ detail }) => detail);
    expect(found(entryOf(2, 'final', '2026-01-22'))).toEqual(['final 2 within a period']);
    expect(found(entryOf(2, 'proposed', '2026-01-20'), entryOf(3, 'final', '2026-01-21'))).toEqual([
      'final 3 within a period',
    ]);
    expect(found(entryOf(2, 'final', '2026-01-23'))).toEqual([]);
    const proposal = { ...next, year: 2026 };
    const one = record({ proposal: { ...proposal, until: isoDate('2026-01-19') } });
    expect(stageProblems({ releases: [announced], records: [one], log: [] }).map(({ detail }) => detail)).toEqual([
      `period of record ${one.code}`,
    ]);
  });

  const proposal = { ...next, year: 2026 };
  const entry = { version: 1, time: '2026-01-15T02:00:00Z', year: 2026, root: '0'.repeat(64) };
  const problems = (stage: 'final' | 'proposed', one: ReturnType<typeof record>, to: string | null = null) =>
    stageProblems({
      releases: [{ ...entry, stage, count: 1 }],
      records: [one],
      log: [{ ...entry, stage, kind: 'grading', previous: '', changes: [{ code: one.code, from: 'qualified', to }] }],
    }).map(({ code, detail }) => `${code} ${detail}`);

  it('names a proposal in a final release, or of another year, and grades put in force by a proposal', () => {
    const plain = record({ outcome: graded });
    expect(problems('final', plain)).toEqual([]);
    expect(problems('proposed', record({ proposal }))).toEqual([]);
    expect(problems('final', record({ proposal }))).toEqual([`data stage of record ${plain.code}`]);
    expect(problems('final', record({ year: 2025 }))).toEqual([`data stage of record ${plain.code}`]);
    const other = record({ proposal: next });
    expect(problems('proposed', other)).toEqual([`data stage of record ${plain.code}`]);
    expect(problems('proposed', plain, 'poor')).toEqual(['log proposed grades in 1']);
    expect(recordText(plain)).not.toContain('proposal');
  });
});
