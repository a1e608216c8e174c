/** Commands beside publication on a disk that ends: in words, with what was there before, and nothing half done. */
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/browser.ts';
import { compileShim } from '../support/power-cut/shim.ts';
import { onSite, writeCounty } from '../support/workspace.ts';

let shim: string | null;
beforeAll(async () => {
  shim = await compileShim('full');
});

interface Ended {
  readonly code: number;
  readonly err: string;
}

/** Runs the command line with `room` more bytes than `dir` holds; without `room` on a disk that does not end. */
function run(args: readonly string[], dir: string, room?: number): Promise<Ended> {
  const disk = { LD_PRELOAD: shim ?? '', DISK_ROOT: dir, DISK_BYTES: String(room), DISK_LOG: `${dir}.log` };
  const env = room === undefined ? process.env : { ...process.env, ...disk };
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/yixinma.ts', ...args], { env }, (fault, _out, err) =>
      resolve({ code: fault === null ? 0 : Number(fault.code), err }),
    );
  });
}

const FULL = '磁盘空间不够，没有做完。请腾出空间，再运行一次同样的命令。';

describe('a disk that is full', () => {
  it('init leaves no half of a workspace, so that the same command works once there is room', async () => {
    if (shim === null) return;
    const dir = join(await temporaryFolder('full-init'), 'county');
    expect(await run(['init', dir], dir, 8_000)).toMatchObject({ code: 1, err: expect.stringContaining(FULL) });
    expect(await readdir(dir)).toEqual([]);
    expect((await run(['init', dir], dir)).code).toBe(0);
  });

  it('check says what it could not write, keeps the report of before, and does not blame Excel', async () => {
    if (shim === null) return;
    const dir = await temporaryFolder('full-check');
    await writeCounty(dir, {
      机构: [{ 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街12号' }],
      评定: onSite('A1', '85'),
    });
    await writeFile(join(dir, 'check-report.csv'), 'the one of before');
    const before = await readdir(dir);
    const { code, err } = await run(['check', dir], dir, 0);
    expect(code).toBe(0);
    expect(err).toContain(`check-report.csv 没有写成。`);
    expect(err).toContain(FULL);
    expect(err).not.toMatch(/Excel|ENOSPC/);
    expect(await readdir(dir)).toEqual(before);
    expect(await readFile(join(dir, 'check-report.csv'), 'utf8')).toBe('the one of before');
  });

  it('a calendar and a list of inspections keep the one of before', async () => {
    if (shim === null) return;
    const dir = await temporaryFolder('full-outputs');
    await writeCounty(dir, { 机构: [{ 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街12号' }], 评定: [] });
    const kept = join(dir, '日程表.html');
    await writeFile(kept, 'the one of before');
    const before = await readdir(dir);
    const full = await run(['calendar', dir, '--year', '2026', '--html', kept], dir, 300);
    expect(full).toEqual({ code: 1, err: expect.stringContaining(FULL) });
    expect([await readFile(kept, 'utf8'), await readdir(dir)]).toEqual(['the one of before', before]);
    expect((await run(['calendar', dir, '--year', '2026', '--html', kept], dir)).code).toBe(0);
    expect(await readFile(kept, 'utf8')).toContain('<html');
  });

  it('keys inspector, which waits for a database, says so in words', async () => {
    if (shim === null) return;
    const dir = await temporaryFolder('full-keys');
    await writeCounty(dir, { 机构: [], 评定: [] });
    expect(await run(['keys', 'inspector', dir], dir, 0)).toEqual({ code: 1, err: expect.stringContaining(FULL) });
  });
});
