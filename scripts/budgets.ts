/** `npm run check:budgets`: publishes the demo of every rulebook into a temporary folder and weighs what ships. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureBudgets } from '../src/node/build/budgets.ts';
import { buildIfChanged } from '../src/node/build/build.ts';
import { publishCounty } from '../src/node/demo/publish-county.ts';
import { hasStory, STORIES } from '../src/node/demo/stories.ts';

const now = new Date();
await buildIfChanged(process.cwd(), now);
const dir = await mkdtemp(join(tmpdir(), 'yixinma-budgets-'));
try {
  for (const rulebook of Object.keys(STORIES).filter(hasStory)) {
    await publishCounty(join(dir, rulebook), { root: process.cwd(), rulebook, now });
    const budgets = await measureBudgets(join(dir, rulebook, 'site'));
    for (const { name, value, limit, ok } of budgets) {
      process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${rulebook}, ${name}: ${value} of ${limit} bytes (brotli)\n`);
    }
    if (!budgets.every(({ ok }) => ok)) process.exitCode = 1;
  }
} finally {
  await rm(dir, { recursive: true, force: true });
}
