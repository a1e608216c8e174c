/** Signing in several sittings: export, sign elsewhere, import. */
import { mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTree } from '../../../../src/node/publish/site.ts';
import { loadStatus } from '../../../../src/node/publish/status.ts';
import { writeBuild } from '../../../support/workspace.ts';
import { at, type County, county, twin } from './county.ts';

const base = await mkdtemp(join(tmpdir(), 'yixinma-sittings-'));
const dist = join(base, 'dist');
afterAll(() => rm(base, { recursive: true, force: true }));

/** What differs between two signings of the same: signatures, and what names them. */
async function comparable(dir: string) {
  const files = await readTree(await realpath(join(dir, 'site')));
  return new Map(
    [...files]
      .filter(([path]) => !/^d\/(?:metadata\/|bundle\.json)/.test(path))
      .map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')]),
  );
}

describe('a publication in several sittings', () => {
  let here: County;
  let folder: string;
  beforeAll(async () => {
    await writeBuild(dist);
    here = await county(base, 'county', dist);
    const event = {
      机构编号: 'A1',
      事件类型: '停用标识',
      日期: '2026-01-16',
      文书号: '示卫信〔2026〕1号',
      停用原因: '其他',
    };
    await here.change(['50', '85', '85', '70', '85'], { 事件: [event] });
    folder = await here.export(2);
  }, 60_000);

  it('the export tells signers what moved, by the files themselves, and holds no list of staff and no key', async () => {
    const text = await readFile(join(folder, '签名说明.txt'), 'utf8');
    expect(text).toContain('等级上升1家，等级下降1家，停用标识1家，新评等级1家，退出名单0家');
    expect(text).toContain(
      `根密钥指纹（请和公告上印的核对）/ Fingerprint of the root, as printed in the notice: ${here.root}`,
    );
    expect(text).toContain('密钥没有变化');
    const files = [...(await readTree(folder))];
    expect(files.length).toBeGreaterThan(10);
    for (const [path, bytes] of files)
      expect(Buffer.from(bytes).toString('utf8'), path).not.toMatch(/周柏年|PRIVATE KEY|cipher/);
  });

  it('waits for the second of two, across days, and is then published as it was exported, whatever the workbook says by now', async () => {
    const before = await comparable(here.dir);
    await here.change(['10', '10', '10', '10', '10']);
    const first = await here.sign(folder, 'targets-1', 3);
    expect(first).toMatchObject({
      ok: true,
      value: { table: { name: 'targets-1', signs: ['targets'], again: false }, remembered: true },
    });
    expect(await here.import([folder], 3)).toMatchObject({
      ok: true,
      value: { status: 'waiting', refused: [], missing: [{ role: 'targets', have: 1, keys: { threshold: 2 } }] },
    });
    expect(await comparable(here.dir)).toEqual(before);
    const other = await here.copy(folder);
    await rm(join(other, 'signatures'), { recursive: true });
    const second = await here.sign(other, 'targets-2', 5);
    // One signature file alone comes back; the first was taken in days ago.
    expect(await here.import([second.ok ? second.value.file : ''], 6)).toMatchObject({
      ok: true,
      value: { status: 'published', report: { version: 2, states: { poor: 1, qualified: 3, withdrawn: 1 } } },
    });
    expect(await here.verify(6)).toEqual([]);
    expect(await readdir(here.dir)).not.toContain('sittings');
  });

  it('import twice: the second says so, and changes nothing', async () => {
    const before = await readTree(await realpath(join(here.dir, 'site')));
    expect(await here.import([folder], 6)).toMatchObject({ ok: true, value: { status: 'already' } });
    expect(await readTree(await realpath(join(here.dir, 'site')))).toEqual(before);
  });

  it('has the same bytes as one signed at once, but for signatures', async () => {
    const one = await county(base, 'at-once', dist);
    const other = await twin(base, 'at-once', 'in-sittings', dist);
    for (const each of [one, other]) await each.change(['70', '85', '50', '50', '85']);
    expect((await one.publish(2)).ok).toBe(true);
    const out = await other.export(2);
    for (const key of ['targets-1', 'targets-2']) expect((await other.sign(out, key, 2)).ok).toBe(true);
    expect(await other.import([out], 2)).toMatchObject({ value: { status: 'published' } });
    expect(await comparable(other.dir)).toEqual(await comparable(one.dir));
    expect(await other.verify(2)).toEqual([]);
    const { keys = [] } = (await loadStatus(other.dir, at(2))) ?? {};
    expect(keys.find(({ name }) => name === 'targets-1')).toMatchObject({
      state: 'elsewhere',
      seen: { place: 'keys' },
    });
  });
});
