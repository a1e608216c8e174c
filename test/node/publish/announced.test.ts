/** Attacks on what was announced: rows that get lost must neither end a publicity period nor take a grade in force. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { loadLastRelease } from '../../../src/node/publish/last-release.ts';
import type { PublishInput } from '../../../src/node/publish/publication.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

type Row = Readonly<Record<string, string>>;
const A1 = { 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街12号' };
const A2 = { 机构编号: 'A2', 名称: '乙卫生院', 地址: '白水街1号' };
const A3 = { 机构编号: 'A3', 名称: '丙诊所', 地址: '南街3号' };

const base = await mkdtemp(join(tmpdir(), 'yixinma-announced-'));
const dist = join(base, 'dist');
beforeAll(() => writeBuild(dist));
afterAll(() => rm(base, { recursive: true, force: true }));

const at = (day: string) => new Date(`${day}T02:00:00Z`);

/** A bureau's folder with its commands; what is written stays until it is written anew. */
function bureau(name: string) {
  const dir = join(base, name);
  const publish = (day: string, difference: Partial<PublishInput>) =>
    publishRelease({ dir, year: 2026, stage: 'final', now: at(day), passphrase: PASSPHRASE, dist, ...difference });
  return {
    write: (institutions: readonly Row[], scores: Readonly<Record<string, string>>, 事件: readonly Row[] = []) => {
      const 评定 = Object.entries(scores).flatMap(([id, score]) => onSite(id, score));
      return writeCounty(dir, { 机构: institutions, 评定, 事件 });
    },
    propose: (day: string, until: string, year = 2026) =>
      publish(day, { stage: 'proposed', until: isoDate(until), year }),
    final: (day: string, year = 2026) => publish(day, { year }),
    last: async (day: string) => {
      const last = await loadLastRelease(dir, at(day));
      if (!last.ok || last.value === null) throw new Error('no release');
      return last.value;
    },
  };
}

describe('attack: a publicity period ended early by a workbook that lost its rows', () => {
  const county = bureau('period');
  const until = '2026-01-22';
  beforeAll(async () => {
    await county.write([A1, A2, A3], { A1: '93.5', A2: '70', A3: '80' });
    expect(await county.propose('2026-01-15', until)).toMatchObject({ ok: true });
  });

  it('proposals that were announced do not vanish: every institution is named, and nothing is published', async () => {
    await county.write([A1, A3], { A3: '80' });
    expect(await county.propose('2026-01-16', until)).toEqual({
      ok: false,
      fault: {
        code: 'announced-missing',
        institutions: [
          { name: '甲门诊部', id: 'A1', why: 'not-graded', problems: ['missing-on-site'] },
          { name: '乙卫生院', id: 'A2', why: 'row-missing', problems: [] },
        ],
      },
    });
    expect((await county.last('2026-01-16')).releases).toHaveLength(1);
  });

  it('nor by a row of evidence that was quarantined', async () => {
    const bad = { 机构编号: 'A2', 事件类型: '停用标识', 日期: '2026-02-30', 停用原因: '歇业' };
    await county.write([A1, A2, A3], { A1: '93.5', A2: '70', A3: '80' }, [bad]);
    expect(await county.propose('2026-01-16', until)).toMatchObject({
      fault: { institutions: [{ name: '乙卫生院', id: 'A2', why: 'rows-quarantined' }] },
    });
  });

  it('the last day is signed with the release, apart from the records, and stands whatever they hold', async () => {
    // All three leave the grading as it is allowed: nothing is proposed any more.
    const closed = [A1, A2, A3].map(({ 机构编号 }) => ({
      机构编号,
      事件类型: '停用标识',
      日期: '2026-01-16',
      停用原因: '歇业',
    }));
    await county.write([A1, A2, A3], { A1: '93.5', A2: '70', A3: '80' }, closed);
    expect(await county.propose('2026-01-17', until)).toMatchObject({ ok: true, value: { proposed: {} } });
    const { records, releases } = await county.last('2026-01-17');
    expect(JSON.stringify(records)).not.toContain(until);
    expect(releases.map((release) => release.until)).toEqual([until, until]);
    expect(await county.final('2026-01-18')).toEqual({ ok: false, fault: { code: 'period-running', detail: until } });
    expect(await county.propose('2026-01-18', '2026-01-20')).toEqual({
      ok: false,
      fault: { code: 'until-earlier', detail: until },
    });
  });

  it('an extension is announced even where no record tells of it', async () => {
    expect(await county.propose('2026-01-19', '2026-01-26')).toMatchObject({ ok: true, value: { unchanged: false } });
    expect(await county.propose('2026-01-19', '2026-01-26')).toMatchObject({ ok: true, value: { unchanged: true } });
    expect(await county.final('2026-01-26')).toMatchObject({ fault: { code: 'period-running', detail: '2026-01-26' } });
    expect(await county.final('2026-01-27')).toMatchObject({ ok: true });
    expect((await county.last('2026-01-27')).releases.at(-1)).not.toHaveProperty('until');
  });
});

