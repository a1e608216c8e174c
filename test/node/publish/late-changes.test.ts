import { gunzipSync } from 'node:zlib';
import { array, assert, constantFrom, integer, record as object, property, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, fromUtf8, utf8 } from '../../../src/core/domain/bytes.ts';
import { codeFromBytes, type InstitutionCode } from '../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { currentRows } from '../../../src/core/snapshot/parts.ts';
import { type InstitutionRecord, recordText } from '../../../src/core/snapshot/record.ts';
import { searchInstitutions } from '../../../src/core/snapshot/search.ts';
import { packIndex, packProfile } from '../../../src/core/snapshot/tables.ts';
import { appendLog, logText } from '../../../src/core/trust/log.ts';
import { releasesText } from '../../../src/core/trust/releases.ts';
import { gzip, packJson, packRecords } from '../../../src/node/publish/pack.ts';
import { contentProblems } from '../../../src/node/verify/content-problems.ts';
import { partsIn, readContent } from '../../../src/node/verify/read-content.ts';
import { openDataset } from '../../../src/web/app/data/dataset.ts';
import { graded, record } from '../../support/records.ts';
import { bureau, terms } from '../../web/app/support.ts';

const { period } = record();
const HEADER = { v: 1, bureau: 'example', year: 2026, period } as const;
/** So small that a few dozen institutions lie in several parts. */
const LIMIT = 2200;
const code = (n: number): InstitutionCode =>
  codeFromBytes(Uint8Array.from([n % 31, Math.floor(n / 31), 3, 4, 5, 6, 7, 8, 9]));
const TOWNS = ['青石镇', '白水乡', '云岭街道', '柳河镇'];

/** Numbers that differ in every row, as they do: else a hundred rows would pack into nothing. */
const institution = (n: number): InstitutionRecord =>
  record({
    code: code(n),
    name: `第${n * 7919}卫生室`,
    town: TOWNS[n % 4] ?? '',
    phone: `0000-8${String((n * 104729) % 1000000).padStart(6, '0')}`,
    sealed: [Buffer.from(`${n}`.padEnd(32, `${n * 31}`)).toString('base64url')],
  });

const COUNTY = Array.from({ length: 200 }, (_, n) => institution(n));
const FIRST = packRecords(HEADER, COUNTY, [], { limit: LIMIT });
const LOWERED = {
  ...graded,
  grade: 'poor',
  change: { from: 'qualified', on: isoDate('2026-05-04'), article: '第十二条', documentNo: '示卫降〔2026〕1号' },
} as const;

function partsOf(files: ReadonlyMap<string, Bytes>) {
  return partsIn('x', new Map([...files].map(([name, bytes]) => [`x/${name}`, bytes])));
}

function edited(...edits: readonly (readonly [number, Partial<InstitutionRecord>])[]): InstitutionRecord[] {
  const by = new Map(edits);
  return COUNTY.map((one, n) => ({ ...one, ...by.get(n) }));
}

/** As a reader finds them. */
function read(files: ReadonlyMap<string, Bytes>): string[] {
  return [...currentRows(partsOf(files)).values()].map(recordText).sort();
}

function freshNames(before: ReadonlyMap<string, Bytes>, after: ReadonlyMap<string, Bytes>): string[] {
  const old = new Set([...before.values()].map((bytes) => Buffer.from(bytes).toString('base64')));
  return [...after].filter(([, bytes]) => !old.has(Buffer.from(bytes).toString('base64'))).map(([name]) => name);
}

const everything = (files: ReadonlyMap<string, Bytes>): string =>
  [...files.values()].map((bytes) => gunzipSync(bytes).toString('utf8')).join('\n');

