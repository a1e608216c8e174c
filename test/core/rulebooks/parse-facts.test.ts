import { describe, expect, it } from 'vitest';
import { parseFacts, parseFactsText } from '../../../src/core/rulebooks/parse-facts.ts';

const PERIOD = { from: '2025-01-01', to: '2025-12-31' };

/** The problems of facts with one institution, as `code path`. */
function problems(institution: unknown, rest: object = {}): readonly string[] {
  const result = parseFactsText(JSON.stringify({ period: PERIOD, institutions: [institution], ...rest }));
  return result.ok ? [] : result.fault.map(({ code, path }) => `${code} ${path}`);
}

function problemsOfEvent(event: object): readonly string[] {
  return problems({ id: 'a', events: [event] }).map((text) => text.replace('institutions[0].events[0]', 'event'));
}

describe('facts that are complete', () => {
  it('get the defaults of the contract', () => {
    const text = `{"period":{"from":"2025-01-01","to":"2025-12-31"},"institutions":[{"id":"a1",
      "events":[{"kind":"penalty","on":"2025-03-02"},{"kind":"complaint","on":"2025-03-02","substantiated":null},
        {"kind":"malpractice","on":"2025-03-02","responsibility":"full"}]},
      {"id":"a2","assessments":{"onSite":{"inspectors":2,"items":[{"id":"1","max":5,"score":5}]}}}]}`;
    expect(parseFactsText(text)).toEqual({
      ok: true,
      value: {
        period: PERIOD,
        institutions: [
          {
            id: 'a1',
            licence: 'practice-licence',
            assessments: {},
            events: [
              { kind: 'penalty', on: '2025-03-02', scope: 'health', status: 'effective', against: 'institution' },
              { kind: 'complaint', on: '2025-03-02', substantiated: null, severeImpact: false },
              {
                kind: 'malpractice',
                on: '2025-03-02',
                responsibility: 'full',
                harm: 'other',
                major: false,
                established: 'none',
              },
            ],
            amendments: [],
          },
          {
            id: 'a2',
            licence: 'practice-licence',
            assessments: {
              onSite: {
                inspectors: 2,
                items: [{ id: '1', max: '5', score: '5', star: 0, applicable: true, met: true, violationFound: false }],
              },
            },
            events: [],
            amendments: [],
          },
        ],
      },
    });
  });

  it('read null as absent where a field may be absent', () => {
    expect(
      problems({ id: 'a', assessments: null, events: [{ kind: 'obstruction', on: '2025-01-01', documentNo: null }] }),
    ).toEqual([]);
  });
});

describe('decimals', () => {
  const score = (written: string): unknown => {
    const text = `{"period":{"from":"2025-01-01","to":"2025-12-31"},"institutions":[
      {"id":"a","assessments":{"publicHealthScore":${written}}}]}`;
    const result = parseFactsText(text);
    return result.ok
      ? result.value.institutions[0]?.assessments.publicHealthScore
      : result.fault.map(({ code, path }) => `${code} ${path}`);
  };
  it('keep every digit, as numbers and as strings', () => {
    expect(score('89.99999999999999999')).toBe('89.99999999999999999');
    expect(score('"59.999999999999999999999"')).toBe('59.999999999999999999999');
    expect(score('93.50')).toBe('93.50');
  });
  it('write an exponent out', () => {
    expect(score('9e1')).toBe('90');
    expect(score('8999999999999999999e-17')).toBe('89.99999999999999999');
    expect(score('1E-2')).toBe('0.01');
  });
  it('are refused where they are none, or outside 0 to 100', () => {
    const path = 'institutions[0].assessments.publicHealthScore';
    for (const written of ['"12,5"', '""', 'true', '"９０"', '[]', '1e999', '"1e1"']) {
      expect(score(written)).toEqual([`wrong-type ${path}`]);
    }
    for (const written of ['-1', '100.0000000000000000001']) expect(score(written)).toEqual([`out-of-range ${path}`]);
    expect(score('100')).toBe('100');
  });
  it('survive as values of JSON.parse as far as it keeps them', () => {
    const facts = { period: PERIOD, institutions: [{ id: 'a', assessments: { publicHealthScore: 59.5 } }] };
    const result = parseFacts(facts);
    expect(result.ok && result.value.institutions[0]?.assessments.publicHealthScore).toBe('59.5');
  });
});

