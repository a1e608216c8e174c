/** What a server does hourly for a province. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renewOnce } from '../../../src/node/cli/province/keep-fresh.ts';
import { NOW } from '../../support/workspace.ts';

it('a renewal that fails ends no server: it is told and tried again', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'yixinma-keep-fresh-'));
  const said: string[] = [];
  const io = { now: () => NOW, out: () => undefined, err: (text: string) => void said.push(text) };
  await expect(renewOnce(dir, io)).resolves.toBeUndefined();
  expect(said.join('')).toMatch(/续签失败，稍后再试：.*province init/);
  await rm(dir, { recursive: true });
});
