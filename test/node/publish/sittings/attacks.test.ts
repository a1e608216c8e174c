/** Attacks on signing in several sittings, by name: on the folder that travels, on signatures, on the order of things. */
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '../../../../src/core/domain/iso-date.ts';
import { targetFile } from '../../../../src/core/trust/trusted.ts';
import { rootKeysInForce } from '../../../../src/node/cli/keys/shared.ts';
import { signRefusal } from '../../../../src/node/cli/sittings/words.ts';
import { refreshRelease } from '../../../../src/node/publish/refresh.ts';
import { deriver, openKey } from '../../../../src/node/publish/signing/key-file.ts';
import { keyidOf, newKey, signerOf } from '../../../../src/node/publish/signing/keys.ts';
import { keysOfRoot, listing, readOwn, roleText, signaturesBy } from '../../../../src/node/publish/signing/roles.ts';
import { rotateKey } from '../../../../src/node/publish/signing/rotate.ts';
import { exportId, exportText } from '../../../../src/node/publish/sittings/format.ts';
import { waitingExports } from '../../../../src/node/publish/sittings/kept-folder.ts';
import { readExport, readParts } from '../../../../src/node/publish/sittings/read.ts';
import { missingFor, signatureFault } from '../../../../src/node/publish/sittings/signatures.ts';
import { keyChanges } from '../../../../src/node/publish/sittings/summary.ts';
import { PASSPHRASE, writeBuild } from '../../../support/workspace.ts';
import { at, type County, county, twin } from './county.ts';

const base = await mkdtemp(join(tmpdir(), 'yixinma-sittings-attacks-'));
const dist = join(base, 'dist');
let here: County;
let folder: string;
beforeAll(async () => {
  await writeBuild(dist);
  here = await county(base, 'county', dist);
  await twin(base, 'county', 'as-published', dist);
  await here.change(['50', '85', '85', '70']);
  folder = await here.export(2);
}, 60_000);
afterAll(() => rm(base, { recursive: true, force: true }));

/** The county as it was published first: the same keys, and nothing exported yet. */
const again = (name: string) => twin(base, 'as-published', name, dist);
const refusedWith = (code: string) => ({ ok: false, fault: { code: 'export', problems: [{ code }] } });
const json = async (file: string) => JSON.parse(await readFile(file, 'utf8'));

/** Signs the unsigned list anew after `change`, under the id that then fits. */
async function relist(
  copy: string,
  change: (signed: { version: number; expires: string; targets: Record<string, unknown> }) => void,
) {
  const { signed } = await json(join(copy, 'sign/targets.json'));
  change(signed);
  await writeFile(join(copy, 'sign/targets.json'), roleText(signed, []));
  await writeFile(join(copy, 'export.json'), exportText(exportId(null, signed), 'bureau'));
}

async function dataFile(copy: string, name: string): Promise<string> {
  const files = await readdir(join(copy, 'next/targets/example/2026'));
  return join(copy, 'next/targets/example/2026', files.find((file) => file.endsWith(`.${name}`)) ?? '');
}

