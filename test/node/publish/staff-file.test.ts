/** The staff lists for inspectors: published encrypted, verified with and without the key, gone with who left. */
import { cp, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../src/core/domain/bytes.ts';
import { isStaffFile } from '../../../src/core/domain/opening-file.ts';
import { parseInspectorCode } from '../../../src/core/snapshot/inspector-code.ts';
import type { Opening } from '../../../src/core/snapshot/opening.ts';
import {
  importInspectorKey,
  openStaff,
  parseStaffText,
  sealStaff,
  staffText,
} from '../../../src/core/snapshot/staff-file.ts';
import { targetFile, trustedPaths } from '../../../src/core/trust/trusted.ts';
import { loadLastRelease } from '../../../src/node/publish/last-release.ts';
import { gzip, packStaff } from '../../../src/node/publish/pack.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import type { Publishable } from '../../../src/node/publish/records.ts';
import { refreshRelease } from '../../../src/node/publish/refresh.ts';
import { loadSigners } from '../../../src/node/publish/signing/keys.ts';
import { signRepository } from '../../../src/node/publish/signing/metadata.ts';
import { loadPrevious } from '../../../src/node/publish/signing/previous.ts';
import { readTree } from '../../../src/node/publish/site.ts';
import { record } from '../../support/records.ts';
import { typed } from '../../support/terminal.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty, writeWorkspace } from '../../support/workspace.ts';

const SHEETS = {
  机构: [
    { 机构编号: 'A1', 名称: '青石镇和安口腔门诊部', 乡镇: '青石镇', 地址: '中街12号' },
    { 机构编号: 'A2', 名称: '白水镇卫生院', 乡镇: '白水镇', 地址: '白水街1号' },
  ],
  人员: [
    { 机构编号: 'A1', 姓名: '周柏年', 人员类别: '医师' },
    { 机构编号: 'A1', 姓名: '苏小禾', 人员类别: '护士' },
  ],
  评定: [...onSite('A1', '93.5'), ...onSite('A2', '83.50')],
};

let base: string;
let dir: string;
let dist: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-staff-'));
  [dir, dist] = [join(base, 'county'), join(base, 'dist')];
  await writeBuild(dist);
  await writeCounty(dir, SHEETS);
  expect(await run(['keys', 'inspector', 'county'])).toMatchObject({ code: 0 });
  expect((await publish()).ok).toBe(true);
});
afterAll(() => rm(base, { recursive: true, force: true }));

const publish = (now = NOW) => publishRelease({ dir, year: 2026, stage: 'final', now, passphrase: PASSPHRASE, dist });

async function run(args: readonly string[], now = NOW) {
  const { code, out, err } = await typed(args, { cwd: base, now });
  return { code, out: out + err };
}

async function keyOf(text: string) {
  const code = parseInspectorCode(/(?:[0-9A-Y]{4} ){6}[0-9A-Y]{4}/.exec(text)?.[0] ?? '');
  if (typeof code !== 'string') throw new Error('no code');
  return importInspectorKey(code);
}
const ownKey = async () => keyOf((await run(['keys', 'inspector', 'county'])).out);

/** Every text of the releases that a reader with the present inspector key can get at, by path. */
async function texts(): Promise<Map<string, string>> {
  const key = await ownKey();
  const plain = new Map<string, string>();
  for (const [path, bytes] of await readTree(join(dir, 'releases'))) {
    const staff = isStaffFile(path.replace(/[0-9a-f]{64}\./, ''));
    const packed = staff ? await openStaff(key, Uint8Array.from(bytes)) : bytes;
    if (packed !== null)
      plain.set(path, (path.endsWith('.bin') ? gunzipSync(packed) : Buffer.from(packed)).toString('utf8'));
  }
  return plain;
}
const holders = async (text: string) =>
  [...(await texts())].flatMap(([path, all]) => (all.includes(text) ? [path] : []));
const isStaffPath = (path: string) => path.includes('.staff');

