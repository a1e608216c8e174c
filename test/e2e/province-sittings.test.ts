/**
 * A province whose offline keys lie in cabinets: founded, a bureau added, one removed, each signed in several sittings. What a signer is
 * shown is whom the province delegates to; whatever else the files say is refused.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '../../src/core/domain/iso-date.ts';
import { runCommand } from '../../src/node/cli/main.ts';
import { removeBureau } from '../../src/node/province/bureaus.ts';
import { importProvince } from '../../src/node/province/sittings/import.ts';
import { readProvinceExport } from '../../src/node/province/sittings/read.ts';
import { publicPem } from '../../src/node/publish/signing/key-file.ts';
import { keyidOf, newKey } from '../../src/node/publish/signing/keys.ts';
import { createKeyOn } from '../../src/node/publish/signing/media-keys.ts';
import { roleText } from '../../src/node/publish/signing/roles.ts';
import { exportId, exportText } from '../../src/node/publish/sittings/format.ts';
import { readExport } from '../../src/node/publish/sittings/read.ts';
import { signExport } from '../../src/node/publish/sittings/sign.ts';
import {
  A,
  B,
  deliver,
  makeBureau,
  makeProvinceDir,
  publishAll,
  publishBureau,
  refreshAll,
  register,
  released,
} from '../support/province.ts';
import { COST, NOW, PASSPHRASE, writeBuild } from '../support/workspace.ts';

const KEYS = ['root-1', 'root-2', 'root-3', 'targets-1', 'targets-2'] as const;
let base: string;
let dist: string;
let dir: string;
let count = 0;
const medium = (key: string) => join(base, 'media', key, `${key}.key.json`);
const day = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-province-sittings-'));
  dist = join(base, 'dist');
  await writeBuild(dist);
  dir = await makeProvinceDir(base);
  await rm(join(dir, 'keys'), { recursive: true });
  for (const name of KEYS) await mkdir(dirname(medium(name)), { recursive: true });
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function run(days: number, ...args: readonly string[]) {
  const said = { out: '', err: '' };
  const code = await runCommand(args, {
    stdin: async () => '',
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    now: () => day(days),
    cwd: base,
    env: {},
  });
  return { code, ...said };
}

async function exported(days: number): Promise<string> {
  const out = `export-${++count}`;
  const { code, err } = await run(days, 'province', 'publish', 'province', '--export', out);
  expect([code, err]).toEqual([0, '']);
  return join(base, out);
}

const signBy = (folder: string, key: string, days: number) =>
  signExport({
    ...{ folder, key: medium(key), now: day(days), root: null, read: readProvinceExport },
    passphrase: async () => PASSPHRASE,
  });

async function signed(folder: string, keys: readonly string[], days: number): Promise<void> {
  for (const key of keys) expect(await signBy(folder, key, days)).toMatchObject({ ok: true });
}

const take = (paths: readonly string[], days: number) => importProvince({ dir, paths, now: day(days), dist });

async function deliverFrom(id: string): Promise<void> {
  const bureau = await makeBureau(base, id);
  await publishBureau(bureau, dist);
  await register(dir, await deliver(bureau, dir, id));
}

const words = (folder: string) => readFile(join(folder, '签名说明.txt'), 'utf8');

describe('a province whose keys lie in cabinets', () => {
  it('says before there is any key how one is made', async () => {
    const { code, err } = await run(0, 'province', 'publish', 'province', '--export', 'nothing');
    expect([code, err]).toEqual([1, expect.stringContaining('yixinma keys create')]);
  });

  it('is founded in four sittings; the refresh needs the online key alone', async () => {
    for (const name of KEYS) {
      const about = { directory: join(dir, 'keys'), name, medium: medium(name), passphrase: PASSPHRASE, cost: COST };
      await createKeyOn({ ...about, today: isoDate('2026-01-15') });
    }
    await deliverFrom(A);
    const folder = await exported(0);
    expect(await words(folder)).toContain(`    ${A}卫生健康局（${A}，000001）\n      根密钥指纹 root fingerprint: `);
    await signed(folder, ['root-1', 'targets-1'], 1);
    expect(await take([folder], 1)).toMatchObject({ ok: true, value: { status: 'waiting', missing: [{}, {}] } });
    expect((await run(1, 'status', 'province')).out).toContain('还没有签齐');
    await signed(folder, ['root-3', 'targets-2'], 2);
    const outcome = await take([folder], 2);
    expect(outcome).toMatchObject({ ok: true, value: { status: 'published', renewed: { taken: [A], refused: [] } } });
    expect(await take([folder], 2)).toMatchObject({ ok: true, value: { status: 'already' } });
    expect((await readdir(join(dir, 'keys'))).sort()).toEqual(['online.pem', 'published.json', 'seen.json']);
    expect((await released(dir, A, day(2))).ok).toBe(true);
    expect(await refreshAll(dir, dist, day(60))).toMatchObject({ renewed: true, refused: [] });
  });

  it('adds a bureau by two targets keys: the signer compares its fingerprint, at the terminal and in the file', async () => {
    await deliverFrom(B);
    const folder = await exported(60);
    const root = (await words(folder)).match(/根密钥指纹 root fingerprint: ([0-9a-f]{64})/)?.[1];
    const listed = JSON.parse(await readFile(join(dir, 'bureaus.json'), 'utf8'));
    expect(root).toBe(listed.find(({ id }: { id: string }) => id === B).root);
    await writeFile(join(base, 'pass'), PASSPHRASE);
    const order = ['sign', folder, '--key', medium('targets-1'), '--passphrase-file', 'pass'];
    expect((await run(60, ...order)).err).toContain('没有签名');
    const { code, out } = await run(60, ...order, '--yes');
    expect([code, out]).toEqual([0, expect.stringContaining(`⚠ 新增部门`)]);
    expect(out).toContain('本次用 targets-1 签：文件清单');
    expect(out).toContain(`没有变化的部门：/ As before:\n    ${A}卫生健康局`);
    // A refresh meanwhile changes no list that offline keys sign.
    await refreshAll(dir, dist, day(61), true);
    await signed(folder, ['targets-2'], 61);
    expect(await take([folder], 61)).toMatchObject({ value: { status: 'published', renewed: { taken: [B] } } });
    for (const id of [A, B]) expect((await released(dir, id, day(61))).ok).toBe(true);
  });

  it('what waits is void once something else is published, and what is signed late is not taken', async () => {
    const [one, other] = [await exported(62), await exported(63)];
    await signed(other, ['targets-1', 'targets-2'], 63);
    expect(await take([other], 78)).toMatchObject({ ok: false, fault: { code: 'too-late' } });
    expect(await take([other], 64)).toMatchObject({ value: { status: 'published' } });
    // The same number twice: its holder is warned, and what is out stays.
    expect(await signBy(one, 'targets-1', 64)).toMatchObject({ ok: true, value: { table: { again: true } } });
    expect(await take([one], 64)).toMatchObject({ ok: false, fault: { code: 'superseded' } });
  });

  it('removes a bureau, and says so in the signer’s words', async () => {
    await removeBureau(dir, B);
    const folder = await exported(65);
    expect(await words(folder)).toContain(`⚠ 移除部门，页面随即撤下：/ Removed, with their pages:\n    ${B}卫生健康局`);
    await signed(folder, ['targets-1', 'targets-2'], 65);
    expect(await take([folder], 65)).toMatchObject({ value: { status: 'published' } });
    expect(await readdir(join(dir, 'site'))).not.toContain(B);
  });
});

describe('attack: what else a province’s list could say', () => {
  type Targets = { targets: object; delegations: { keys: Record<string, unknown>; roles: Role[] } };
  type Role = { name: string; keyids: string[]; threshold: number; paths: string[]; terminating: boolean };

  /** Altered after the export, with a number and a summary that fit. */
  async function altered(change: (targets: Targets, folder: string) => void | Promise<void>) {
    const folder = join(base, `altered-${++count}`);
    await cp(await exported(66), folder, { recursive: true });
    const file = join(folder, 'sign/targets.json');
    const { signed: targets } = JSON.parse(await readFile(file, 'utf8'));
    await change(targets, folder);
    await writeFile(file, roleText(targets, []));
    await writeFile(join(folder, 'export.json'), exportText(exportId(null, targets), 'province'));
    const outcome = await signBy(folder, 'targets-1', 66);
    if (outcome.ok) return 'signed';
    return outcome.fault.code === 'export' ? outcome.fault.problems.map(({ code }) => code).join() : outcome.fault.code;
  }
  const first = ({ delegations }: Targets) => delegations.roles[0] as Role;
  const stolen = () => {
    const pem = publicPem(newKey());
    return { id: keyidOf(pem), key: { keytype: 'ecdsa', scheme: 'ecdsa-sha2-nistp256', keyval: { public: pem } } };
  };

  const CASES: readonly (readonly [string, (targets: Targets) => void, string])[] = [
    ['a bureau that may speak of everybody’s files', (targets) => first(targets).paths.push('*/*'), 'fields'],
    [
      'a role that is not in the list of bureaus',
      (targets) => targets.delegations.roles.push({ ...first(targets), name: 'ghost' }),
      'fields',
    ],
    ['a role that lets others be asked', (targets) => Object.assign(first(targets), { terminating: false }), 'fields'],
    ['a field that nobody is shown', (targets) => Object.assign(targets.delegations, { more: 1 }), 'fields'],
    [
      'fewer signatures than the bureau asks for',
      (targets) => Object.assign(first(targets), { threshold: 1 }),
      'summary',
    ],
    [
      'a thief’s key in the place of a bureau’s',
      (targets) => {
        const { id, key } = stolen();
        const role = first(targets);
        delete targets.delegations.keys[role.keyids[0] ?? ''];
        targets.delegations.keys[id] = key;
        role.keyids = [id, role.keyids[1] ?? ''].sort();
      },
      'summary',
    ],
    [
      'one key twice for two signatures',
      (targets) => {
        const role = first(targets);
        const [id = '', other = ''] = role.keyids;
        delete targets.delegations.keys[other];
        role.keyids = [id, id];
      },
      'bureau',
    ],
    [
      'the files of a bureau itself',
      (targets) => Object.assign(targets.targets, { 'county-a/x': { length: 1, hashes: { sha256: 'ab'.repeat(32) } } }),
      'file-missing',
    ],
  ];
  it.each(CASES)('%s', async (_, change, code) => expect(await altered(change)).toBe(code));

  it('the words alone, as they were shipped', async () => {
    const file = '签名说明.txt';
    const change = async (_: Targets, folder: string) =>
      writeFile(join(folder, file), (await readFile(join(folder, file), 'utf8')).replace(A, B));
    expect(await altered(change)).toBe('summary');
  });

  it('a province’s export is no bureau’s, and a bureau’s no province’s', async () => {
    const folder = await exported(66);
    expect(await readExport(folder, day(66))).toMatchObject({ ok: false, fault: [{ code: 'format' }] });
    const { signed: targets } = JSON.parse(await readFile(join(folder, 'sign/targets.json'), 'utf8'));
    await writeFile(join(folder, 'export.json'), exportText(exportId(null, targets), 'bureau'));
    expect(await readExport(folder, day(66))).toMatchObject({ ok: false, fault: [{ code: 'last' }] });
    expect(await readProvinceExport(folder, day(66))).toMatchObject({ ok: false, fault: [{ code: 'format' }] });
  });

  it('what is kept here and was altered meanwhile is not published', async () => {
    const folder = await exported(67);
    await signed(folder, ['targets-1', 'targets-2'], 67);
    const exports = await readdir(join(dir, 'sittings'));
    for (const name of exports) {
      const file = join(dir, 'sittings', name, 'export/sign/targets.json');
      await writeFile(file, (await readFile(file, 'utf8')).replace('"terminating":true', '"terminating":false'));
    }
    expect(exports.length).toBeGreaterThan(0);
    await expect(take([folder], 67)).rejects.toThrow('被改动或不完整');
    expect((await publishAll(dir, dist, day(67)).catch(({ code }) => code)) as unknown).toBe('no-keys');
  });
});