describe('attack: the export is tampered with', () => {
  it('one grade changed in the data files, summary and list as they were', async () => {
    const copy = await here.copy(folder);
    const file = await dataFile(copy, 'index.bin');
    const text = gunzipSync(await readFile(file)).toString('utf8');
    expect(text).toContain('"poor"');
    await writeFile(file, gzipSync(text.replace('"poor"', '"excellent"')));
    expect(await here.sign(copy, 'targets-1', 3)).toMatchObject(refusedWith('file-hash'));
  });

  it('one grade changed in data files, records and list alike, the summary as it was', async () => {
    const other = await again('liar');
    await other.change(['50', '85', '85', '70']);
    const honest = await readFile(join(await other.export(2), '签名说明.txt'), 'utf8');
    await other.change(['85', '85', '85', '70']);
    const lying = await other.export(2);
    await writeFile(join(lying, '签名说明.txt'), honest);
    expect(await other.sign(lying, 'targets-1', 3)).toMatchObject(refusedWith('summary'));
  });

  it('one grade changed and the list with it, but not the records that prove it', async () => {
    const copy = await here.copy(folder);
    const file = await dataFile(copy, 'profile.bin');
    const text = gunzipSync(await readFile(file)).toString('utf8');
    const bytes = gzipSync(text.replace('中街0号', '中街9号'));
    const { hashes } = listing(bytes);
    await rename(file, file.replace(/[0-9a-f]{64}/, hashes.sha256));
    await writeFile(file.replace(/[0-9a-f]{64}/, hashes.sha256), bytes);
    await relist(copy, ({ targets }) => {
      targets['example/2026/profile.bin'] = listing(bytes);
    });
    expect(await here.sign(copy, 'targets-1', 3)).toMatchObject(refusedWith('content'));
  });

  it.each([
    ['a file left out', async (copy: string) => rm(await dataFile(copy, 'log.json')), 'file-missing'],
    ['the last publication cut short', (copy: string) => rm(join(copy, 'last/metadata/1.root.json')), 'last'],
    [
      'a bit of the last list flipped',
      async (copy: string) => {
        const file = join(copy, 'last/metadata/1.targets.json');
        await writeFile(file, (await readFile(file, 'utf8')).replace('"version":1', '"version":2'));
      },
      'last',
    ],
    [
      'the last publication left out, as if this were the first',
      (copy: string) => rm(join(copy, 'last'), { recursive: true }),
      'format',
    ],
    [
      'another id',
      async (copy: string) => writeFile(join(copy, 'export.json'), exportText('ab'.repeat(32), 'bureau')),
      'id',
    ],
    [
      'the same number again',
      (copy: string) =>
        relist(copy, (signed) => {
          signed.version = 1;
        }),
      'targets-version',
    ],
    [
      'a number that leaves none for later',
      (copy: string) =>
        relist(copy, (signed) => {
          signed.version = Number.MAX_SAFE_INTEGER;
        }),
      'targets-version',
    ],
    [
      'valid for ever',
      (copy: string) =>
        relist(copy, (signed) => {
          signed.expires = '2099-01-01T00:00:00Z';
        }),
      'lifetime',
    ],
  ] as const)('%s', async (_, tamper, code) => {
    const copy = await here.copy(folder);
    await tamper(copy);
    expect(await here.sign(copy, 'targets-1', 3)).toMatchObject(refusedWith(code));
  });

  it.each([
    ['after its fourteen days', 17, 'expired'],
    ['on a machine whose clock is far behind', -5, 'clock'],
  ] as const)('%s it is not signed', async (_, day, code) => {
    expect(await here.sign(folder, 'targets-1', day)).toMatchObject(refusedWith(code));
  });
});