describe('the encrypted staff file', () => {
  it('is a signed target that the key opens, and nothing of it can be read without', async () => {
    const last = await loadLastRelease(dir, NOW);
    if (!last.ok || last.value === null) throw new Error('nothing published');
    expect(trustedPaths(last.value.trusted).filter(isStaffFile)).toEqual(['example/2026/staff.bin']);
    const [path = ''] = (await holders('苏小禾')).filter(isStaffPath);
    const bytes = await readFile(join(dir, 'releases', path));
    for (const name of ['苏小禾', 'members']) expect(bytes.includes(name)).toBe(false);
    const packed = await openStaff(await ownKey(), Uint8Array.from(bytes));
    const lists = parseStaffText(gunzipSync(packed ?? Buffer.of()).toString('utf8'));
    expect([...lists.keys()]).toEqual(last.value.records.flatMap(({ code, staff }) => (staff === null ? [] : [code])));
  });

  it('keeps its name and bytes while nothing changes', async () => {
    const before = (await holders('苏小禾')).filter(isStaffPath).map((path) => path.replace(/^[^/]*/, ''));
    await publish(new Date('2026-01-16T02:00:00Z'));
    expect((await holders('苏小禾')).filter(isStaffPath).map((path) => path.replace(/^[^/]*/, ''))).toEqual(before);
  });

  it('is split by town above the limit, and the parts hold every list once', async () => {
    const made = Array.from({ length: 6 }, (_, at): Publishable => {
      const members = [{ name: `甲${at}`, category: '医师', group: 'doctor' as const, title: '', scope: '' }];
      return {
        record: { ...record(), code: `A${at}` as never, town: at < 3 ? '东镇' : '西镇' },
        openings: [{ salt: 'AAAAAAAAAAAAAAAAAAAAAA', body: { type: 'staff', members } }],
      };
    });
    const key = await ownKey();
    const about = { bureau: 'example', year: 2026 };
    expect([...(await packStaff(about, made, key)).keys()]).toEqual(['staff.bin']);
    const parts = await packStaff(about, made, key, 160);
    expect([...parts.keys()]).toEqual(['staff-1.bin', 'staff-2.bin']);
    const codes = [];
    for (const bytes of parts.values())
      codes.push(...parseStaffText(gunzipSync((await openStaff(key, bytes)) ?? Buffer.of()).toString()).keys());
    expect(codes.sort()).toEqual(made.map(({ record: { code } }) => code));
  });
});

describe('verify', () => {
  const keyFile = ['--inspector-key-file', 'county/keys/inspector.json'];

  it('passes with and without the key', async () => {
    for (const more of [[], keyFile]) expect((await run(['verify', 'county', ...more])).out).toContain('核验通过');
  });

  it('says of another key that it opens nothing, and of a file that is no key what to do', async () => {
    await writeFile(join(base, 'other.txt'), '0000 0000 0000 0000 0000 0000 0000');
    const other = await run(['verify', 'county', '--inspector-key-file', 'other.txt']);
    expect(other).toMatchObject({
      code: 1,
      out: expect.stringMatching(/✗ 加密的人员名单对不上\s+example\/2026\/staff\.bin/),
    });
    await writeFile(join(base, 'no.txt'), 'nothing');
    const none = await run(['verify', 'county', '--inspector-key-file', 'no.txt']);
    expect(none).toMatchObject({ code: 1, out: expect.stringContaining('不是监督员密钥') });
  });
});

