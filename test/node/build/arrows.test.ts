import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkArrows } from '../../../src/node/build/arrows.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'yixinma-arrows-'));
  await plant('src/core/domain/a.ts', 'export const a = 1;\n');
  await plant('scripts/run.ts', "import '../src/node/cli/main.ts';\n");
  await plant('src/node/cli/main.ts', "import '../../core/domain/a.ts';\n");
  await plant('tsconfig.base.json', '{}');
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function plant(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

const violations = async () => (await checkArrows(root, process.cwd())).violations;

describe('the arrows between rooms', () => {
  it('let a clean house pass and see every file of it', async () => {
    expect(await checkArrows(root, process.cwd())).toEqual({ violations: [], unseen: [], modules: 3 });
  });

  it.each([
    ['core importing node', 'src/core/domain/b.ts', '../../node/cli/main.ts', 'domain-stands-alone'],
    ['core importing a Node module', 'src/core/trust/b.ts', 'node:fs', 'core-has-no-runtime'],
    ['one room of core importing another', 'src/core/words/b.ts', '../snapshot/c.ts', 'core-words'],
    ['a rulebook importing another', 'src/core/rulebooks/wugang/b.ts', '../jinjiang/c.ts', 'rulebooks-apart'],
    ['the page importing the app', 'src/web/page/b.ts', '../app/c.ts', 'web-page'],
    ['publish importing the command line', 'src/node/publish/b.ts', '../cli/main.ts', 'node-publish'],
    ['node importing web', 'src/node/publish/b.ts', '../../web/page/c.ts', 'node-floor'],
    ['intake importing a rulebook', 'src/node/intake/b.ts', '../../core/rulebooks/c.ts', 'node-intake'],
    ['the outbox importing a page', 'src/web/outbox/b.ts', '../app/c.ts', 'web-outbox'],
    ['a script reaching into core', 'scripts/b.ts', '../src/core/domain/a.ts', 'scripts-call-node'],
  ])('refuse %s', async (_, from, to, rule) => {
    if (to.startsWith('.')) await plant(join(dirname(from), to), 'export {};\n');
    await plant(from, `import '${to}';\n`);
    expect((await violations()).some((line) => line.startsWith(`${rule}: ${from}`))).toBe(true);
  });
});