/** What an attacker who runs the exporting machine can do: the id and the summary fit whatever is to be signed. */
describe('attack: what no summary tells, under an id that fits', () => {
  const evil = signerOf(newKey());
  // biome-ignore lint/suspicious/noExplicitAny: a root as the attacker writes it
  type Fields = any;
  const evilKey = { [evil.keyid]: evil.publicKey };

  const withRoot = async (change: (root: Fields) => void) => {
    const copy = await here.copy(folder);
    const { signed: root } = await json(join(copy, 'last/metadata/1.root.json'));
    const { signed: targets } = await json(join(copy, 'sign/targets.json'));
    Object.assign(root, { version: 2, 'x-signed-at': targets['x-signed-at'], expires: '2029-01-16T02:00:00Z' });
    change(root);
    await writeFile(join(copy, 'sign/root.json'), roleText(root, []));
    await writeFile(join(copy, 'export.json'), exportText(exportId(root, targets), 'bureau'));
    return here.sign(copy, 'root-1', 3);
  };

  it.each<readonly [string, object]>([
    [
      'a delegation to a key that nobody knows',
      {
        delegations: {
          keys: evilKey,
          roles: [{ name: 'example', keyids: [evil.keyid], threshold: 1, paths: ['example/*'] }],
        },
      },
    ],
    ['a field that no program of ours reads', { custom: 'x' }],
  ])('the list holds %s', async (_, fields) => {
    const copy = await here.copy(folder);
    await relist(copy, (signed) => Object.assign(signed, fields));
    expect(await here.sign(copy, 'targets-1', 3)).toMatchObject(refusedWith('fields'));
  });

  it.each<readonly [string, (root: Fields) => object, string]>([
    [
      'was signed in 2099, so that phones take that for today',
      () => ({ 'x-signed-at': '2099-01-01T00:00:00Z', expires: '2101-12-31T00:00:00Z' }),
      'signed-at',
    ],
    [
      'does not say when it was signed, and is valid for ever',
      () => ({ 'x-signed-at': undefined, expires: '9999-01-01T00:00:00Z' }),
      'signed-at',
    ],
    [
      'was signed years ago and has expired',
      () => ({ 'x-signed-at': '2020-01-01T00:00:00Z', expires: '2022-12-31T00:00:00Z' }),
      'signed-at',
    ],
    ['is valid for ever', () => ({ expires: '9999-01-01T00:00:00Z' }), 'lifetime'],
    ['has expired on the day it was signed', () => ({ expires: '2026-01-17T02:00:00Z' }), 'lifetime'],
    [
      'asks for two timestamp signatures of one key',
      ({ roles }) => ({ roles: { ...roles, timestamp: { ...roles.timestamp, threshold: 2 } } }),
      'root-keys',
    ],
    [
      'names the attacker’s key for snapshots',
      ({ keys, roles }) => ({
        keys: { ...keys, ...evilKey },
        roles: { ...roles, snapshot: { keyids: [evil.keyid], threshold: 1 } },
      }),
      'root-keys',
    ],
    ['carries a key that no role names', ({ keys }) => ({ keys: { ...keys, ...evilKey } }), 'root-keys'],
    [
      'gives a root key the timestamp',
      ({ roles }) => {
        const one = { keyids: roles.root.keyids.slice(0, 1), threshold: 1 };
        return { roles: { ...roles, snapshot: one, timestamp: one } };
      },
      'root-keys',
    ],
    ['holds a field that nobody is shown', () => ({ evil: 'x' }), 'fields'],
    [
      'holds a fifth role',
      ({ roles }) => ({ roles: { ...roles, mirrors: { keyids: [evil.keyid], threshold: 1 } } }),
      'fields',
    ],
  ])('the root %s', async (_, fields, code) => {
    const outcome = await withRoot((root) => Object.assign(root, fields(root)));
    expect(outcome).toMatchObject({
      ok: false,
      fault: { code: 'export', problems: expect.arrayContaining([expect.objectContaining({ code })]) },
    });
  });

  /** Another file under a signed path, and the list, the id and the summary with it. */
  const withFile = async (path: string, bytes: Uint8Array) => {
    const copy = await here.copy(folder);
    const name = join(copy, 'next', targetFile(path, listing(bytes).hashes.sha256));
    await mkdir(join(name, '..'), { recursive: true });
    await writeFile(name, bytes);
    await relist(copy, ({ targets }) => {
      targets[path] = listing(bytes);
    });
    const read = await readParts(copy, at(3));
    if (read.ok) await writeFile(join(copy, '签名说明.txt'), read.value.words());
    return { text: read.ok ? read.value.words() : '', outcome: await here.sign(copy, 'targets-1', 3) };
  };

  it('a file in the folder of another bureau', async () => {
    const { outcome } = await withFile('other/keys/claims.json', Buffer.from('{}'));
    expect(outcome).toMatchObject(refusedWith('other-folder'));
  });

  it('a file that the program knows no word for is told by its name', async () => {
    const { text, outcome } = await withFile('example/keys/unheard-of.json', Buffer.from('{}'));
    expect(text).toContain('⚠ 其他签名文件：keys/unheard-of.json，');
    expect(outcome).toMatchObject({ ok: true });
  });

  it('a name that hides what follows it, adds a line, or turns the text about, stands there harmless', async () => {
    const path = 'example/2026/bureau.json';
    const { signed } = await json(join(folder, 'sign/targets.json'));
    const file = targetFile(path, signed.targets[path].hashes.sha256);
    const bureau = await json(join(folder, 'next', file)).catch(() => json(join(folder, 'last', file)));
    const name = `${bureau.name}\u001b[8m\n密钥没有变化。\u202e`;
    const { text } = await withFile(path, Buffer.from(JSON.stringify({ ...bureau, name })));
    expect(text).toContain(`${bureau.name}‹U+001B›[8m‹U+000A›密钥没有变化。‹U+202E›（example，`);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    const path2 = 'example/2026/\u001b[2J.bin';
    const { outcome } = await withFile(path2, Buffer.from('x'));
    const fault = outcome.ok || outcome.fault.code === 'not-signed' ? null : signRefusal(outcome.fault);
    expect(fault).toContain('‹U+001B›');
    expect(fault).not.toContain('\u001b');
  });

  it.each([
    ['the summary is a device that never ends', '签名说明.txt', '/dev/zero'],
    ['the last timestamp is one', 'last/metadata/timestamp.json', '/dev/zero'],
    ['signatures are to be written elsewhere', 'signatures', tmpdir()],
  ])('%s', async (_, name, to) => {
    const copy = await here.copy(folder);
    await rm(join(copy, name), { force: true, recursive: true });
    await symlink(to, join(copy, name));
    expect(await here.sign(copy, 'targets-1', 3)).toMatchObject(refusedWith('not-a-file'));
  });

  it('a summary longer than any of ours is not read', async () => {
    const copy = await here.copy(folder);
    await truncate(join(copy, '签名说明.txt'), 3 * 2 ** 30);
    expect(await here.sign(copy, 'targets-1', 3)).toMatchObject(refusedWith('summary'));
  });

  it('a root that asks for more signatures is told as a change of keys', async () => {
    const last = keysOfRoot(readOwn(await readFile(join(folder, 'last/metadata/1.root.json'), 'utf8'), 'root'));
    const { roles } = last;
    const three = { ...last, roles: { ...roles, root: { ...roles.root, threshold: 3 } } };
    expect(keyChanges(last, three)).toEqual([{ role: 'root', change: 'threshold', from: 2, to: 3 }]);
    const other = { ...last, roles: { ...roles, snapshot: { keyids: [evil.keyid], threshold: 1 } } };
    expect(keyChanges(last, other)).toMatchObject([
      { role: 'online', change: 'removed' },
      { role: 'online', change: 'added', keyid: evil.keyid },
    ]);
  });
});

