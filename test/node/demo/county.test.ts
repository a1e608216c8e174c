import { describe, expect, it } from 'vitest';
import { checkCreditCode } from '../../../src/core/domain/credit-code.ts';
import { rulebookById } from '../../../src/core/rulebooks/registry.ts';
import { type CountyOptions, createCounty, type DemoRulebook } from '../../../src/node/demo/county.ts';
import { createRandom } from '../../../src/node/demo/random.ts';
import { hasStory, STORIES } from '../../../src/node/demo/stories.ts';
import { gradeYear } from '../../../src/node/demo/workspace.ts';

const county = (rulebook: DemoRulebook, over: Partial<CountyOptions> = {}) =>
  createCounty({ seed: 'test', rulebook, year: 2026, origin: 'https://demo.example', ...over });
const all = Object.keys(STORIES).filter(hasStory);
const isAssociation = (id: string) => rulebookById(id)?.terms({}).issuer === 'association';
const counties = all.filter((id) => !isAssociation(id));

describe.each(all)('the demo of %s', (rulebook) => {
  const { bureau, rows } = county(rulebook);

  it('is the same for the same seed, and another for another', () => {
    expect(JSON.stringify(county(rulebook))).toBe(JSON.stringify({ bureau, rows }));
    expect(JSON.stringify(county(rulebook, { seed: 'other' }).rows)).not.toBe(JSON.stringify(rows));
  });

  it('names nobody real: an unassigned region, well-formed codes, telephones of area 0000 or of no person', () => {
    for (const row of rows.institutions) {
      if (row.creditCode)
        expect(checkCreditCode(row.creditCode), row.creditCode).toEqual({ wellFormed: true, checkDigit: true });
      if (row.creditCode) expect(row.creditCode.slice(2, 8)).toBe('419999');
      if (row.phone) expect(row.phone.normalize('NFKC'), row.phone).toMatch(/^(?:0000|\(0000\)|140\d{8}$)/);
    }
    expect(bureau).toMatchObject({ demo: true, rulebook, name: expect.stringContaining('示例'), hotline: null });
    expect(bureau.nameEn).toContain('(fictional)');
  });

  it('offers first an institution that it has', () => {
    expect(rows.institutions.map(({ id }) => id)).toContain(STORIES[rulebook].showcase);
  });

  it('holds nothing later than February of the grade year', () => {
    const happened = [...rows.penalties, ...rows.events].map((row) => row.on ?? '');
    const signed = rows.commitments.map((row) => row.signedOn ?? '');
    const told = rows.institutions.flatMap((row) => [row.openedOn ?? '', row.statementOn ?? '', row.creditOn ?? '']);
    const taken = rows.assessments.map((row) => row.importedOn ?? '');
    const begun = [
      ...rows.measures.map((row) => row.from ?? ''),
      ...rows.institutions.map((row) => row.certificateOn ?? ''),
    ];
    expect([...happened, ...signed, ...told, ...taken, ...begun].sort().at(-1)?.slice(0, 7)).toBe('2026-02');
  });

  it('works for other years as well', () => {
    for (const year of [2025, 2027, 2031])
      expect(county(rulebook, { year }).rows.institutions.length).toBe(rows.institutions.length);
  });
});

describe.each(counties)('the fictional county under %s', (rulebook) => {
  const { bureau, rows } = county(rulebook);
  const per = (sheet: 'staff' | 'penalties', id: string | undefined) =>
    rows[sheet].filter((row) => row.institutionId === id).length;

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

  it('takes complaints online, by terms that say of themselves that they are examples', () => {
    expect(bureau.intake).toBe('online');
    expect(bureau.intakeTerms).toMatchObject({ accept: { days: 7 }, answer: { days: 60 } });
    for (const term of Object.values(bureau.intakeTerms ?? {})) expect(term.citation).toContain('示例');
  });
});

it('has the same medical institutions under the rulebooks of all bureaus', () => {
  const placed = (rulebook: DemoRulebook) =>
    county(rulebook).rows.institutions.flatMap(({ id = '', name, town }) => (id < 'D0302' ? [[id, name, town]] : []));
  expect(placed('wugang').length).toBe(301);
  for (const rulebook of counties) expect(placed(rulebook), rulebook).toEqual(placed('wugang'));
});

it('is an association with members of its own under the rulebook of one, without the means of a bureau', () => {
  const associations = all.filter(isAssociation).map((id) => county(id));
  expect(associations.length).toBe(1);
  for (const { bureau, rows } of associations) {
    expect(bureau).toMatchObject({ intake: 'none', intakeTerms: null, siteId: null });
    expect(bureau.name).toMatch(/协会（虚构）$/);
    expect(rows.institutions.length).toBe(122);
    expect([rows.penalties, rows.staff, rows.commitments]).toEqual([[], [], []]);
    expect(new Set(rows.institutions.map(({ name }) => name)).size).toBe(122);
  }
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
