import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UnpackError, unpack } from '../../../src/node/verify/unpack.ts';

let base: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-unpack-'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

/** One file of a tar; `size` is what its head says. */
function entry(path: string, content: Buffer, size = content.length.toString(8).padStart(11, '0')): Buffer {
  const head = Buffer.alloc(512);
  head.write(path, 0);
  head.write(size, 124);
  head.write('0', 156);
  head.write('ustar\u000000', 257);
  return Buffer.concat([head, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

let made = 0;
async function unpacked(...entries: readonly Buffer[]): Promise<string> {
  const folder = join(base, `${made++}`);
  await writeFile(`${folder}.tar.gz`, gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)])));
  await unpack(`${folder}.tar.gz`, folder);
  return folder;
}

it('files of any length come out as they went in', async () => {
  const contents = [0, 1, 511, 512, 513, 300_000].map((length) => Buffer.alloc(length, 'abc'));
  const folder = await unpacked(...contents.map((content, at) => entry(`d/${at}`, content)));
  expect(await readdir(join(folder, 'd'))).toHaveLength(contents.length);
  for (const [at, content] of contents.entries()) {
    expect((await readFile(join(folder, 'd', `${at}`))).equals(content)).toBe(true);
  }
});

const some = Buffer.from('some');
it.each([
  ['a length below nothing, which would be read for ever', [entry('d/x', some, '-0000001000')]],
  ['a length that only begins with digits', [entry('d/x', some, '4x')]],
  ['no length', [entry('d/x', some, '')]],
  ['a file and a folder of one name', [entry('d/x', some), entry('d/x/y', some)]],
  ['a folder and a file of one name', [entry('d/x/y', some), entry('d/x', some)]],
  ['a name that no file system takes', [entry(`d/${'x'.repeat(98)}`, some), entry('d', some)]],
])('attack: an archive with %s is refused', async (_, entries) => {
  await expect(unpacked(...entries)).rejects.toBeInstanceOf(UnpackError);
});

it('attack: an archive that inflates to far more than any site is refused before all of it is written', async () => {
  const zeros = Buffer.alloc(2 * 1024 * 1024);
  const entries = ['a', 'b', 'c', 'd'].map((name) => entry(name, zeros));
  await expect(unpacked(...entries)).rejects.toBeInstanceOf(UnpackError);
  expect((await readdir(join(base, `${made - 1}`))).length).toBeLessThan(entries.length);
});
