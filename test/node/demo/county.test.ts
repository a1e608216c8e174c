import { describe, expect, it } from 'vitest';
import { checkCreditCode } from '../../../src/core/domain/credit-code.ts';
import { type CountyOptions, createCounty, type DemoRulebook } from '../../../src/node/demo/county.ts';
import { createRandom } from '../../../src/node/demo/random.ts';
import { gradeYear } from '../../../src/node/demo/workspace.ts';

const county = (rulebook: DemoRulebook, over: Partial<CountyOptions> = {}) =>
  createCounty({ seed: 'test', rulebook, year: 2026, origin: 'https://demo.example', ...over });
const both = ['wugang', 'jinjiang'] as const;

describe.each(both)('the fictional county under %s', (rulebook) => {
  const { bureau, rows } = county(rulebook);
  const per = (sheet: 'staff' | 'penalties', id: string | undefined) =>
    rows[sheet].filter((row) => row.institutionId === id).length;

  it('is the same for the same seed, and another for another', () => {
    expect(JSON.stringify(county(rulebook))).toBe(JSON.stringify({ bureau, rows }));
    expect(JSON.stringify(county(rulebook, { seed: 'other' }).rows)).not.toBe(JSON.stringify(rows));
  });

  it('has about 300 institutions of at least 15 kinds, in every town', () => {
    expect(rows.institutions.length).toBeGreaterThan(295);
    expect(new Set(rows.institutions.map((row) => row.kind)).size).toBeGreaterThan(15);
    expect(new Set(rows.institutions.map((row) => row.town).filter(Boolean)).size).toBe(12);
  });

  it('has the cases that break things', () => {
    const names = rows.institutions.map((row) => row.name ?? '');
    expect(names.some((name) => [...name].length === 58)).toBe(true);
    expect(names.some((name) => /[\u{10000}-\u{10ffff}]/u.test(name))).toBe(true);
    expect(names.filter((name) => name === '样宁口腔诊所').length).toBe(3);
    expect(names.some((name) => /（.+）$/.test(name)) && names.some((name) => /\(.+\)$/.test(name))).toBe(true);
    expect(rows.institutions.some((row) => Object.keys(row).sort().join() === 'id,name')).toBe(true);
    expect(rows.institutions.some((row) => [...(row.statement ?? '')].length === 200)).toBe(true);
    expect(
      rows.institutions.map((row) => row.phone ?? '').filter((phone) => /[０-９转；（]/.test(phone)).length,
    ).toBeGreaterThan(20);
  });

  it('has the worst page there can be: 200 people and 30 penalties in one hospital', () => {
    const worst = rows.institutions.find((row) => per('staff', row.id) === 200);
    expect(per('penalties', worst?.id)).toBe(30);
  });

  it('has penalties of every class, scope, state and term', () => {
    const values = (key: 'seriousness' | 'scope' | 'status' | 'against') =>
      new Set(rows.penalties.map((row) => row[key] ?? ''));
    expect(values('seriousness')).toEqual(new Set(['轻微', '一般', '严重', '']));
    expect(values('scope').size).toBe(3 + 1); // the row that is wrong on purpose names none
    expect([values('status').has('已撤销'), values('against').has('个人')]).toEqual([true, true]);
    expect(rows.penalties.some((row) => (row.on ?? '') < '2024')).toBe(true);
  });

  it('names nobody real: an unassigned region, well-formed codes, telephones of area 0000 or of no person', () => {
    for (const row of rows.institutions) {
      if (row.creditCode)
        expect(checkCreditCode(row.creditCode), row.creditCode).toEqual({ wellFormed: true, checkDigit: true });
      if (row.creditCode) expect(row.creditCode.slice(2, 8)).toBe('419999');
      if (row.phone) expect(row.phone.normalize('NFKC'), row.phone).toMatch(/^(?:0000|\(0000\)|140\d{8}$)/);
    }
    expect(bureau).toMatchObject({ demo: true, name: '示例县卫生健康局', rulebook });
  });

  it('takes complaints online, by terms that say of themselves that they are examples', () => {
    expect(bureau.intake).toBe('online');
    expect(bureau.intakeTerms).toMatchObject({ accept: { days: 7 }, answer: { days: 60 } });
    for (const term of Object.values(bureau.intakeTerms ?? {})) expect(term.citation).toContain('示例');
  });

  it('holds nothing later than February of the grade year', () => {
    const days = [...rows.penalties, ...rows.events].map((row) => row.on ?? '');
    const signed = rows.commitments.map((row) => row.signedOn ?? '');
    const told = rows.institutions.flatMap((row) => [row.openedOn ?? '', row.statementOn ?? '']);
    expect([...days, ...signed, ...told].sort().at(-1)?.slice(0, 7)).toBe('2026-02');
  });

  it('works for other years as well', () => {
    for (const year of [2025, 2027, 2031])
      expect(county(rulebook, { year }).rows.institutions.length).toBeGreaterThan(295);
  });
});

it('has the same people and places under both rulebooks', () => {
  const names = both.map((rulebook) => county(rulebook).rows.institutions.map((row) => [row.id, row.name, row.town]));
  expect(names[0]).toEqual(names[1]);
});

it('keeps the grades of the year before until March', () => {
  expect(['2026-02-28', '2026-03-01', '2026-12-31'].map(gradeYear)).toEqual([2025, 2026, 2026]);
});

it('draws from forks without changing the trunk', () => {
  const [plain, forked] = [createRandom('x'), createRandom('x')];
  forked.fork('a').int(10);
  expect([plain.int(1000), plain.int(1000)]).toEqual([forked.int(1000), forked.int(1000)]);
  expect(createRandom('x').fork('a').int(1e9)).not.toBe(createRandom('x').fork('b').int(1e9));
});