/** The site signed anew by whoever has the keys, with other staff files. */
async function signWith(copy: string, staff: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<void> {
  const site = await realpath(join(copy, 'site'));
  const previous = await loadPrevious(join(site, 'd'));
  if (previous === null) throw new Error('nothing published');
  const { signed } = JSON.parse(previous.targets) as {
    signed: { targets: Record<string, { hashes: { sha256: string } }> };
  };
  const targets = new Map<string, Uint8Array<ArrayBuffer>>(staff);
  for (const [path, { hashes }] of Object.entries(signed.targets)) {
    if (!isStaffFile(path))
      targets.set(path, Uint8Array.from(await readFile(join(site, 'd', targetFile(path, hashes.sha256)))));
  }
  const bundled = [...targets.keys()].filter((path) => /records\.json$|\/keys\//.test(path));
  const signers = await loadSigners(join(copy, 'keys'), PASSPHRASE);
  for (const [path, bytes] of signRepository({ previous, targets, bundled, signers, now: NOW }).files)
    await writeFile(join(site, 'd', path), bytes);
}

describe('attack by an insider who signs: verify names', () => {
  const about = { bureau: 'example', year: 2026, part: 1, parts: 1 };
  const forged: Opening = { salt: 'AAAAAAAAAAAAAAAAAAAAAA', body: { type: 'staff', members: [] } };
  const staff = 'example/2026/staff.bin';
  let copy: string;
  let code: string;
  beforeAll(async () => {
    copy = join(base, 'insider');
    await cp(dir, copy, { recursive: true, verbatimSymlinks: true });
    const last = await loadLastRelease(dir, NOW);
    code = (last.ok && last.value?.records.find((one) => one.staff !== null)?.code) || '';
  });
  /** What is said of the staff files; files of earlier forgeries still lie there. */
  const verify = async (...more: string[]): Promise<string[]> => {
    const { problems } = JSON.parse((await run(['verify', 'insider', '--json', ...more])).out) as {
      problems: { code: string; detail: string }[];
    };
    return problems.filter((one) => one.code === 'staff').map(({ detail }) => detail);
  };
  const withKey = ['--inspector-key-file', 'county/keys/inspector.json'];
  const sealed = async (lists: ReadonlyMap<string, Opening>, part: typeof about) =>
    sealStaff(await ownKey(), part, gzip(staffText(lists)));

  it('a list that its record does not commit to, and one that is left out', async () => {
    await signWith(copy, new Map([[staff, await sealed(new Map([[code, forged]]), about)]]));
    expect(await verify()).toEqual([]);
    expect(await verify(...withKey)).toEqual([`record ${code}`]);
    await signWith(copy, new Map([[staff, await sealed(new Map(), about)]]));
    expect(await verify(...withKey)).toEqual([`record ${code} is missing`]);
  });

  it('without any key: a file of another year, of another part, or none at all', async () => {
    const lists = new Map([[code, forged]]);
    await signWith(copy, new Map([[staff, await sealed(lists, { ...about, year: 2025 })]]));
    expect(await verify()).toContain('another bureau or year');
    await signWith(copy, new Map([[staff, await sealed(lists, { ...about, parts: 2 })]]));
    expect(await verify()).toContain('another part');
    await signWith(copy, new Map([[staff, gzip('{}')]]));
    expect(await verify()).toEqual(['unreadable']);
    await signWith(copy, new Map());
    expect(await verify()).toEqual([]);
    expect(await verify(...withKey)).toEqual(['missing']);
  });

  it.each([
    ['a gzip bomb', () => gzip(' '.repeat(65 * 1024 * 1024)), 'unreadable'],
    ['what is not packed', () => utf8('{}'), 'unreadable'],
    ['null', () => gzip('null'), 'unreadable'],
    ['a list that is null', () => gzip(`{"${code}":null}`), 'record CODE'],
    ['a list with a salt of no length', () => gzip(`{"${code}":{"salt":"","body":{"type":"staff"}}}`), 'record CODE'],
  ])('%s in the place of the lists, and goes on to its end', async (_, packed, detail) => {
    await signWith(copy, new Map([[staff, await sealStaff(await ownKey(), about, packed())]]));
    expect(await verify(...withKey)).toContain(detail.replace('CODE', code));
  });
});

describe('who left', () => {
  it('stands in no byte of the site after the next publication, and a file put back is deleted by refresh', async () => {
    const now = new Date('2026-02-01T02:00:00Z');
    const [old = ''] = (await holders('苏小禾')).filter(isStaffPath);
    const bytes = await readFile(join(dir, 'releases', old));
    await writeCounty(dir, { ...SHEETS, 人员: SHEETS.人员.slice(0, 1) });
    expect((await publish(now)).ok).toBe(true);
    expect(await holders('苏小禾')).toEqual([]);
    expect((await holders('周柏年')).filter(isStaffPath)).toHaveLength(1);
    await writeFile(join(dir, 'site', old.replace(/^[^/]*\//, '')), bytes);
    expect(await holders('苏小禾')).toHaveLength(1);
    await refreshRelease({ dir, now, dist });
    expect(await holders('苏小禾')).toEqual([]);
    expect((await run(['verify', 'county', '--inspector-key-file', 'county/keys/inspector.json'], now)).code).toBe(0);
  });
});

describe('the inspector key', () => {
  it('is shown to scan and to type, the same every time, and kept from others on the machine', async () => {
    const [one, two] = [await run(['keys', 'inspector', 'county']), await run(['keys', 'inspector', 'county'])];
    expect(one).toEqual(two);
    expect(one.out).toContain('▄');
    expect(one.out).toContain('不要用微信扫');
    expect((await stat(join(dir, 'keys/inspector.json'))).mode & 0o077).toBe(0);
  });

  it('made before the first publication, lies in a folder that its owner alone can enter', async () => {
    await writeWorkspace(join(base, 'new'), SHEETS);
    expect(await run(['keys', 'inspector', 'new'])).toMatchObject({ code: 0 });
    expect((await stat(join(base, 'new/keys'))).mode & 0o077).toBe(0);
  });

  it('rotated, opens nothing until the next publication, of which status reminds; then the old one opens nothing', async () => {
    const before = await ownKey();
    const now = new Date('2026-02-02T02:00:00Z');
    expect((await run(['status', 'county'], now)).out).not.toContain('监督员');
    const rotated = await run(['keys', 'inspector', 'county', '--rotate'], now);
    expect(rotated.out).toContain('密钥已更换');
    expect((await run(['status', 'county'], now)).out).toContain('还不是用现在的监督员密钥加密的');
    expect((await publish(now)).ok).toBe(true);
    expect((await run(['status', 'county'], now)).out).not.toContain('监督员');
    const [path = ''] = (await holders('周柏年')).filter(isStaffPath);
    expect(await openStaff(before, Uint8Array.from(await readFile(join(dir, 'releases', path))))).toBeNull();
    expect((await run(['status', 'county'], new Date('2027-02-03T02:00:00Z'))).out).toContain('已满一年');
  });

  it('leaves nothing where there is no workspace; without one no staff file is published', async () => {
    expect(await run(['keys', 'inspector', 'nowhere'])).toMatchObject({ code: 1 });
    const plain = join(base, 'plain');
    await cp(dir, plain, { recursive: true, verbatimSymlinks: true });
    await rm(join(plain, 'keys/inspector.json'));
    const input = { dir: plain, year: 2026, stage: 'final' as const, now: new Date('2026-02-03T02:00:00Z') };
    expect((await publishRelease({ ...input, passphrase: PASSPHRASE, dist })).ok).toBe(true);
    const names = [...(await readTree(await realpath(join(plain, 'site')))).keys()];
    expect(names.filter(isStaffPath)).toEqual([]);
  });
});
