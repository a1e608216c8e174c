import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bureau } from '../../../src/core/domain/bureau.ts';
import type { InstitutionCode } from '../../../src/core/domain/institution-code.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import type { RulebookTerms } from '../../../src/core/domain/terms.ts';
import { writePages } from '../../../src/node/publish/page-threads.ts';
import type { PageContext } from '../../../src/node/publish/pages.ts';
import type { Progress } from '../../../src/node/publish/progress.ts';
import { loadBuild } from '../../../src/node/publish/renderer.ts';
import { readTree } from '../../../src/node/publish/site.ts';
import { record } from '../../support/records.ts';
import { writeBuild } from '../../support/workspace.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'page-threads-'));
  await writeBuild(join(dir, 'dist'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const context: PageContext = {
  bureau: { origin: 'https://yx.example.gov.cn', name: '示例县卫生健康局', nameEn: 'Example' } as Bureau,
  terms: {} as RulebookTerms,
  release: { version: 1, time: '2026-01-15T02:00:00Z', year: 2026, stage: 'final', count: 250, root: '00'.repeat(32) },
  directory: 'example/2026',
  pin: { rootSha256: '00'.repeat(32), minimumVersion: 1, builtAt: '2026-01-01T00:00:00Z' },
  today: isoDate('2026-01-15'),
};
const made = Array.from({ length: 250 }, (_, nth) => ({
  record: record({ code: String(nth).padStart(10, '0') as InstitutionCode, name: `第${nth}诊所` }),
  openings: [],
}));
const pathOf = (index: number) => [`path-${index}`];

describe('pages of a release', () => {
  it('are the same bytes from two threads as from one, each with its own place in the tree', async () => {
    const build = await loadBuild(join(dir, 'dist'));
    const told: (number | undefined)[][] = [[], []];
    const [tellAlone, tellThreads] = told.map(
      (list) =>
        ({ count }: Progress) =>
          list.push(count?.done),
    );
    const alone = await writePages(join(dir, 'alone'), made, pathOf, build, context, tellAlone, 0);
    const threads = await writePages(join(dir, 'threads'), made, pathOf, build, context, tellThreads, 2);
    expect(told[0]).toEqual([0, 100, 200, 250]);
    expect(told[1]).toHaveLength(4);
    expect(told[1]?.at(-1)).toBe(250);
    const [one, other] = [await readTree(join(dir, 'alone')), await readTree(join(dir, 'threads'))];
    expect(one.size).toBe(750);
    expect(other).toEqual(one);
    expect(threads).toEqual(alone);
    expect(alone.bytes).toBe([...one.values()].reduce((sum, bytes) => sum + bytes.length, 0));
    expect(Buffer.from(one.get('i/0000000249.html') ?? []).toString()).toContain('"path-249"');
  });

  it('that a thread cannot write are a fault of the publication', async () => {
    const build = await loadBuild(join(dir, 'dist'));
    const unwritable = [{ record: record({ code: 'no/such/folder' as InstitutionCode }), openings: [] }];
    await expect(writePages(join(dir, 'part'), unwritable, pathOf, build, context, undefined, 2)).rejects.toThrow(
      /ENOENT/,
    );
  });
});
