import { describe, expect, it } from 'vitest';
import { codeFromBytes, type InstitutionCode } from '../../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../../src/core/domain/iso-date.ts';
import type { RulebookTerms } from '../../../../src/core/domain/terms.ts';
import { rulebookById } from '../../../../src/core/rulebooks/registry.ts';
import type { DrawRound } from '../../../../src/core/snapshot/draw.ts';
import type { InstitutionRecord, RecordOutcome } from '../../../../src/core/snapshot/record.ts';
import type { LogEntry } from '../../../../src/core/trust/log.ts';
import { gradesSince, isSupervised, makeSupervisionList } from '../../../../src/node/publish/supervision/list.ts';
import { graded, record } from '../../../support/records.ts';

const code = (n: number) => codeFromBytes(new Uint8Array(9).fill(n));

function termsOf(id: string): RulebookTerms {
  const terms = rulebookById(id)?.terms({});
  if (terms === undefined) throw new Error(id);
  return terms;
}

function entry(time: string, more: Partial<LogEntry> = {}): LogEntry {
  const changes = [{ code: code(1), from: null, to: 'B' }];
  return { version: 1, time, stage: 'final', year: 2026, kind: 'grading', root: '', changes, previous: '', ...more };
}

function withGrade(grade: string, more: Partial<InstitutionRecord> = {}, about: Partial<typeof graded> = {}) {
  return record({ outcome: { ...graded, grade, mark: { zh: grade, en: grade }, ...about }, ...more });
}

const routine = (...days: string[]) => days.map((on) => ({ kind: 'routine' as const, on: isoDate(on) }));

function list(
  records: readonly InstitutionRecord[],
  more: Partial<Parameters<typeof makeSupervisionList>[0]> & {
    readonly checks?: Record<string, readonly string[]>;
  } = {},
) {
  const { checks = {}, ...rest } = more;
  const inspected = Object.entries(checks).map(
    ([id, days]) => [id, { inspections: routine(...days), unread: 0 }] as const,
  );
  return makeSupervisionList({
    terms: termsOf('jinjiang'),
    records,
    log: [entry('2026-01-19T18:00:00Z')],
    rounds: [],
    ids: new Map(records.map((one): [InstitutionCode, string] => [one.code, one.name])),
    inspected: new Map(inspected),
    day: isoDate('2026-06-01'),
    ...rest,
  });
}

describe('the list of supervision', () => {
  it('stands by most left, then town, then name, in the order of pinyin', () => {
    const records = [
      withGrade('D', { code: code(1), name: '乙', town: '白水镇' }),
      withGrade('D', { code: code(2), name: '甲', town: '青石镇' }),
      withGrade('C', { code: code(3), name: '丙', town: '白水镇' }),
      withGrade('D', { code: code(4), name: '丁', town: '白水镇' }),
      withGrade('A', { code: code(5), name: '戊', town: '白水镇' }),
    ];
    const checks = { 丁: ['2026-02-01'], 戊: ['2026-02-01'] };
    const shown = list(records, { checks }).institutions.map(({ name, left, over }) => [name, left, over]);
    expect(shown).toEqual([
      ['乙', 3, 0],
      ['甲', 3, 0],
      ['丙', 2, 0],
      ['丁', 2, 0],
      ['戊', 0, 1],
    ]);
  });

  it('counts in the term of the grade, from the day on which the year’s final grades came out first', () => {
    const log = [
      entry('2026-01-10T02:00:00Z', { stage: 'proposed', version: 1 }),
      entry('2026-01-19T18:00:00Z', { version: 2 }),
      entry('2026-03-01T02:00:00Z', { version: 3, kind: 'correction' }),
    ];
    const checks = { 甲: ['2026-01-19', '2026-01-20', '2026-06-01', '2026-06-02'] };
    const [one] = list([withGrade('D', { name: '甲' }, { validUntil: isoDate('2027-01-19') })], {
      log,
      checks,
    }).institutions;
    // 18:00 UTC is the next day in China.
    expect(one).toMatchObject({ span: { from: '2026-01-20', last: '2027-01-19' }, done: 2, left: 1, over: 0 });
    expect(one?.asked).toEqual({ atLeast: 3, atMost: null, article: '第二十八条第3项' });
  });

  it('asks the number of the grade in force for the whole span after a change, and says so', () => {
    const change = { from: 'B', on: isoDate('2026-05-02'), article: '第十八条', documentNo: '示卫〔2026〕3号' };
    const checks = { 甲: ['2026-02-01'] };
    const [one] = list([withGrade('D', { name: '甲' }, { change })], { checks }).institutions;
    expect(one).toMatchObject({ grade: 'D', done: 1, left: 2, changed: change });
  });

  it('says nothing of a change that lies before the span', () => {
    const change = { from: 'qualified', on: isoDate('2026-05-02'), article: '', documentNo: '' };
    const about = { terms: termsOf('wugang'), day: isoDate('2027-01-10') };
    const [one] = list([withGrade('poor', { name: '甲' }, { change })], {
      ...about,
      checks: { 甲: ['2026-12-31'] },
    }).institutions;
    expect(one).toMatchObject({ changed: null, done: 0, left: 4, span: { from: '2027-01-01', last: '2027-12-31' } });
  });

  it('lists apart who has no grade in force: never graded, withdrawn, lapsed on the day after the last', () => {
    const until = { validUntil: isoDate('2026-06-01') };
    const withdrawn: RecordOutcome = { status: 'withdrawn', cause: 'closed', on: isoDate('2026-02-01') };
    const records = [
      withGrade('D', { code: code(1), name: '有等级' }, until),
      record({ code: code(2), name: '新设', outcome: { status: 'not-graded', state: 'new' } }),
      record({ code: code(3), name: '歇业', outcome: withdrawn }),
    ];
    const on = (day: string) => {
      const { institutions, unasked } = list(records, { day: isoDate(day) });
      return [institutions.map(({ name }) => name), unasked.map(({ name, state }) => `${name} ${state}`)];
    };
    expect(on('2026-06-01')).toEqual([
      ['有等级'],
      ['新设 new', '歇业 withdrawn'].sort(new Intl.Collator('zh-CN').compare),
    ]);
    expect(on('2026-06-02')[0]).toEqual([]);
    expect(on('2026-06-02')[1]).toContain('有等级 lapsed');
  });

  it('names no number for a grade of which the policy says nothing', () => {
    const [one] = list([withGrade('E', { name: '甲' })], { checks: { 甲: ['2026-02-01'] } }).institutions;
    expect(one).toMatchObject({ asked: null, done: 1, left: 0, over: 0 });
  });

  it('refuses a grade of a year of which no final grades were published', () => {
    expect(() => list([withGrade('D')], { log: [] })).toThrow('no final grades of 2026');
  });
});

