import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';
import { rulebook } from '../../../src/node/cli/rulebook.ts';
import { configText, newConfig } from '../../../src/node/publish/workspace/create.ts';
import { ran } from '../../support/terminal.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rulebook-'));
  const config: object = JSON.parse(configText(newConfig('wugang')));
  const rulings = { 'WG-3': { choice: 'none', adoptedBy: '示卫〔2026〕3号' } };
  await writeFile(join(folder, 'bureau.json'), JSON.stringify({ ...config, rulings }));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: readonly string[]) {
  const { code: exit, ...said } = await ran(rulebook, args, { cwd: folder, now: new Date('2026-01-15T00:00:00Z') });
  return { exit, ...said };
}

describe('yixinma rulebook', () => {
  it.each(RULEBOOKS.map(({ id }) => id))('prints %s in both languages', async (id) => {
    const zh = await run(id);
    expect(zh.exit).toBe(0);
    expect(zh.out).toContain('【执行口径】');
    expect((await run(id, '--lang', 'en')).out).toContain('【Readings】');
  });

  it('prints the readings that a workspace adopted, with their document', async () => {
    const { out } = await run('wugang', '--dir', '.');
    expect(out).toContain(
      'WG-3 优秀不设名额限制。\n      针对：附件1 二、信用评价原则（一）\n      依据：示卫〔2026〕3号',
    );
  });

  it('refuses a workspace of another policy, a folder without one, and an unknown id', async () => {
    expect(await run('jinjiang', '--dir', '.')).toMatchObject({ exit: 1, err: expect.stringContaining('wugang') });
    expect(await run('wugang', '--dir', 'nowhere')).toMatchObject({ exit: 1, err: expect.stringContaining('--dir') });
    expect(await run('constructor')).toMatchObject({ exit: 2, err: expect.stringContaining('jinjiang') });
    expect((await run()).exit).toBe(2);
  });

  it('gives programs the same outline', async () => {
    const outline = JSON.parse((await run('wugang', '--json')).out) as readonly { readonly id: string }[];
    expect(outline.map(({ id }) => id)).toContain('rules');
  });
});
