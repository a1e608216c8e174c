/** What a demo's publication does beyond an ordinary one: a first draw, where the policy draws. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawFaults } from '../../../src/core/snapshot/draw.ts';
import { publishStory } from '../../../src/node/demo/publish-story.ts';
import { publishedRounds } from '../../../src/node/publish/draw/rounds.ts';
import { loadSealed } from '../../../src/node/publish/draw/sealed.ts';
import { loadLastRelease } from '../../../src/node/publish/last-release.ts';
import { PASSPHRASE, writeBuild, writeWorkspace } from '../../support/workspace.ts';

const NOW = new Date('2026-03-10T02:00:00Z');
let base: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-story-'));
  await writeBuild(join(base, 'dist'));
});
afterAll(() => rm(base, { recursive: true }));

async function published(rulebook: string, times = 1) {
  const dir = join(base, `${rulebook}-${times}`);
  const ids = ['A1', 'A2', 'A3'];
  await writeWorkspace(
    dir,
    {
      机构: ids.map((id) => ({ 机构编号: id, 名称: `${id}诊所`, 地址: '青石镇' })),
      评定: ids.map((id) => ({
        机构编号: id,
        评定内容: '导入等级',
        结果: 'D级',
        来源: '示例',
        导入日期: '2026-01-22',
      })),
    },
    { rulebook },
  );
  const input = {
    dir,
    year: 2026,
    stage: 'final',
    now: NOW,
    passphrase: PASSPHRASE,
    dist: join(base, 'dist'),
  } as const;
  for (let time = 0; time < times; time++) expect(await publishStory(input, rulebook)).toMatchObject({ ok: true });
  const last = await loadLastRelease(dir, NOW);
  if (!last.ok || last.value === null) throw new Error('nothing published');
  return { sealed: (await loadSealed(dir)).length, rounds: await publishedRounds(dir, last.value) };
}

it('seals a first round and reveals it, with a list that everyone can draw from again', async () => {
  const { sealed, rounds } = await published('yangshan');
  expect(rounds).toMatchObject([
    { n: 1, of: { D: 3 }, revealed: { drawn: expect.arrayContaining([expect.anything()]) } },
  ]);
  for (const round of rounds) expect(await drawFaults(round)).toEqual([]);
  expect(sealed).toBe(1);
});

it('draws no second time when the demo is published again', async () => {
  const { sealed, rounds } = await published('yangshan', 2);
  expect([sealed, rounds.length]).toEqual([1, 1]);
});

it('seals nothing where the policy draws nothing', async () => {
  expect(await published('huancui')).toEqual({ sealed: 0, rounds: [] });
});
