/** A release whose symbols are true to the evidence, while people read another grade. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InstitutionRecord, RecordOutcome } from '../../../src/core/snapshot/record.ts';
import { contentProblems, treeOf } from '../../../src/node/verify/content-problems.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { fingerprint, type ReadRelease, readRelease } from '../../../src/node/verify/read-release.ts';
import { makeVerifiedSite, READ_AT, type VerifiedSite } from '../../support/verified-site.ts';

type Graded = Extract<RecordOutcome, { status: 'graded' }>;

let site: VerifiedSite;
let release: ReadRelease;
beforeAll(async () => {
  site = await makeVerifiedSite();
  const folder = join(site.second, 'd');
  const pin = fingerprint(await readFile(join(folder, 'metadata/1.root.json')));
  const read = await readRelease(directoryFetcher(folder), pin, READ_AT);
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  release = read.value;
}, 60_000);
afterAll(() => site.dispose());

/** What is found where the grades of all records are changed so; their root and log are made anew, as a publisher would. */
async function found(change: (outcome: Graded, record: InstitutionRecord) => Partial<InstitutionRecord>) {
  const records = release.records.map((record) =>
    record.outcome.status === 'graded' ? { ...record, ...change(record.outcome, record) } : record,
  );
  const changed = { ...release, records };
  const problems = await contentProblems(changed, await treeOf(changed));
  return problems.filter(({ code, detail }) => code === 'data' && detail?.startsWith('words of grade'));
}

it('a release in the words of its rulebook has nothing of the kind', async () => {
  expect(await found(() => ({}))).toEqual([]);
});

const other = (symbol: string) => {
  const [best, worst] = [release.terms.grades[0], release.terms.grades.at(-1)];
  const terms = symbol === best?.symbol ? worst : best;
  if (terms === undefined) throw new Error('no grades');
  return { ...terms, level: release.terms.grades.indexOf(terms) + 1 };
};

it.each<[string, (outcome: Graded) => Partial<Graded>]>([
  ['the mark of another grade, which is what people see', ({ grade }) => ({ mark: other(grade).mark })],
  ['that mark in one language only', ({ grade, mark }) => ({ mark: { ...mark, en: other(grade).mark.en } })],
  ['the level of another grade', ({ grade }) => ({ level: other(grade).level })],
  ['fewer levels than there are', () => ({ levels: 1 })],
  ['a word that the rulebook has not', () => ({ word: { zh: '示范单位', en: 'Model' } })],
  ['a symbol that the rulebook has not', () => ({ grade: 'best' })],
])('attack: a signed record with %s is refused', async (_, change) => {
  const problems = await found((outcome) => ({ outcome: { ...outcome, ...change(outcome) } }));
  expect(problems).toHaveLength(3);
});

it('attack: a proposal with the mark of another grade is refused', async () => {
  const proposed = (mark: (outcome: Graded) => Graded['mark']) =>
    found((outcome, { year }) => {
      const { grade, word, level, levels } = outcome;
      const days = { from: '2026-01-15', until: '2026-01-25' } as Pick<
        NonNullable<InstitutionRecord['proposal']>,
        'from' | 'until'
      >;
      return {
        proposal: { year: year + 1, grade, mark: mark(outcome), word, level, levels, ...days, corrected: null },
      };
    });
  expect(await proposed(({ mark }) => mark)).toEqual([]);
  expect(await proposed(({ grade }) => other(grade).mark)).toHaveLength(3);
});
