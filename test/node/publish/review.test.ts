import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Event, Facts, InstitutionFacts } from '../../../src/core/domain/facts.ts';
import type { InstitutionCode } from '../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { rulebookById } from '../../../src/core/rulebooks/registry.ts';
import { evidencePeriod } from '../../../src/node/publish/evidence.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { emptiedSince } from '../../../src/node/publish/review/emptied.ts';
import { movesSince, shiftsSince } from '../../../src/node/publish/review/moves.ts';
import { nearThresholds } from '../../../src/node/publish/review/near.ts';
import type { Review } from '../../../src/node/publish/review/review.ts';
import { createKeys } from '../../../src/node/publish/signing/keys.ts';
import { SHEET_KEYS } from '../../../src/node/publish/workspace/columns.ts';
import type { WorkspaceCounts } from '../../../src/node/publish/workspace/load.ts';
import { graded as outcome, record as plain } from '../../support/records.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const PERIOD = evidencePeriod(2026);

const item = (score: string) =>
  ({ id: '1', max: '200', score, star: 0, applicable: true, met: true, violationFound: false }) as const;
const scored = (id: string, score: string): InstitutionFacts => ({
  id,
  licence: 'practice-licence',
  assessments: { onSite: { inspectors: 2, items: [item(score)] } },
  events: [],
  amendments: [],
});
const points = (n: string): Event => ({ kind: 'safetyPoints', on: isoDate('2025-03-02'), documentNo: '1', points: n });
const pointed = (id: string, n: string): InstitutionFacts => ({
  id,
  licence: 'practice-licence',
  assessments: { positiveTier: 'good' },
  events: [points(n)],
  amendments: [],
});

function nearOf(id: string, institutions: readonly InstitutionFacts[]) {
  const rulebook = rulebookById(id);
  if (rulebook === null) throw new Error(id);
  const facts: Facts = { period: PERIOD, institutions };
  const grades = new Map(rulebook.evaluate(facts, {}).map(({ id: own, grade }) => [own, grade]));
  return nearThresholds(rulebook, {}, facts, grades);
}

describe('grades that hang on one point', () => {
  it('are found on both sides of a score, by the hundredth of full marks, and none between', () => {
    // Of 200: 60 is 120, a point is 2.
    const found = nearOf('wugang', [
      scored('a', '118'),
      scored('b', '117.9'),
      scored('c', '121.9'),
      scored('d', '122'),
    ]);
    expect(found).toEqual([
      { id: 'a', grade: 'poor', less: null, more: 'qualified' },
      { id: 'c', grade: 'qualified', less: 'poor', more: null },
    ]);
  });

  it('are found where points add up', () => {
    const found = nearOf('jinjiang', [pointed('a', '3'), pointed('b', '2.5'), pointed('c', '4'), pointed('d', '6')]);
    expect(found).toEqual([
      { id: 'a', grade: 'A', less: null, more: 'B' },
      { id: 'c', grade: 'B', less: 'A', more: null },
    ]);
  });

  it('never leave the scale: the best score has no better one', () => {
    expect(
      nearOf('wugang', [
        { ...scored('a', '200'), assessments: { ...scored('a', '200').assessments, publicHealthScore: '100' } },
      ]),
    ).toEqual([]);
  });
});

const code = (n: number) => String(n).padStart(10, '0') as InstitutionCode;
const record = (n = 1, grade = 'qualified') => plain({ code: code(n), outcome: { ...outcome, grade } });

describe('what changed since the last publication', () => {
  it('is none in the first', () => {
    expect(movesSince(null, [record()])).toEqual([]);
    expect(shiftsSince(null, [record()])).toEqual([]);
  });

  it('names who came, who left, and whose grade differs, and nobody else', () => {
    const last = [record(1), record(2, 'poor'), record(3)];
    const next = [record(1, 'excellent'), record(2, 'poor'), record(4, 'poor')];
    const moves = movesSince(last, next).map(({ code: at, from, to }) => ({ at, from, to }));
    expect(moves).toContainEqual({ at: code(1), from: 'qualified', to: 'excellent' });
    expect(moves).toContainEqual({ at: code(4), from: null, to: 'poor' });
    expect(moves.find(({ at }) => at === code(3))?.to).toBeNull();
    expect(moves).toHaveLength(3);
  });

  it('is a jump only from ten points in a hundred and more than a handful on', () => {
    const county = (poor: number, all = 50) =>
      Array.from({ length: all }, (_, n) => record(n + 1, n < poor ? 'poor' : 'qualified'));
    expect(shiftsSince(county(5), county(9))).toEqual([]);
    expect(shiftsSince(county(5), county(10)).map(({ state }) => state)).toEqual(['poor', 'qualified']);
    expect(shiftsSince(county(1, 10), county(4, 10))).toEqual([]);
  });
});

