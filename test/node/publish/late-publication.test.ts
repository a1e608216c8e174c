/** Late changes of a county whose data lie in parts, published from its workbook: what stays as it was, and what never does. */
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const PAGES = { pages: 'on-request' };
const COUNTY = Array.from({ length: 100 }, (_, n) => ({
  机构编号: `A${n}`,
  名称: `第${n * 7919}诊所`,
  地址: `长街${n}号`,
  乡镇街道: ['青石镇', '白水乡', '云岭街道'][n % 3] ?? '',
}));
const SCORES = COUNTY.flatMap(({ 机构编号: id }, n) => onSite(id, String(60 + (n % 30))));
const about = (事件类型: string, 日期: string, more = {}) => ({
  机构编号: 'A3',
  ...{ 事件类型, 日期, 文书号: `示卫〔${日期.slice(0, 4)}〕${事件类型}号`, 降至等级: '', 停用原因: '', ...more },
});
const VIOLATION = about('违反行业作风', '2025-06-01');
/** What the record says of it. */
const GROUND = 'conduct-violation';
const LOWERED = about('直接降级', '2026-03-01', { 降至等级: '差' });
const CLOSED = about('停用标识', '2026-03-01', { 停用原因: '歇业' });

let base: string;
let first: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-late-'));
  await writeBuild(join(base, 'dist'));
  first = join(base, 'first');
  await publish(first, [VIOLATION], NOW);
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function publish(dir: string, events: readonly Readonly<Record<string, string>>[], now: Date): Promise<void> {
  await writeCounty(dir, { 机构: COUNTY, 评定: SCORES, 事件: events }, PAGES);
  const input = { dir, year: 2026, stage: 'final', now, passphrase: PASSPHRASE, dist: join(base, 'dist') } as const;
  expect(await publishRelease({ ...input, partLimit: 1500 })).toMatchObject({ ok: true });
}

/** The data files of a site by their signed names, unpacked. */
async function dataOf(dir: string): Promise<ReadonlyMap<string, string>> {
  const folder = join(dir, 'site/d/targets/example/2026');
  const names = (await readdir(folder)).filter((name) => /\.(?:index|profile)/.test(name));
  const files = names.map(async (name) => [name, gunzipSync(await readFile(join(folder, name))).toString()] as const);
  return new Map(await Promise.all(files));
}

const partsWith = (data: ReadonlyMap<string, string>, text: string): string[] =>
  [...data].flatMap(([name, content]) => (content.includes(text) ? [name.replace(/^[0-9a-f]+\./, '')] : []));

let copies = 0;
async function afterwards(...turns: readonly (readonly Readonly<Record<string, string>>[])[]) {
  const dir = join(base, `copy-${copies++}`);
  await cp(first, dir, { recursive: true, verbatimSymlinks: true });
  for (const [at, events] of turns.entries()) await publish(dir, events, new Date(Date.UTC(2026, 2, 10 + at)));
  return dataOf(dir);
}

describe('a ground of a grade', () => {
  it('stays in its part while it stands, whatever becomes of the grade: nothing else is made anew', async () => {
    const before = await dataOf(first);
    expect([before.size >= 4, partsWith(before, GROUND).length]).toEqual([true, 1]);
    for (const [change, parts] of [
      [LOWERED, 2],
      [CLOSED, 1],
    ] as const) {
      const after = await afterwards([VIOLATION, change]);
      expect([...after.keys()].filter((name) => !before.has(name))).toHaveLength(2);
      expect(partsWith(after, GROUND)).toHaveLength(parts);
    }
  });

  it.each([
    ['a decision lowers the grade', LOWERED],
    ['the label is withdrawn', CLOSED],
  ])('that is revoked in the very publication by which %s leaves every byte', async (_, change) => {
    expect(partsWith(await afterwards([change]), GROUND)).toEqual([]);
  });

  it('that is revoked after the label was withdrawn leaves every byte, though no record is another', async () => {
    expect(partsWith(await afterwards([VIOLATION, CLOSED], [CLOSED]), GROUND)).toEqual([]);
  });
});