describe('late changes of a release in parts', () => {
  it('travel as one more part: all others stay byte for byte', () => {
    const records = edited([3, { outcome: LOWERED }], [17, { staff: { doctors: 2, nurses: 0, others: 0 } }]);
    const next = packRecords(HEADER, records, partsOf(FIRST), { limit: LIMIT });
    const parts = FIRST.size / 2;
    expect(parts).toBeGreaterThan(2);
    expect(freshNames(FIRST, next)).toEqual([`index-${parts + 1}.bin`, `profile-${parts + 1}.bin`]);
    expect(read(next)).toEqual(records.map(recordText).sort());
  });

  it('give the same bytes again where nothing changed since, and the first ones when all is taken back', () => {
    const records = edited([3, { outcome: LOWERED }]);
    const next = packRecords(HEADER, records, partsOf(FIRST), { limit: LIMIT });
    expect(packRecords(HEADER, records, partsOf(next), { limit: LIMIT })).toEqual(next);
    expect(packRecords(HEADER, COUNTY, partsOf(next), { limit: LIMIT })).toEqual(FIRST);
  });

  it('hold new institutions too', () => {
    const records = [...COUNTY, institution(777)];
    const next = packRecords(HEADER, records, partsOf(FIRST), { limit: LIMIT });
    expect(freshNames(FIRST, next)).toHaveLength(2);
    expect(read(next)).toEqual(records.map(recordText).sort());
  });

  it.each([
    ['a telephone number that was corrected', { phone: '0000-9000001' }, '0000-8314187'],
    ['the name of a person in charge who left', { principal: '吴清和' }, null],
    ['a name that was corrected', { name: '新名卫生室' }, '第23757卫生室'],
  ] as const)('never leave %s in a superseded row', (_, change, text) => {
    const next = packRecords(HEADER, edited([3, change]), partsOf(FIRST), { limit: LIMIT });
    expect(freshNames(FIRST, next)).toHaveLength(1);
    expect(next.size).toBe(FIRST.size);
    if (text !== null) {
      expect(everything(FIRST)).toContain(text);
      expect(everything(next)).not.toContain(text);
    }
    expect(read(next)).toEqual(edited([3, change]).map(recordText).sort());
  });

  it('never leave the words of a commitment that were corrected', () => {
    const with3 = (items: readonly string[]) =>
      edited([3, { commitment: { year: 2026, signedOn: isoDate('2026-01-05'), items } }]);
    const first = packRecords(HEADER, with3(['误写的内容']), [], { limit: LIMIT });
    const next = packRecords(HEADER, with3(['依法执业']), partsOf(first), { limit: LIMIT });
    expect(everything(first)).toContain('误写的内容');
    expect(everything(next)).not.toContain('误写的内容');
  });

  it('never leave the number of a decision that was revoked since', () => {
    const lowered = packRecords(HEADER, edited([3, { outcome: LOWERED }]), [], { limit: LIMIT });
    expect(everything(lowered)).toContain(LOWERED.change.documentNo);
    const restored = packRecords(HEADER, COUNTY, partsOf(lowered), { limit: LIMIT });
    expect(everything(restored)).not.toContain(LOWERED.change.documentNo);
    expect(restored.size).toBe(lowered.size);
  });

  it('never leave a ground revoked in the very publication that lowers the grade by a decision', () => {
    const ground = { rule: 'obstruction', effect: 'set poor', observed: '阻碍检查', threshold: null };
    const on = (...more: (typeof ground)[]) => ({ ...graded, reasons: [...graded.reasons, ...more] });
    const first = packRecords(HEADER, edited([3, { outcome: on(ground) }]), [], { limit: LIMIT });
    const publish = (now: Partial<InstitutionRecord>, before = first, former = new Map()) =>
      packRecords(HEADER, edited([3, now]), partsOf(before), { limit: LIMIT, former });
    expect(everything(first)).toContain(ground.observed);
    const lowered = { ...LOWERED, reasons: [...on().reasons, { ...ground, rule: 'lowered', observed: 'qualified' }] };
    expect(everything(publish({ outcome: lowered }))).not.toContain(ground.observed);
    // Where the ground stands, the part does. Revoked later, it leaves then.
    const standing = publish({ outcome: { ...lowered, reasons: [...lowered.reasons, ground] } });
    expect(freshNames(first, standing)).toHaveLength(2);
    expect(everything(publish({ outcome: lowered }, standing))).not.toContain(ground.observed);
    // The same where the label is withdrawn: no record says on what the grade would rest.
    const outcome = { status: 'withdrawn', cause: 'closed', on: isoDate('2026-05-04') } as const;
    expect(everything(publish({ outcome }))).not.toContain(ground.observed);
    const closed = publish({ outcome }, first, new Map([[code(3), on(ground)]]));
    expect(freshNames(first, closed)).toHaveLength(2);
    expect(everything(closed)).toContain(ground.observed);
    expect(everything(publish({ outcome }, closed, new Map([[code(3), on()]])))).not.toContain(ground.observed);
  });

  it('never leave that a grade rested on a penalty which was repaired since', () => {
    const first = packRecords(HEADER, edited([3, { outcome: { ...graded, sealedReasons: true } }]), [], {
      limit: LIMIT,
    });
    const next = packRecords(HEADER, COUNTY, partsOf(first), { limit: LIMIT });
    const rows = (files: ReadonlyMap<string, Bytes>) => partsOf(files).flatMap((part) => part.rows);
    const sealed = (files: ReadonlyMap<string, Bytes>) =>
      rows(files).filter(({ outcome }) => outcome.status === 'graded' && outcome.sealedReasons);
    expect([sealed(first).length, sealed(next).length]).toEqual([1, 0]);
  });

  it('never leave the row of an institution that is gone', () => {
    const records = COUNTY.filter((_, n) => n !== 3);
    const next = packRecords(HEADER, records, partsOf(FIRST), { limit: LIMIT });
    expect(everything(next)).not.toContain(COUNTY[3]?.name);
    expect(freshNames(FIRST, next)).toHaveLength(2);
    expect(read(next)).toEqual(records.map(recordText).sort());
  });

  it('are not kept beside more than one in fifty, nor for another year, nor for a release in one part', () => {
    const many = edited(...[1, 2, 3, 4, 5].map((n) => [n, { promises: 1 }] as const));
    expect(packRecords(HEADER, many, partsOf(FIRST), { limit: LIMIT })).toEqual(
      packRecords(HEADER, many, [], { limit: LIMIT }),
    );
    const later = { ...HEADER, year: 2027 };
    const [one] = [edited([1, { promises: 1 }])];
    expect(packRecords(later, one, partsOf(FIRST), { limit: LIMIT })).toEqual(
      packRecords(later, one, [], { limit: LIMIT }),
    );
    const whole = packRecords(HEADER, COUNTY, []);
    expect([...packRecords(HEADER, one, partsOf(whole)).keys()]).toEqual(['index.bin', 'profile.bin']);
  });

  it('give back, after any sequence of publications, exactly what was published last', () => {
    const edit = object({
      n: integer({ min: 0, max: 210 }),
      change: constantFrom<Partial<InstitutionRecord> | null>(
        ...[null, { promises: 2 }, { phone: '0000-9111111' }, { outcome: LOWERED }, { outcome: graded }],
        ...[
          { outcome: { status: 'withdrawn', cause: 'other', on: isoDate('2026-06-01') } } as const,
          { town: '青石镇' },
        ],
      ),
    });
    const publications = array(uniqueArray(edit, { maxLength: 5, selector: ({ n }) => n }), { maxLength: 5 });
    assert(
      property(publications, (sequence) => {
        let [files, records] = [FIRST, new Map<string, InstitutionRecord>(COUNTY.map((one) => [one.code, one]))];
        for (const edits of sequence) {
          records = new Map(records);
          for (const { n, change } of edits) {
            if (change === null) records.delete(code(n));
            else records.set(code(n), { ...(records.get(code(n)) ?? institution(n)), ...change });
          }
          files = packRecords(HEADER, [...records.values()], partsOf(files), { limit: LIMIT });
          expect(read(files)).toEqual([...records.values()].map(recordText).sort());
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('readers of late changes', () => {
  const release = {
    version: 2,
    time: '2026-05-04T00:00:00Z',
    year: 2026,
    stage: 'final',
    count: 200,
    root: 'ab'.repeat(32),
  } as const;
  const dataset = (files: ReadonlyMap<string, Bytes>) => {
    const beside = [
      ['bureau.json', packJson(bureau)],
      ['rulebook.json', packJson(terms)],
      ['records.json', utf8(releasesText([release]))],
    ] as const;
    return openDataset('k', 'x', new Map([...files, ...beside].map(([name, bytes]) => [`x/${name}`, bytes])));
  };

  it('the app shows, lists and finds an institution once, as it is now, wherever its old row lies', async () => {
    const records = edited([3, { outcome: LOWERED }]);
    const files = packRecords(HEADER, records, partsOf(FIRST), { limit: LIMIT });
    // Whatever the order in which files arrive.
    const data = await dataset(new Map([...files].reverse()));
    expect(data.entries).toHaveLength(200);
    const shown = data.entries.filter((entry) => entry.code === code(3));
    expect(shown.map(({ state }) => state)).toEqual(['poor']);
    expect((await data.find(code(3)))?.record).toEqual(records[3]);
    const { name } = institution(3);
    expect(searchInstitutions(data.search, name).filter((hit) => hit.code === code(3))).toHaveLength(1);
  });

  it('refuse a code that comes twice without being said to be a late change', async () => {
    const twice = new Map(FIRST);
    const at = FIRST.size / 2 + 1;
    const rows = [{ ...institution(3), outcome: LOWERED }];
    twice.set(`index-${at}.bin`, gzip(packIndex(HEADER, rows, () => 'x')));
    twice.set(`profile-${at}.bin`, gzip(packProfile(HEADER, rows)));
    expect(() => currentRows(partsOf(twice))).toThrow(/two rows of/);
    await expect(dataset(twice)).rejects.toThrow(/two rows of/);
  });

  it('refuse a code that comes twice among late changes: verifier, app and the publisher’s own reading', async () => {
    const twice = new Map(packRecords(HEADER, edited([3, { promises: 1 }]), partsOf(FIRST), { limit: LIMIT }));
    const at = twice.size / 2;
    const rows = [1, 2].map((promises) => ({ ...institution(3), promises }));
    const header = { ...HEADER, v: 2 } as const;
    twice.set(`index-${at}.bin`, gzip(packIndex(header, rows, () => 'x')));
    twice.set(`profile-${at}.bin`, gzip(packProfile(header, rows)));
    await expect(dataset(twice)).rejects.toThrow(/two rows of/);
    const beside = [
      ['bureau.json', packJson(bureau)],
      ['rulebook.json', packJson(terms)],
      ['records.json', utf8(releasesText([release]))],
      ['log.json', utf8(logText(await appendLog([], { ...release, kind: 'grading', changes: [] })))],
    ] as const;
    const whole = (files: ReadonlyMap<string, Bytes>) =>
      readContent(new Map([...files, ...beside].map(([name, bytes]) => [`example/2026/${name}`, bytes])));
    expect(await whole(FIRST)).toMatchObject({ ok: true });
    const found = await whole(twice);
    expect(found).toEqual({ ok: false, fault: [{ code: 'data', file: '', detail: `two rows of ${code(3)}` }] });
  });

  it('refuse a version that they do not know, rather than show a row that is superseded', () => {
    const files = packRecords(HEADER, edited([3, { promises: 1 }]), partsOf(FIRST), { limit: LIMIT });
    const name = `index-${files.size / 2}.bin`;
    const text = fromUtf8(new Uint8Array(gunzipSync(files.get(name) ?? new Uint8Array())));
    expect(text).toContain('"v":2');
    const other = new Map(files).set(name, gzip(text.replace('"v":2', '"v":3')));
    expect(() => partsOf(other)).toThrow(/unknown version/);
  });
});

describe('whoever verifies late changes', () => {
  const content = (files: ReadonlyMap<string, Bytes>, records: readonly InstitutionRecord[]) => {
    const base = {
      bureau,
      terms,
      directory: 'x',
      releases: [],
      log: [],
      logFiles: new Map(),
      tombstones: [],
      openings: new Map(),
    };
    return contentProblems(
      { ...base, records, parts: partsOf(files) },
      { root: new Uint8Array(), count: 0, proof: () => [] },
    );
  };
  const superseded = async (change: Partial<InstitutionRecord>): Promise<readonly string[]> => {
    // As somebody would pack it who does not care what lies below.
    const files = new Map(FIRST);
    const at = FIRST.size / 2 + 1;
    const rows = [{ ...institution(3), ...change }];
    files.set(`index-${at}.bin`, gzip(packIndex({ ...HEADER, v: 2 }, rows, () => 'x')));
    files.set(`profile-${at}.bin`, gzip(packProfile({ ...HEADER, v: 2 }, rows)));
    const records = [...currentRows(partsOf(files)).values()];
    const problems = await content(files, records);
    return problems.flatMap(({ detail = '' }) => (detail.startsWith('superseded') ? [detail] : []));
  };

  it('finds a superseded row that says what must have left', async () => {
    expect(await superseded({ phone: '0000-9000001' })).toEqual([`superseded record ${code(3)}`]);
    expect(await superseded({ principal: null })).toEqual([`superseded record ${code(3)}`]);
    // A ground that was taken back, as by a correction; a grade that a decision lowered keeps its own.
    expect(await superseded({ outcome: { ...graded, reasons: [] } })).toEqual([`superseded record ${code(3)}`]);
    expect(await superseded({ outcome: { status: 'not-graded', state: 'awaiting' } })).toEqual([
      `superseded record ${code(3)}`,
    ]);
    expect(await superseded({ outcome: { ...graded, grade: 'poor' } })).toEqual([]);
    expect(await superseded({ outcome: LOWERED })).toEqual([]);
  });

  it('finds a part that says it is of another bureau, or of another year', async () => {
    for (const header of [
      { ...HEADER, bureau: 'other' },
      { ...HEADER, year: 2025 },
    ]) {
      const parts = partsOf(packRecords(header, COUNTY.slice(0, 3)));
      const base = {
        bureau,
        terms,
        releases: [],
        log: [],
        logFiles: new Map(),
        tombstones: [],
        openings: new Map(),
        records: [],
        parts,
      };
      const tree = { root: new Uint8Array(), count: 0, proof: () => [] };
      const found = async (directory: string) =>
        (await contentProblems({ ...base, directory }, tree)).filter(({ detail = '' }) =>
          detail.startsWith('the release is'),
        );
      expect(await found('example/2026')).toHaveLength(1);
      expect(await found(`${header.bureau}/${header.year}`)).toHaveLength(header.bureau === 'example' ? 0 : 1);
    }
  });
});
