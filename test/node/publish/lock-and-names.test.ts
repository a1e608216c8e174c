import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BusyError, withLock } from '../../../src/node/publish/lock.ts';
import { pinyinInitials } from '../../../src/node/publish/pinyin.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yixinma-lock-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('the lock of a workspace', () => {
  it('is refused in words where the folder is mistyped, and none is made', async () => {
    const mistyped = join(tmpdir(), 'yixinma-no-such-workspace');
    await expect(withLock(mistyped, async () => 1)).rejects.toThrow(/没有这个工作文件夹：.*请核对名称/);
  });

  it('refuses a second publisher while the first is at work', async () => {
    await withLock(dir, async () => {
      await expect(withLock(dir, async () => 1)).rejects.toThrow(BusyError);
      await expect(withLock(dir, async () => 1)).rejects.toThrow(dir);
    });
    expect(await withLock(dir, async () => 'free again')).toBe('free again');
  });

  it('is given back when the work fails', async () => {
    await expect(withLock(dir, async () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
    expect(await withLock(dir, async () => 'free again')).toBe('free again');
  });

  it('is held against another process, and free the moment that process is killed', async () => {
    const holder = spawn(process.execPath, [new URL('../../support/hold-lock.ts', import.meta.url).pathname, dir]);
    const ended = once(holder, 'exit');
    await once(holder.stdout, 'data');
    await expect(withLock(dir, async () => 1)).rejects.toThrow(BusyError);
    holder.kill('SIGKILL');
    await ended;
    expect(await withLock(dir, async () => 'taken')).toBe('taken');
  });

  it('lets exactly one of many work at any moment', async () => {
    for (let round = 0; round < 20; round++) {
      let inside = 0;
      let most = 0;
      const work = async () => {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 2));
        inside--;
      };
      const results = await Promise.allSettled([1, 2, 3, 4].map(() => withLock(dir, work)));
      expect(most).toBe(1);
      expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
    }
  });
});

describe('pinyin initials', () => {
  it.each([
    ['和安口腔A区门诊部', 'hakqaqmzb'],
    ['重庆路诊所', 'cqlzs'],
    ['长安镇卫生院', 'cazwsy'],
    ['厦门大学附属医院', 'xmdxfsyy'],
    ['二〇二医院（东院区）', 'eleyydyq'],
  ])('%s → %s', (name, initials) => {
    expect(pinyinInitials(name)).toBe(initials);
  });

  it('skips what has no reading instead of failing', () => {
    expect(pinyinInitials('\u{2a6d6}\u{20bb7}镇')).toMatch(/z$/);
  });
});
