/** Keys on media of their own: made there, remembered by their public halves, found again or missed. */
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { createKeyOn } from '../../../src/node/publish/signing/media-keys.ts';
import { keyRing, loadSeenKeys } from '../../../src/node/publish/signing/seen-keys.ts';
import { PASSPHRASE } from '../../support/workspace.ts';

const base = await mkdtemp(join(tmpdir(), 'yixinma-media-'));
afterAll(() => rm(base, { recursive: true, force: true }));
const cost = { N: 2 ** 14, r: 8, p: 1 };
const today = isoDate('2026-01-15');

async function cabinet(name: string) {
  const directory = join(base, name, 'county/keys');
  const stick = join(base, name, 'usb1');
  await mkdir(stick, { recursive: true });
  const create = (key: string, passphrase = PASSPHRASE, medium = join(stick, `${key}.key.json`)) =>
    createKeyOn({ directory, name: key, medium, passphrase, today, cost });
  return { directory, stick, create };
}

it('a key made on a medium lies there alone; the workspace keeps its public half, the place and the day', async () => {
  const { directory, stick, create } = await cabinet('made');
  const { keyid } = await create('root-1');
  expect(await readdir(stick)).toEqual(['root-1.key.json']);
  expect((await readdir(directory)).sort()).toEqual(['online.pem', 'seen.json']);
  expect(await loadSeenKeys(directory)).toMatchObject([{ name: 'root-1', keyid, place: stick, on: today }]);
  expect(await readFile(join(directory, 'seen.json'), 'utf8')).not.toMatch(/PRIVATE|cipher/);
  expect((await keyRing(directory, [], true)).root).toMatchObject([{ keyid }]);
});

it('a second key of that name is refused, and a file of the workspace is no medium', async () => {
  const { directory, stick, create } = await cabinet('twice');
  await create('root-1');
  await expect(create('root-1', PASSPHRASE, join(stick, 'other.json'))).rejects.toMatchObject({ code: 'keys-exist' });
  await expect(create('root-2', PASSPHRASE, join(directory, 'root-2.key.json'))).rejects.toMatchObject({
    code: 'bad-content',
  });
  expect(await readdir(directory)).not.toContain('root-2.key.json');
});

it('a medium that is not plugged in is no folder of this computer', async () => {
  const { stick, create } = await cabinet('unplugged');
  const made = create('root-1', PASSPHRASE, join(stick, '../usb2/root-1.key.json'));
  await expect(made).rejects.toMatchObject({ code: 'bad-content', message: expect.stringContaining('请插好介质') });
  expect(await readdir(join(stick, '..'))).toEqual(['usb1']);
});

it('killed before it was remembered, the same call finishes it; under another passphrase, or as another key, it does not', async () => {
  const { directory, stick, create } = await cabinet('killed');
  const { keyid } = await create('root-1');
  await rm(join(directory, 'seen.json'));
  await expect(create('root-1', 'another one, twelve or more')).rejects.toMatchObject({ code: 'wrong-passphrase' });
  await expect(create('root-2', PASSPHRASE, join(stick, 'root-1.key.json'))).rejects.toMatchObject({
    code: 'foreign-key',
  });
  expect(await create('root-1')).toMatchObject({ keyid });
});