describe('what a sheet that is not there would take from the pages', () => {
  const staff = { doctors: 1, nurses: 0, others: 0 };
  const signed = { year: 2026, signedOn: isoDate('2026-01-05'), items: [] };
  const withStaff = (n: number) => ({ ...record(n), staff, commitment: signed });
  const none = Object.fromEntries(SHEET_KEYS.map((key) => [key, { read: 0, accepted: 0, quarantined: 0 }]));
  const read = (...sheets: string[]) =>
    ({
      ...none,
      ...Object.fromEntries(sheets.map((key) => [key, { read: 9, accepted: 9, quarantined: 0 }])),
    }) as WorkspaceCounts;
  const emptied = (last: number, next: readonly ReturnType<typeof record>[], counts: WorkspaceCounts) =>
    emptiedSince(
      { records: Array.from({ length: last }, (_, n) => withStaff(n + 1)), openings: new Map() },
      next.map((one) => ({ record: one, openings: [] })),
      counts,
      isoDate('2026-03-01'),
    );

  it('is told of one institution when not a row of the sheet was read, and of many in any case', () => {
    const lost = { ...record(1), staff: null, commitment: signed };
    expect(emptied(1, [lost], read('commitments'))).toEqual([{ kind: 'staff', institutions: 1, unread: ['staff'] }]);
    expect(emptied(1, [lost], read('commitments', 'staff'))).toEqual([]);
    const many = Array.from({ length: 5 }, (_, n) => ({ ...record(n + 1), staff: null, commitment: signed }));
    expect(emptied(5, many, read('commitments', 'staff'))).toEqual([{ kind: 'staff', institutions: 5, unread: [] }]);
  });

  it('is nothing where nobody had it, where all still have it, and of whoever left the list', () => {
    expect(emptied(0, [record(1)], read())).toEqual([]);
    expect(emptied(1, [withStaff(1)], read())).toEqual([]);
    expect(emptied(2, [], read())).toEqual([]);
  });

  it('tells of grades that were lowered or withdrawn by 事件, and would come back without it', () => {
    const withdrawn = plain({
      code: code(1),
      outcome: { status: 'withdrawn', cause: 'closed', on: isoDate('2026-02-01') },
    });
    const last = { records: [withdrawn], openings: new Map() };
    const made = [{ record: record(1), openings: [] }];
    expect(emptiedSince(last, made, read(), isoDate('2026-03-01'))).toEqual([
      { kind: 'changes', institutions: 1, unread: ['events'] },
    ]);
  });

  it('tells of penalties that would leave before their day, and of none that lapsed', () => {
    const body = {
      type: 'penalty',
      on: isoDate('2025-05-01'),
      documentNo: '1',
      cause: '',
      result: '',
      basis: '',
      authority: '',
      shownUntil: isoDate('2026-05-01'),
    } as const;
    const last = { records: [record(1)], openings: new Map([[code(1), [{ salt: '', body }]]]) };
    const made = [{ record: record(1), openings: [] }];
    const on = (day: string) => emptiedSince(last, made, read(), isoDate(day)).map(({ kind }) => kind);
    expect(on('2026-05-01')).toEqual(['penalties']);
    expect(on('2026-05-02')).toEqual([]);
  });
});

describe('between the review and the signature', () => {
  let base: string;
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'yixinma-review-'));
    await writeBuild(join(base, 'dist'));
    await writeCounty(join(base, 'county'), {
      机构: [{ 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街12号' }],
      评定: onSite('A1', '60.5'),
    });
  });
  afterAll(() => rm(base, { recursive: true, force: true }));

  const publish = (passphrase: Parameters<typeof publishRelease>[0]['passphrase']) =>
    publishRelease({
      dir: join(base, 'county'),
      year: 2026,
      stage: 'final',
      now: NOW,
      passphrase,
      dist: join(base, 'dist'),
    });

  it('a clerk who does not go on has published nothing', async () => {
    await expect(publish(() => Promise.reject(new Error('not now')))).rejects.toThrow('not now');
    expect(await publish(async () => null)).toEqual({ ok: false, fault: { code: 'not-signed' } });
    expect(await readdir(join(base, 'county'))).not.toContain('site');
  });

  it('the passphrase is asked for once, with everything on the table', async () => {
    const asked: Review[] = [];
    const published = await publish(async (review) => {
      asked.push(review);
      return PASSPHRASE;
    });
    expect(published.ok).toBe(true);
    expect(asked).toHaveLength(1);
    const [review] = asked;
    expect(review).toMatchObject({ institutions: 1, first: true, states: { qualified: 1 }, moves: [] });
    expect(review?.near).toEqual([{ id: 'A1', name: '甲门诊部', grade: 'qualified', less: 'poor', more: null }]);
    expect(review?.words.grounds['score-qualified']?.article).toContain('附件1');
  });

  it('attack: nothing that is said otherwise of an institution or the bureau escapes the review, nor a foreign key', async () => {
    const penalty = {
      机构编号: 'A1',
      决定书文号: '示卫医罚〔2025〕17号',
      决定日期: '2025-12-03',
      严重程度: '严重',
      案由: '未按规定填写病历',
      处罚结果: '警告',
    };
    const rows = (difference: object, 处罚: Readonly<Record<string, string>>[]) => ({
      机构: [{ 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街12号', ...difference }],
      评定: onSite('A1', '60.5'),
      处罚,
    });
    const review = async (): Promise<Review> => {
      const asked: Review[] = [];
      await publish(async (one) => {
        asked.push(one);
        return PASSPHRASE;
      });
      const [found] = asked;
      if (found === undefined) throw new Error('not asked');
      return found;
    };
    await writeCounty(join(base, 'county'), rows({}, [penalty]));
    expect((await review()).edits).toMatchObject([{ added: 1, removed: 0 }]);
    expect((await review()).edits).toEqual([]);
    await writeCounty(join(base, 'county'), rows({ 地址: '中街21号' }, []), { origin: 'https://evil.example.cn' });
    await createKeys(join(base, 'foreign'), PASSPHRASE, { N: 2 ** 14, r: 8, p: 1 });
    await copyFile(join(base, 'foreign/root-2.key.json'), join(base, 'county/keys/root-2.key.json'));
    const found = await review();
    expect(found.moves).toEqual([]);
    expect(found.edits).toMatchObject([{ name: '甲门诊部', added: 0, removed: 1 }]);
    expect(found.edits[0]?.fields).toContain('address');
    expect(found.settings).toEqual(['origin']);
    expect(found.newKeys).toMatchObject([{ name: 'root-2', state: 'stray' }]);
  });
});
