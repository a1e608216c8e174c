/**
 * `npm run bench:evaluate [-- --json]`: 100,000 institutions with four events each, and every kind of assessment, read from
 * JSON text and graded under each rulebook on one core. Beside it, in the same run, what the platform's own `JSON.parse` of
 * the same text takes: the least that any program pays.
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { parseFactsText } from '../../src/core/rulebooks/parse-facts.ts';
import { RULEBOOKS } from '../../src/core/rulebooks/registry.ts';
import type { Rulebook } from '../../src/core/rulebooks/rulebook.ts';
import { createRandom } from '../../src/node/demo/random.ts';
import { atMost } from './page-report.ts';

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const COUNT = 100_000;
const ROUNDS = 3;
const LIMIT_MS = 5000;

const random = createRandom('bench');
const events = (): object[] => {
  const on = `2025-${String(random.between(1, 12)).padStart(2, '0')}-15`;
  const documentNo = `文〔2025〕${random.int(1e6)}号`;
  return [
    { kind: 'penalty', on, documentNo, scope: random.pick(['health', 'medicalRelated', 'other']) },
    { kind: 'complaint', on, documentNo, substantiated: random.pick([true, false, null]), severeImpact: false },
    { kind: 'safetyPoints', on, documentNo, points: `${random.int(4)}.${random.int(10)}` },
    { kind: 'commendation', on, documentNo, title: '先进集体' },
  ];
};
const assessments = (): Readonly<Record<string, unknown>> => ({
  positiveTier: random.pick(['good', 'fair', 'poor']),
  onSite: {
    inspectors: 2,
    items: Array.from({ length: 10 }, (_, n) => ({
      id: `${n}`,
      max: 10,
      score: `${random.int(10)}.5`,
      star: n % 5 === 0 ? 1 : 0,
      applicable: true,
      met: random.chance(95),
      violationFound: false,
    })),
  },
  publicHealthScore: `${random.between(50, 99)}.25`,
  importedGrade: { grade: random.pick(['A', 'B', 'C', 'D', 'E']), source: '省系统', on: '2026-01-20' },
  associationScore: `${random.int(100)}.5`,
  eligibility: {
    member: true,
    licencesValid: true,
    meetsBasicStandards: true,
    licenceConductClean: true,
    qualifiedStaffOnly: true,
    level: random.pick(['tertiary', 'secondary', 'primary', 'other']),
    monthsInOperation: random.int(40),
    majorIncidentWithinTwoYears: false,
    badPracticePointsByYear: [random.int(8), 0],
    satisfaction: '0.95',
    adverseRecordWithinTwoYears: false,
    conductFailingWithinTwoYears: false,
  },
});
/** With the assessments that the policy reads; a bureau's facts hold no other's. */
function factsText({ assesses }: Rulebook): string {
  return JSON.stringify({
    period: { from: '2025-01-01', to: '2025-12-31' },
    institutions: Array.from({ length: COUNT }, (_, n) => {
      const all = assessments();
      const own = Object.fromEntries(assesses.map((name) => [name, all[name]]));
      return { id: `i${n}`, assessments: own, events: random.chance(40) ? events() : [] };
    }),
  });
}

function timed<Value>(work: () => Value): { readonly ms: number; readonly value: Value } {
  const start = performance.now();
  const value = work();
  return { ms: Math.round(performance.now() - start), value };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

const lines = RULEBOOKS.map((rulebook) => ({
  rulebook,
  text: factsText(rulebook),
  bare: [] as number[],
  read: [] as number[],
  evaluate: [] as number[],
  graded: 0,
}));
for (let round = 0; round < ROUNDS; round++) {
  for (const line of lines) {
    const { rulebook, text } = line;
    line.bare.push(timed(() => JSON.parse(text) as unknown).ms);
    const read = timed(() => parseFactsText(text));
    if (!read.value.ok)
      throw new Error(`the bench's facts are refused: ${JSON.stringify(read.value.fault.slice(0, 3))}`);
    const { value: facts } = read.value;
    const results = timed(() => rulebook.evaluate(facts, {}));
    line.read.push(read.ms);
    line.evaluate.push(results.ms);
    line.graded = results.value.filter(({ status }) => status === 'graded').length;
  }
}

const results = lines.map(({ rulebook, text, bare, read, evaluate, graded }) => {
  const [reading, grading] = [median(read), median(evaluate)];
  const whole = reading + grading;
  return {
    id: rulebook.id,
    mib: text.length >> 20,
    read: reading,
    evaluate: grading,
    whole,
    ratio: +(whole / median(bare)).toFixed(2),
    graded,
  };
});
const goals = results.map(({ id, whole }) =>
  atMost(`${id}: read and grade ${COUNT} institutions, ms`, whole, LIMIT_MS),
);
for (const { id, mib, read, evaluate, ratio, graded } of results) {
  process.stdout.write(
    `${id.padEnd(10)} ${mib} MiB of JSON: read ${read} ms, grade ${evaluate} ms, ${ratio} × JSON.parse, ${graded} graded\n`,
  );
}
for (const { name, value, limit, ok } of goals)
  process.stdout.write(`${ok ? 'ok    ' : 'MISSED'} ${name}: ${value} (≤ ${limit})\n`);
if (options.json) {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
  process.stdout.write(`${JSON.stringify({ name: 'evaluate', machine, results, goals })}\n`);
}
