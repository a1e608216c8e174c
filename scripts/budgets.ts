/** `npm run check:budgets`: publishes the demo of every rulebook into a temporary folder and weighs what ships, and the verifier alone. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Budget, measureBudgets, measureProvince } from '../src/node/build/budgets.ts';
import { buildIfChanged } from '../src/node/build/build.ts';
import { measureVerifier } from '../src/node/build/verifier-bytes.ts';
import { publishCounty } from '../src/node/demo/publish-county.ts';
import { hasStory, STORIES } from '../src/node/demo/stories.ts';

function report(what: string, budgets: readonly Budget[]): void {
  for (const { name, value, limit, ok } of budgets) {
    process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${what}, ${name}: ${value} of ${limit} bytes (brotli)\n`);
  }
  if (!budgets.every(({ ok }) => ok)) process.exitCode = 1;
}

const now = new Date();
await buildIfChanged(process.cwd(), now);
report('core', await measureVerifier(process.cwd()));
report('province', await measureProvince(join(process.cwd(), 'dist/province')));
const dir = await mkdtemp(join(tmpdir(), 'yixinma-budgets-'));
try {
  for (const rulebook of Object.keys(STORIES).filter(hasStory)) {
    await publishCounty(join(dir, rulebook), { root: process.cwd(), rulebook, now });
    report(rulebook, await measureBudgets(join(dir, rulebook, 'site')));
  }
} finally {
  await rm(dir, { recursive: true, force: true });
}