describe('where a draw decides', () => {
  const terms = termsOf('yangshan');
  const records = [withGrade('A', { code: code(1), name: '甲' }), withGrade('E', { code: code(2), name: '乙' })];
  const round = (n: number, drawn: readonly InstitutionCode[] | null): DrawRound => ({
    n,
    committedOn: isoDate(`2026-0${n + 2}-01`),
    commitment: '',
    shares: {},
    of: {},
    revealed: drawn && { on: isoDate(`2026-0${n + 2}-20`), seed: 's', list: [], drawn },
  });
  const drawnOf = (rounds: readonly DrawRound[], more: Parameters<typeof list>[1] = {}) =>
    list(records, { terms, rounds, ...more }).institutions.map(({ name, asked, left, done }) => [
      name,
      asked?.atLeast ?? null,
      left,
      done,
    ]);

  it('asks one check of those drawn in the last revealed round, and none of the others', () => {
    const rounds = [round(1, [code(1)]), round(2, [code(2)]), round(3, null)];
    expect(drawnOf(rounds)).toEqual([
      ['乙', 1, 1, 0],
      ['甲', null, 0, 0],
    ]);
  });

  it('counts from the day on which that round was sealed, since inspections come before the reveal', () => {
    const rounds = [round(2, [code(2)])];
    expect(drawnOf(rounds, { checks: { 乙: ['2026-03-31'] } })[0]).toEqual(['乙', 1, 1, 0]);
    expect(drawnOf(rounds, { checks: { 乙: ['2026-04-01'] } })).toContainEqual(['乙', 1, 0, 1]);
  });

  it('asks none of anyone before the first reveal, nor by one of a later day', () => {
    const nobody = [
      ['甲', null, 0, 0],
      ['乙', null, 0, 0],
    ];
    expect(drawnOf([round(1, null)])).toEqual(nobody);
    expect(drawnOf([round(2, [code(2)])], { day: isoDate('2026-04-19') })).toEqual(nobody);
    expect(drawnOf([round(2, [code(2)])], { day: isoDate('2026-04-20') })[0]).toEqual(['乙', 1, 1, 0]);
  });
});

describe('what can be asked', () => {
  it('is a list for policies with numbers or a draw alone', () => {
    const ids = ['jinjiang', 'wugang', 'yangshan', 'huancui', 'cnmia'];
    expect(ids.filter((id) => isSupervised(termsOf(id)))).toEqual(['jinjiang', 'wugang', 'yangshan']);
  });

  it('is a day on which all grades were those of the release: since the last publication that changed one', () => {
    const log = [
      entry('2026-01-19T18:00:00Z'),
      entry('2026-05-01T02:00:00Z'),
      entry('2026-05-20T02:00:00Z', { changes: [] }),
    ];
    expect(gradesSince(log)).toBe('2026-05-01');
    expect(gradesSince(log.slice(2))).toBe(null);
  });
});
