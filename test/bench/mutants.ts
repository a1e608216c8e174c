/**
 * `npm run test:mutants [-- --only workflow.ts] [-- --shard 1/2]`: every check of `src/core/trust` is broken, one small fault at
 * a time, and the tests must notice. Those that nothing notices are listed with their lines, but for the ones that
 * `mutants-equivalent.ts` shows to change nothing. Exit code 1 when one is left.
 */
import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { parseArgs, promisify } from 'node:util';
import { changeOf } from './mutants-equivalent.ts';
import { mutantsOf } from './mutants-operators.ts';

const TRUST = 'src/core/trust/';
/** What decides comes first. */
const FIRST = [
  'workflow',
  'trusted',
  'updater',
  'metadata',
  'keys',
  'der',
  'json',
  'record-proof',
  'claim',
  'log',
  'bundle',
];
/** Tests that meet a file most closely, where its own name does not tell. */
const NEAREST: Readonly<Record<string, string>> = {
  trusted: 'updater',
  releases: 'record-proof',
  memory: 'bundle',
  ed25519: 'keys',
  rsa: 'keys',
  'claim-keys': 'claim',
  stepwise: 'conformance/',
  delegated: 'bureaus',
  'target-entry': 'search',
  artifact: 'file-download',
};
/** Against tuf-js, or with random histories: too slow for every fault, and they see none that the others do not. */
const SLOW = /second-implementation|histories/;

const { values } = parseArgs({ options: { only: { type: 'string' }, shard: { type: 'string', default: '1/1' } } });
const [shard = 1, shards = 1] = values.shard.split('/').map(Number);
const run = promisify(execFile);

type Verdict = 'killed' | 'left' | 'equivalent';

function nameOf(path: string): string {
  return path.replace(/^.*\/|(\.test)?\.ts$/g, '');
}

function files(): string[] {
  const rank = (path: string) => (FIRST.indexOf(nameOf(path)) + FIRST.length + 1) % (FIRST.length + 1);
  return globSync(`${TRUST}**/*.ts`)
    .filter((path) => values.only === undefined || values.only.split(',').some((name) => path.endsWith(`/${name}`)))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .filter((_, i) => i % shards === shard - 1);
}

/** The nearest tests first: most faults end there. */
function testsFor(path: string): string[] {
  const nearest = [
    NEAREST[nameOf(path)] ?? `${nameOf(path)}.test`,
    'repositories.test',
    'updater.test',
    'store.test',
    '',
  ];
  const rank = (test: string) => nearest.findIndex((name) => test.includes(name));
  return globSync('test/core/trust/**/*.test.ts')
    .filter((test) => !SLOW.test(test))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** A new process whenever one met a fault that never ends. */
async function verdictsOf(path: string, mutants: number): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  while (verdicts.length < mutants) {
    const from = verdicts.length;
    const child = [`test/bench/mutants-run.ts`, path, String(from), ...testsFor(path)];
    const { stdout } = await run(process.execPath, child, { maxBuffer: 10_000_000 });
    for (const [, verdict] of stdout.matchAll(/^(killed|left|equivalent) \d+$/gm)) verdicts.push(verdict as Verdict);
    if (verdicts.length === from) throw new Error(`no verdict for ${path}: ${stdout}`);
  }
  return verdicts;
}

const total = { killed: 0, equivalent: 0, left: 0 };
for (const path of files()) {
  const source = readFileSync(path, 'utf8');
  const mutants = mutantsOf(path, source);
  const count = { killed: 0, equivalent: 0, left: 0 };
  for (const [i, verdict] of (await verdictsOf(path, mutants.length)).entries()) {
    const mutant = mutants[i];
    count[verdict]++;
    total[verdict]++;
    if (verdict !== 'left' || mutant === undefined) continue;
    const line = source.slice(0, mutant.start).split('\n').length;
    process.stdout.write(`left: ${path}:${line} ${mutant.operator}: ${changeOf(source, mutant)}\n`);
  }
  process.stdout.write(`${path}: ${mutants.length} mutants, ${JSON.stringify(count)}\n`);
}
process.stdout.write(`all: ${JSON.stringify(total)}\n`);
process.exitCode = total.left > 0 ? 1 : 0;
