/**
 * `npm run test:mutants [-- --only workflow.ts,keys.ts] [--lines 59,60] [--shard 1/2]`: every check of `src/core/trust` is broken, one small fault at
 * a time, and the tests must notice. Those that nothing notices are listed with their lines, but for the ones that
 * `mutants-equivalent.ts` shows to change nothing. Exit code 1 when one is left.
 */
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
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
/** Tests that meet a file most closely, where its own name does not tell; the closest first. */
const NEAREST: Readonly<Record<string, string>> = {
  trusted: 'updater',
  releases: 'record-proof',
  memory: 'fetcher',
  ed25519: 'keys',
  rsa: 'keys',
  'claim-keys': 'claim',
  stepwise: 'stepwise|conformance/',
  delegated: 'bureaus',
  'target-entry': 'artifact',
};
/** Against tuf-js, or with random histories: too slow for every fault. And the table, which runs nothing. */
const LEFT_OUT = /second-implementation|histories|attacks/;

const { values } = parseArgs({
  options: { only: { type: 'string' }, lines: { type: 'string' }, shard: { type: 'string', default: '1/1' } },
});
const [shard = 1, shards = 1] = values.shard.split('/').map(Number);

type Verdict = 'killed' | 'left' | 'equivalent' | 'passed over';

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
    ...(NEAREST[nameOf(path)] ?? `${nameOf(path)}.test`).split('|'),
    'repositories.test',
    'updater.test',
    'store.test',
    '',
  ];
  const rank = (test: string) =>
    /interruption/.test(test) ? nearest.length : nearest.findIndex((name) => test.includes(name));
  return globSync('test/core/trust/**/*.test.ts')
    .filter((test) => !LEFT_OUT.test(test))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** Tells each verdict as it comes; a new process whenever one met a fault that never ends. */
async function judge(path: string, mutants: number, tell: (verdict: Verdict, i: number) => void): Promise<void> {
  for (let done = 0; done < mutants; ) {
    const from = done;
    const args = ['test/bench/mutants-run.ts', path, `${done}:${values.lines ?? ''}`, ...testsFor(path)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: child.stdout })) {
      const [, verdict, number] = /^(killed|left|equivalent|passed over) (\d+)$/.exec(line) ?? [];
      if (Number(number) === done) tell(verdict as Verdict, done++);
    }
    if (done === from) throw new Error(`no verdict for ${path}`);
  }
}

const total = { killed: 0, equivalent: 0, left: 0, 'passed over': 0 };
for (const path of files()) {
  const source = readFileSync(path, 'utf8');
  const mutants = mutantsOf(path, source);
  const count = { killed: 0, equivalent: 0, left: 0, 'passed over': 0 };
  await judge(path, mutants.length, (verdict, i) => {
    const mutant = mutants[i];
    count[verdict]++;
    total[verdict]++;
    if (verdict !== 'left' || mutant === undefined) return;
    const line = source.slice(0, mutant.start).split('\n').length;
    process.stdout.write(`left: ${path}:${line} ${mutant.operator}: ${changeOf(source, mutant)}\n`);
  });
  process.stdout.write(`${path}: ${mutants.length} mutants, ${JSON.stringify(count)}\n`);
}
process.stdout.write(`all: ${JSON.stringify(total)}\n`);
process.exitCode = total.left > 0 ? 1 : 0;
