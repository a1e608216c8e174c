import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InstitutionRecord } from '../../../src/core/snapshot/record.ts';
import { type PartHeader, packIndex, packProfile } from '../../../src/core/snapshot/tables.ts';
import { writeBatch } from '../../../src/node/publish/page-threads.ts';
import type { Placed } from '../../../src/node/publish/pages.ts';
import { replaceFile, writeFiles } from '../../../src/node/publish/site.ts';
import { partsIn } from '../../../src/node/verify/read-content.ts';
import { record } from '../../support/records.ts';

let base: string;
let folder: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-names-'));
  folder = join(base, 'site');
});

/** Every way in which files get into a site. */
const WAYS: readonly [name: string, write: (path: string) => Promise<unknown>][] = [
  ['a new release', (path) => writeFiles(folder, new Map([[path, 'x']]))],
  ['a file in its place', (path) => replaceFile(folder, path, 'x')],
  ['a batch of pages', async (path) => writeBatch(folder, [{} as Placed], () => [[path, 'x']])],
];

describe('a name that another signed', () => {
  it.each(WAYS)('leads nowhere else: %s', async (_, write) => {
    for (const path of ['../x.html', 'i/../../x.html', 'i/../sw.js', '/x.html', 'i//x.html', 'i\\..\\x', 'i/\u0000'])
      await expect(write(path), path).rejects.toThrow('no name of a file of the site');
    expect(await readdir(base)).not.toContain('x.html');
    await writeFiles(folder, new Map());
    await write('x.html');
    expect(await readdir(folder)).toContain('x.html');
  });

  it.each(['../../county-b/i/x', '7K3M9PQ2XE', '7k3m9pq2xd', ''])('is no code: %j', (code) => {
    const header = { v: 1, bureau: 'a', year: 2026, period: '2026' } as unknown as PartHeader;
    const records = [{ ...record(), code } as unknown as InstitutionRecord];
    const texts = { index: packIndex(header, records, () => ''), profile: packProfile(header, records) };
    const files = new Map(
      Object.entries(texts).map(([name, text]) => [`a/2026/${name}.bin`, new Uint8Array(gzipSync(text))]),
    );
    expect(() => partsIn('a/2026', files)).toThrow('no code of an institution');
  });
});
