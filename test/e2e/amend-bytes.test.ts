/** What a phone that holds the last release fetches for one amended institution of a county. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishRelease } from '../../src/node/publish/publish.ts';
import { isCompressible } from '../../src/node/server/headers.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../support/workspace.ts';

const LATER = new Date('2026-03-10T02:00:00Z');
const COUNTY = Array.from({ length: 1000 }, (_, n) => {
  return {
    机构编号: `A${n}`,
    名称: `第${n}诊所`,
    地址: `长街${n}号`,
    登记号: `PDY${String(n * 7919).padStart(19, '0')}`,
  };
});
const DOWNGRADE = {
  机构编号: 'A1',
  事件类型: '直接降级',
  日期: '2026-03-01',
  文书号: '示卫信〔2026〕1号',
  降至等级: '差',
};

let base: string;
let dir: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-amend-'));
  dir = join(base, 'county');
  await writeBuild(join(base, 'dist'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function publish(now: Date, events: readonly Readonly<Record<string, string>>[]): Promise<void> {
  const scores = COUNTY.flatMap(({ 机构编号: id }, n) => onSite(id, String(60 + (n % 30))));
  await writeCounty(dir, { 机构: COUNTY, 评定: scores, ...(events.length > 0 && { 事件: events }) });
  const input = { dir, year: 2026, stage: 'final' as const, now, passphrase: PASSPHRASE, dist: join(base, 'dist') };
  expect(await publishRelease(input)).toMatchObject({ ok: true });
}

/** Bytes as our server sends them: text compressed on the way, `.bin` as it is signed. */
async function onTheWire(file: string): Promise<number> {
  const bytes = await readFile(file);
  return isCompressible(file) ? brotliCompressSync(bytes).length : bytes.length;
}

/** Signed data files by name, with their bytes. */
async function sizes(): Promise<ReadonlyMap<string, number>> {
  const folder = join(dir, 'site/d/targets/example');
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(?:bin|json)$/.test(name));
  return new Map(await Promise.all(names.map(async (name) => [name, await onTheWire(join(folder, name))] as const)));
}

it('one amended institution of a thousand costs a phone the four files that changed', async () => {
  await publish(NOW, []);
  const before = await sizes();
  await publish(LATER, [DOWNGRADE]);
  const fetched = [...(await sizes())].filter(([name]) => !before.has(name));
  const named = fetched.map(([name, size]) => [name.replace(/^.*[0-9a-f]{64}\./, ''), size] as const);
  process.stdout.write(`one of 1000 amended: ${JSON.stringify(named)}\n`);
  expect(named.map(([name]) => name).sort()).toEqual(['index.bin', 'log.json', 'profile.bin', 'records.json']);
}, 120_000);
