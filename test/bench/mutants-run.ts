/**
 * One file's mutants in one process (see `mutants.ts`): every module of ours is loaded anew for each mutant, with the fault in
 * its place, and the tests run up to the first that notices. Prints one line a mutant: `killed`, `left`,
 * `equivalent` or `passed over`, and its number.
 */
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { isEquivalent } from './mutants-equivalent.ts';
import { mutantsOf, planted } from './mutants-operators.ts';
import { ENDLESS, forgetTests, lastTest, runTests } from './mutants-vitest.ts';

const [path = '', where = '', ...tests] = process.argv.slice(2);
const [from = '0', lines = ''] = where.split(':');
const SHIM = new URL('mutants-vitest.ts', import.meta.url).href;
const HERE = pathToFileURL(`${process.cwd()}/`).href;
const BENCH = new URL('.', import.meta.url).href;
const mutated = `${HERE}${path}`;

const stripped = new Map<string, string>();
let round = 0;
let fault: string | null = null;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'vitest') return { url: SHIM, shortCircuit: true };
    const found = next(specifier, context);
    const ours = found.url.startsWith(HERE) && !found.url.includes('/node_modules/') && !found.url.startsWith(BENCH);
    return ours ? { ...found, url: `${found.url.replace(/\?.*$/, '')}?round=${round}` } : found;
  },
  load(url, context, next) {
    const plain = url.replace(/\?round=\d+$/, '');
    if (plain === url || !plain.endsWith('.ts')) return next(url, context);
    const source = plain === mutated && fault !== null ? stripTypeScriptTypes(fault) : sourceOf(plain);
    return { format: 'module', source, shortCircuit: true };
  },
});

function sourceOf(url: string): string {
  const text = stripped.get(url) ?? stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'));
  stripped.set(url, text);
  return text;
}

interface Notice {
  readonly failure: unknown;
  readonly test: string;
  readonly number: number;
}

/** The test that fails with the fault in its place; null: none. */
async function notices(text: string | null): Promise<Notice | null> {
  for (const test of tests) {
    const failure = await outcome(test, text);
    if (failure !== null) return { failure, test, number: lastTest() };
  }
  return null;
}

/** A file of tests, or one of its tests, with a fault or without. */
async function outcome(test: string, text: string | null, number = 0): Promise<unknown> {
  fault = text;
  round++;
  Object.assign(globalThis, { __turns: 0 });
  // As good as any; always the same, so that a count can be repeated.
  fc.configureGlobal({ seed: 7 });
  try {
    await import(`${HERE}${test}?round=${round}`);
  } catch (error) {
    forgetTests();
    return error;
  }
  return runTests(number);
}

process.on('unhandledRejection', () => undefined);
process.on('uncaughtException', () => undefined);
const source = readFileSync(path, 'utf8');
const say = (text: string) => process.stdout.write(`${text}\n`);
if (from === '0') {
  const notice = await notices(null);
  if (notice !== null) {
    process.stderr.write(`${path}: ${notice.test} fails without any fault: ${String(notice.failure)}\n`);
    process.exit(1);
  }
}
for (const [i, mutant] of mutantsOf(path, source).entries()) {
  if (i < Number(from)) continue;
  if (lines !== '' && !lines.split(',').includes(String(source.slice(0, mutant.start).split('\n').length))) {
    say(`passed over ${i}`);
    continue;
  }
  if (isEquivalent(path, source, mutant)) {
    say(`equivalent ${i}`);
    continue;
  }
  const notice = await notices(planted(path, source, mutant));
  say(`${notice === null ? 'left' : 'killed'} ${i}`);
  // What never ends goes on somewhere in this process, and would have everything after it look noticed.
  if (notice === null) continue;
  if (String(notice.failure).includes(ENDLESS)) process.exit(0);
  if ((await outcome(notice.test, null, notice.number)) !== null) process.exit(0);
}
say('done');
process.exit(0);
