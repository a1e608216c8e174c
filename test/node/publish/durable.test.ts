/** What someone prepared under the passing name of a private file. */
import { chmod, lstat, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replaceDurably } from '../../../src/node/publish/durable.ts';

describe.skipIf(process.platform === 'win32')('attack on a private file while it is written', () => {
  let dir: string;
  let key: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'yixinma-durable-'));
    key = join(dir, 'salt.hex');
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('a file that everyone can read lies ready: the new one is its owner’s alone', async () => {
    await writeFile(`${key}.next`, '');
    await chmod(`${key}.next`, 0o666);
    await replaceDurably(key, 'secret', 0o600);
    expect((await stat(key)).mode & 0o777).toBe(0o600);
    expect(await readFile(key, 'utf8')).toBe('secret');
  });

  it('a link lies ready: nothing is written where it leads', async () => {
    await writeFile(join(dir, 'elsewhere'), 'before');
    await symlink(join(dir, 'elsewhere'), `${key}.next`);
    await replaceDurably(key, 'secret', 0o600);
    expect(await readFile(join(dir, 'elsewhere'), 'utf8')).toBe('before');
    expect((await lstat(key)).isSymbolicLink()).toBe(false);
  });
});