describe('attack: what lapsed is read where it waits for signatures', () => {
  /** Shown until 1 February 2026: day 17. */
  const PENALTY = {
    处罚: [
      {
        ...{ 机构编号: 'A0', 决定书文号: '卫医罚〔2025〕1号', 决定日期: '2025-02-01', 严重程度: '一般' },
        ...{ 案由: '案由甲', 处罚结果: '警告' },
      },
    ],
  };
  const idOf = async (out: string) => (await json(join(out, 'export.json'))).id as string;

  it('refresh deletes whatever holds a penalty past its last day, says so, and keeps the rest', async () => {
    const other = await again('lapsed');
    await other.change(['95', '85', '85', '70']);
    const out = await other.export(8);
    await other.change(['95', '85', '85', '70'], PENALTY);
    const lapsing = await idOf(await other.export(8));
    await mkdir(join(other.dir, 'sittings', `${lapsing}.next`));
    const told: (readonly string[])[] = [];
    const refresh = (day: number) =>
      refreshRelease({ dir: other.dir, now: at(day), dropped: (ids) => void told.push(ids) });
    await refresh(17);
    expect(told).toEqual([]);
    expect((await readdir(join(other.dir, 'sittings'))).sort()).toEqual([lapsing, await idOf(out)].sort());
    await refresh(18);
    expect(told).toEqual([[lapsing]]);
    expect(await waitingExports(other.dir)).toMatchObject([{ id: await idOf(out) }]);
    for (const key of ['targets-1', 'targets-2']) await other.sign(out, key, 18);
    expect(await other.import([out], 18)).toMatchObject({ value: { status: 'published' } });
  });

  it('refresh deletes an export on the day after its last, and status names it no more', async () => {
    const other = await again('expired');
    await other.change(['50', '85', '85', '70']);
    const id = await idOf(await other.export(2));
    const told: (readonly string[])[] = [];
    const refresh = (day: number) =>
      refreshRelease({ dir: other.dir, now: at(day), dropped: (ids) => void told.push(ids) });
    await refresh(16);
    expect(await waitingExports(other.dir)).toHaveLength(1);
    await refresh(17);
    expect(told).toEqual([[id]]);
    expect(await waitingExports(other.dir)).toEqual([]);
  });
});