describe('facts that are not as agreed are refused with the path', () => {
  it.each([
    ['an unknown kind', { kind: 'penalties', on: '2025-01-01' }, ['unknown-kind event.kind']],
    ['a kind from the prototype', { kind: 'constructor', on: '2025-01-01' }, ['unknown-kind event.kind']],
    ['no kind', { on: '2025-01-01' }, ['missing event.kind']],
    ['a day that does not exist', { kind: 'obstruction', on: '2025-02-29' }, ['not-a-day event.on']],
    ['a time instead of a day', { kind: 'obstruction', on: '2025-02-01T00:00:00Z' }, ['not-a-day event.on']],
    ['a missing day', { kind: 'obstruction' }, ['missing event.on']],
    [
      'a misspelt field',
      { kind: 'obstruction', on: '2025-01-01', documentno: 'x' },
      ['unknown-field event.documentno'],
    ],
    [
      'a field of another kind',
      { kind: 'obstruction', on: '2025-01-01', scope: 'health' },
      ['unknown-field event.scope'],
    ],
    ['an unknown scope', { kind: 'penalty', on: '2025-01-01', scope: 'Health' }, ['unknown-value event.scope']],
    ['a word for a boolean', { kind: 'touting', on: '2025-01-01', sanctioned: 'yes' }, ['wrong-type event.sanctioned']],
    [
      'a number for a document',
      { kind: 'obstruction', on: '2025-01-01', documentNo: 7 },
      ['wrong-type event.documentNo'],
    ],
    ['negative points', { kind: 'safetyPoints', on: '2025-01-01', points: -1 }, ['out-of-range event.points']],
    [
      'malpractice without its responsibility',
      { kind: 'malpractice', on: '2025-01-01' },
      ['missing event.responsibility'],
    ],
  ])('%s', (_title, event, expected) => {
    expect(problemsOfEvent(event)).toEqual(expected);
  });

  it.each([
    { kind: 'systemAvoidance', on: '2025-01-01' },
    { kind: 'touting', on: '2025-01-01', note: 'seen at the station', description: 'x' },
  ])('but what is not said of it is read as not found, and remarks are passed over: $kind', (event) => {
    expect(problemsOfEvent(event)).toEqual([]);
  });

  it.each([
    [2, 2],
    [['甲', '乙'], 2],
    [['甲', '甲 '], 1],
    [1, 1],
  ])('inspectors may be counted or named, one name twice is one: %j', (inspectors, count) => {
    const assessments = { onSite: { inspectors, items: [] } };
    const read = parseFactsText(
      JSON.stringify({ period: { from: '2025-01-01', to: '2025-12-31' }, institutions: [{ id: 'a', assessments }] }),
    );
    expect(read.ok && read.value.institutions[0]?.assessments.onSite?.inspectors).toBe(count);
  });

  it('tells all problems, not the first', () => {
    const institution = {
      id: '',
      licence: 'x',
      events: {},
      amendments: [{ kind: 'labelWithdrawn', on: 'x', cause: 'y' }],
      a: 1,
    };
    expect(problems(institution, { period: { from: '2025-12-31', to: '2025-01-01' }, more: 1 })).toEqual([
      'out-of-range period',
      'empty institutions[0].id',
      'unknown-value institutions[0].licence',
      'wrong-type institutions[0].events',
      'not-a-day institutions[0].amendments[0].on',
      'unknown-value institutions[0].amendments[0].cause',
      'unknown-field institutions[0].a',
      'unknown-field more',
    ]);
  });

  it.each([
    ['a kind of subject', 'public-place', []],
    ['none', null, []],
    ['an empty one', ' ', ['empty institutions[0].subject']],
    ['a number', 7, ['wrong-type institutions[0].subject']],
    ['several', ['public-place'], ['wrong-type institutions[0].subject']],
  ])('a subject is an id, whatever the policy says of it: %s', (_title, subject, expected) => {
    expect(problems({ id: 'a', subject })).toEqual(expected);
  });

  it('an imported grade without a grade, or of no day', () => {
    const at = 'institutions[0].assessments.importedGrade';
    const imported = (importedGrade: unknown) => problems({ id: 'a', assessments: { importedGrade } });
    expect(imported({ grade: 'A', source: 'x', on: '2026-01-20' })).toEqual([]);
    expect(imported({ on: '2026-01-20' })).toEqual([`missing ${at}.grade`]);
    expect(imported({ grade: 'A', on: '2026-02-30' })).toEqual([`not-a-day ${at}.on`]);
    expect(imported('A')).toEqual([`wrong-type ${at}`]);
  });

  it('two institutions under one id', () => {
    expect(problems({ id: 'a' }, { institutions: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] })).toEqual([
      'duplicate-id institutions[2].id',
    ]);
  });

  it('an on-site table that contradicts itself', () => {
    const item = (facts: object) => ({ id: '1', max: '5', score: '5', ...facts });
    const onSite = (inspectors: unknown, ...items: readonly object[]) => ({
      id: 'a',
      assessments: { onSite: { inspectors, items } },
    });
    const at = 'institutions[0].assessments.onSite';
    expect(problems(onSite(2, item({ score: '5.01' })))).toEqual([`out-of-range ${at}.items[0].score`]);
    expect(problems(onSite(2, item({ star: 2 })))).toEqual([`missing ${at}.items[0].met`]);
    expect(problems(onSite(2, item({ star: 2, applicable: false })))).toEqual([]);
    expect(problems(onSite(2, item({ star: 3 })))).toEqual([`unknown-value ${at}.items[0].star`]);
    expect(problems(onSite(1.5))).toEqual([`not-whole ${at}.inspectors`]);
    expect(problems(onSite('2'))).toEqual([`wrong-type ${at}.inspectors`]);
    expect(problems(onSite(-1))).toEqual([`out-of-range ${at}.inspectors`]);
  });

  it.each([['[]'], ['null'], ['3'], ['"x"']])('%s instead of an object', (text) => {
    const result = parseFactsText(text);
    expect(result.ok ? [] : result.fault).toEqual([{ code: 'wrong-type', path: '' }]);
  });
});