describe('attack: a grade in force taken by a row that got lost', () => {
  const county = bureau('in-force');
  beforeAll(async () => {
    await county.write([A1, A2], { A1: '93.5', A2: '70' });
    expect(await county.final('2026-01-15')).toMatchObject({ ok: true });
  });

  it('a proposed publication without it is refused and names it', async () => {
    await county.write([A2], { A2: '70' });
    expect(await county.propose('2027-01-15', '2027-01-22', 2027)).toEqual({
      ok: false,
      fault: {
        code: 'announced-missing',
        institutions: [{ name: '甲门诊部', id: 'A1', why: 'row-missing', problems: [] }],
      },
    });
  });

  it('with its row back it has its grade in force; marked as closed it may be ungraded', async () => {
    await county.write([A1, A2], { A2: '70' });
    expect(await county.propose('2027-01-15', '2027-01-22', 2027)).toMatchObject({ ok: true });
    const { records } = await county.last('2027-01-15');
    expect(records.map(({ outcome }) => outcome.status)).toEqual(['graded', 'graded']);
    const closed = { 机构编号: 'A1', 事件类型: '停用标识', 日期: '2027-01-16', 停用原因: '歇业' };
    await county.write([A1, A2], { A2: '70' }, [closed]);
    expect(await county.propose('2027-01-16', '2027-01-22', 2027)).toMatchObject({ ok: true });
  });

  it('a final publication tells who had a grade or a proposal and has none now', async () => {
    await county.write([A1], {});
    expect(await county.final('2027-01-23', 2027)).toMatchObject({
      ok: true,
      value: { gone: [expect.stringContaining('乙卫生院')], ungraded: [] },
    });
    await county.write([A1], { A1: '90' });
    expect(await county.final('2027-01-24', 2027)).toMatchObject({ ok: true, value: { gone: [], ungraded: [] } });
    await county.write([A1], {});
    const lost = await county.final('2027-01-25', 2027);
    expect(lost).toMatchObject({ ok: true, value: { gone: [], ungraded: [expect.stringContaining('甲门诊部')] } });
  });
});

describe('an evidence period that is not over', () => {
  it('gives no final grades, to its last day; proposed ones are published with a warning', async () => {
    const county = bureau('evidence');
    await county.write([A1], { A1: '93.5' });
    const running = { ok: false, fault: { code: 'evidence-running', detail: '2026-12-31' } };
    expect(await county.final('2026-06-01', 2027)).toEqual(running);
    expect(await county.final('2026-12-31', 2027)).toEqual(running);
    expect(await county.propose('2026-06-01', '2026-06-08', 2027)).toMatchObject({
      ok: true,
      value: { evidenceUntil: '2026-12-31' },
    });
    expect(await county.final('2026-06-10')).toMatchObject({ ok: true, value: { evidenceUntil: null } });
    expect(await county.final('2027-01-01', 2027)).toMatchObject({ ok: true, value: { evidenceUntil: null } });
  });
});