describe('attack: signatures', () => {
  const signed = async (what: string, key: string, from = here, day = 3) => {
    const outcome = await from.sign(what, key, day);
    if (!outcome.ok) throw new Error(outcome.fault.code);
    return outcome.value.file;
  };

  it('a signature for another export', async () => {
    const other = await here.export(2, 2026);
    await here.change(['85', '85', '85', '70']);
    const lie = await here.export(2);
    const file = await signed(await here.copy(lie), 'targets-1');
    expect(await here.import([other, file], 3)).toMatchObject({ ok: false, fault: { code: 'several-exports' } });
    // Renamed, so that it says to be of the first.
    const id = (await json(join(folder, 'export.json'))).id;
    await writeFile(file, JSON.stringify({ ...(await json(file)), export: id }));
    expect(await here.import([file], 3)).toMatchObject({
      value: { status: 'waiting', refused: [{ why: 'bad-signature' }], missing: [{ have: 0 }] },
    });
  });

  it('a signature by a key that is not in the root, and a signer of the wrong bureau’s root', async () => {
    const other = await county(base, 'neighbour', dist);
    const key = other.stick('targets-1');
    expect(await here.sign(folder, 'targets-1', 3, key)).toMatchObject({
      ok: false,
      fault: { code: 'not-in-root', name: 'targets-1' },
    });
    expect(await here.sign(folder, 'root-1', 3)).toMatchObject({ ok: false, fault: { code: 'not-in-root' } });
    // Signed by force: the file is as a signer would write it.
    const read = await readExport(folder, at(3));
    if (!read.ok) throw new Error('not read');
    const signer = signerOf(openKey(await readFile(key, 'utf8'), key, deriver(PASSPHRASE)).key);
    const sig = signaturesBy(JSON.parse(read.value.roles.targets.text).signed, [signer])[0]?.sig ?? '';
    const file = join(base, 'forced.json');
    const forced = {
      format: 'yixinma-signatures-1',
      export: read.value.id,
      version: 2,
      keyid: signer.keyid,
      signatures: [{ role: 'targets', sig }],
    };
    await writeFile(file, JSON.stringify(forced));
    expect(await here.import([file], 3)).toMatchObject({
      value: { status: 'waiting', refused: [{ why: 'not-in-root' }] },
    });
    // Under the name of a key that counts, it does not verify.
    const [own = ''] = read.value.roles.after.roles.targets.keyids;
    await writeFile(file, JSON.stringify({ ...forced, keyid: own }));
    expect(await here.import([file], 3)).toMatchObject({ value: { refused: [{ why: 'bad-signature' }] } });
  });

  it('the same key twice, and the same key under two ids, is one signature', async () => {
    const copy = await here.copy(folder);
    const file = await json(await signed(copy, 'targets-1'));
    const read = await readExport(folder, at(3));
    if (!read.ok) throw new Error('not read');
    const { roles, id } = read.value;
    expect(missingFor([file, file], roles)).toMatchObject([{ role: 'targets', have: 1 }]);
    const alias = { ...file, keyid: 'cd'.repeat(32) };
    expect(await signatureFault(alias, id, roles)).toBe('not-in-root');
    // A root that lists it twice is not signed at all.
    const twice = await here.copy(folder);
    const { signed: root } = await json(join(folder, 'last/metadata/1.root.json'));
    const [first = '', second] = root.roles.targets.keyids;
    Object.assign(root, { version: 2, 'x-signed-at': '2026-01-17T02:00:00Z', expires: '2029-01-16T02:00:00Z' });
    const pem = root.keys[first].keyval.public.replace('-----END', '\n-----END');
    root.keys[keyidOf(pem)] = { ...root.keys[first], keyval: { public: pem } };
    root.roles.targets.keyids = [first, second, keyidOf(pem)];
    await writeFile(join(twice, 'sign/root.json'), roleText(root, []));
    await writeFile(
      join(twice, 'export.json'),
      exportText(exportId(root, (await json(join(twice, 'sign/targets.json'))).signed), 'bureau'),
    );
    expect(await here.sign(twice, 'root-1', 3)).toMatchObject(refusedWith('root-keys'));
  });

  it('what is kept here and altered meanwhile is not published', async () => {
    const other = await again('altered');
    await other.change(['50', '85', '85', '70']);
    const out = await other.export(2);
    for (const key of ['targets-1', 'targets-2']) await other.sign(out, key, 3);
    const [id = ''] = await readdir(join(other.dir, 'sittings'));
    const file = join(other.dir, 'sittings', id, 'openings.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('周柏年', '周伯年'));
    await expect(other.import([out], 3)).rejects.toThrow('被改动或不完整');
    expect(await other.verify(3)).toEqual([]);
  });
});

describe('attack: the order of things', () => {
  it('import after another publication is refused with both numbers, and the site stands', async () => {
    const other = await again('overtaken');
    await other.change(['50', '85', '85', '70']);
    const out = await other.export(2);
    for (const key of ['targets-1', 'targets-2']) await other.sign(out, key, 3);
    await other.change(['85', '85', '50', '70']);
    expect((await other.publish(3)).ok).toBe(true);
    expect(await other.import([out], 3)).toEqual({
      ok: false,
      fault: { code: 'superseded', version: 2, published: 2 },
    });
    expect(await other.verify(3)).toEqual([]);
  });

  it('replay of last year’s export: neither signed again, by date and by what the medium remembers, nor taken in', async () => {
    const other = await again('last-year');
    await other.change(['50', '85', '85', '70']);
    const out = await other.export(2);
    const unsigned = await other.copy(out);
    for (const key of ['targets-1', 'targets-2']) await other.sign(out, key, 2);
    expect(await other.import([out], 2)).toMatchObject({ value: { status: 'published' } });
    await other.change(['85', '85', '85', '70']);
    const next = await other.export(3);
    for (const key of ['targets-1', 'targets-2']) await other.sign(next, key, 3);
    expect(await other.import([next], 3)).toMatchObject({ value: { status: 'published' } });
    expect(await other.sign(unsigned, 'targets-1', 367)).toMatchObject(refusedWith('expired'));
    // The clock set back a year.
    expect(await other.sign(unsigned, 'targets-1', 3)).toEqual({
      ok: false,
      fault: { code: 'replayed', signed: 3, version: 2 },
    });
    expect(await other.import([out], 367)).toEqual({
      ok: false,
      fault: { code: 'superseded', version: 2, published: 3 },
    });
  });

  it('another first root than the one that this key signed under before, and an export of a neighbour', async () => {
    const other = await county(base, 'first-root', dist);
    await other.change(['50', '85', '85', '70']);
    const out = await other.export(2);
    await here.sign(await here.copy(folder), 'targets-1', 3);
    await cp(`${here.stick('targets-1')}.signed`, `${other.stick('targets-1')}.signed`);
    expect(await other.sign(out, 'targets-1', 2)).toMatchObject({
      ok: false,
      fault: { code: 'other-root', known: here.root, found: other.root },
    });
    await rm(`${other.stick('targets-1')}.signed`);
    await other.sign(out, 'targets-1', 2);
    expect(await here.import([out], 3)).toMatchObject({ ok: false, fault: { code: 'unknown-export' } });
  });

  it('a new root needs the old root’s keys and its own, and says which are missing', async () => {
    const other = await again('rotated');
    const held = await rootKeysInForce(other.dir);
    if (held === null) throw new Error('not published');
    const medium = join(base, 'new-root-2.json');
    const keys = { directory: join(other.dir, 'keys'), name: 'root-2', medium, held, day: isoDate('2026-01-16') };
    await rotateKey({ ...keys, passphrase: PASSPHRASE, cost: { N: 2 ** 14, r: 8, p: 1 } });
    const out = await other.export(2);
    expect(await readFile(join(out, '签名说明.txt'), 'utf8')).toContain('⚠ 密钥有变化2处');
    for (const key of ['targets-1', 'targets-2', 'root-2']) await other.sign(out, key, 2);
    expect(await other.sign(out, 'root-2', 2, medium)).toMatchObject({ ok: true });
    const missing = [
      { role: 'root', of: 'before', have: 1 },
      { role: 'root', of: 'after', have: 1 },
    ];
    expect(await other.import([out], 2)).toMatchObject({ value: { status: 'waiting', missing } });
    await other.sign(out, 'root-1', 2);
    expect(await other.import([out], 2)).toMatchObject({ value: { status: 'published' } });
    expect(await other.verify(2)).toEqual([]);
  });
});
