/** A workspace that went over a stick to another computer: `site` came as a folder, since the stick knows no links. */
import { cp, lstat, mkdir, mkdtemp, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { currentRelease, switchRelease } from '../../../src/node/publish/site.ts';

async function copied(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'yixinma-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  for (const [name, stamp] of [
    ['0001-1', 'first'],
    ['0002-1', 'second'],
  ] as const) {
    await mkdir(join(dir, 'releases', name, 'd/metadata'), { recursive: true });
    await writeFile(join(dir, 'releases', name, 'd/metadata/timestamp.json'), stamp);
  }
  await cp(join(dir, 'releases/0002-1'), join(dir, 'site'), { recursive: true });
  return dir;
}

test('the release of which it is a copy is the current one, and the next publication makes the link again', async () => {
  const dir = await copied();
  expect(await currentRelease(dir)).toBe(join(dir, 'releases/0002-1'));
  await cp(join(dir, 'releases/0002-1'), join(dir, 'releases/0003-1'), { recursive: true });
  await switchRelease(dir, '0003-1');
  expect(await readlink(join(dir, 'site'))).toBe(join('releases', '0003-1'));
  // Nothing is left of the copy: it may hold what has to leave.
  await expect(lstat(join(dir, 'site.copied'))).rejects.toThrow('ENOENT');
});

test('killed while the link takes the place of the copy: the old release is the current one, and the next publication ends it', async () => {
  const dir = await copied();
  await rename(join(dir, 'site'), join(dir, 'site.copied'));
  expect(await currentRelease(dir)).toBe(join(dir, 'releases/0002-1'));
  await switchRelease(dir, '0002-1');
  expect(await readlink(join(dir, 'site'))).toBe(join('releases', '0002-1'));
  await expect(lstat(join(dir, 'site.copied'))).rejects.toThrow('ENOENT');
});

test('a folder that fits no release is explained, and stays', async () => {
  const dir = await copied();
  await rm(join(dir, 'releases/0002-1'), { recursive: true });
  await expect(currentRelease(dir)).rejects.toThrow('整个工作文件夹再拷一次');
  expect((await lstat(join(dir, 'site'))).isDirectory()).toBe(true);
});
