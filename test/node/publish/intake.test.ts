/** Publishing for online complaints: keys and ratings as signed files, objection codes for letters, and what verify says. */
import { mkdir, mkdtemp, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyId, parseIntakeKeys, parseReceiptKeys } from '../../../src/core/complaint/keys.ts';
import { type RatingsFile, summariseRatings } from '../../../src/core/complaint/ratings.ts';
import { type Bytes, utf8 } from '../../../src/core/domain/bytes.ts';
import { BUNDLE_FILE, parseBundle } from '../../../src/core/trust/bundle.ts';
import { trustedPaths } from '../../../src/core/trust/trusted.ts';
import { fetchTarget } from '../../../src/core/trust/updater.ts';
import { loadSaltSecret } from '../../../src/node/publish/keys.ts';
import { loadLastRelease } from '../../../src/node/publish/last-release.ts';
import { checkObjectionCode } from '../../../src/node/publish/objection-codes.ts';
import type { PublishRefusal } from '../../../src/node/publish/publication.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { refreshRelease } from '../../../src/node/publish/refresh.ts';
import { rotateIntakeKey } from '../../../src/node/publish/signing/intake-keys.ts';
import { loadSigners, type Signers } from '../../../src/node/publish/signing/keys.ts';
import { signRepository } from '../../../src/node/publish/signing/metadata.ts';
import { readTree } from '../../../src/node/publish/site.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { fingerprint } from '../../../src/node/verify/read-release.ts';
import { verifySite } from '../../../src/node/verify/verify-site.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const SHEETS = {
  机构: [
    { 机构编号: 'A1', 名称: '青石镇和安口腔门诊部', 地址: '中街12号' },
    { 机构编号: '=1+1', 名称: '白水镇“卫生院”, "新"', 地址: '白水街1号' },
  ],
  评定: onSite('A1', '93.5'),
};
const INTAKE = 'example/keys/intake.json';
const CLAIMS = 'example/keys/claims.json';
const RECEIPTS = 'example/keys/receipts.json';
const RATINGS = 'example/2026/ratings.json';

let base: string;
let dir: string;
let dist: string;
const publish = (now = NOW) => publishRelease({ dir, year: 2026, stage: 'final', now, passphrase: PASSPHRASE, dist });
const site = () => join(dir, 'site');

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-intake-'));
  dir = join(base, 'county');
  dist = join(base, 'dist');
  await writeBuild(dist);
  await writeCounty(dir, SHEETS, { intake: 'online' });
  expect((await publish()).ok).toBe(true);
}, 60_000);
afterAll(() => rm(base, { recursive: true, force: true }));

async function lastRelease() {
  const last = await loadLastRelease(dir, NOW);
  if (!last.ok || last.value === null) throw new Error('no release');
  return last.value;
}

/** Every signed file, exactly as published. */
async function targets(): Promise<Map<string, Bytes>> {
  const { trusted } = await lastRelease();
  const files = new Map<string, Bytes>();
  for (const path of trustedPaths(trusted)) {
    const read = await fetchTarget(trusted, path, directoryFetcher(join(site(), 'd')));
    if (read.ok) files.set(path, read.value);
  }
  return files;
}
const text = async (path: string) => Buffer.from((await targets()).get(path) ?? []).toString('utf8');

async function bundledPaths(): Promise<string[]> {
  const bundle = parseBundle(await readFile(join(site(), 'd', BUNDLE_FILE), 'utf8'));
  return bundle.ok ? [...bundle.value.files.keys()].sort() : [];
}

async function verifyNow(now = NOW) {
  const root = await readFile(join(site(), 'd/metadata/1.root.json'));
  const text = (path: string) => readFile(join(site(), path), 'utf8').catch(() => null);
  return verifySite(directoryFetcher(join(site(), 'd')), text, fingerprint(root), now);
}

describe('a bureau that takes complaints online', () => {
  it('publishes its keys as signed files that travel in the bundle, and verifies whole', async () => {
    expect(parseIntakeKeys(await text(INTAKE))).toMatchObject({ bureau: 'example', workBits: 16, retired: [] });
    expect(parseReceiptKeys(await text(RECEIPTS))?.keys).toHaveLength(1);
    expect(await bundledPaths()).toEqual(['example/2026/records.json', CLAIMS, INTAKE, RECEIPTS]);
    expect((await verifyNow()).problems).toEqual([]);
  });

  it('publishes the same bytes for the same keys, also after the sealed ones went to the safe', async () => {
    const before = [await text(INTAKE), await text(RECEIPTS)];
    await mkdir(join(base, 'safe'), { recursive: true });
    for (const name of ['desk-1.key.json', 'escrow-1.key.json']) {
      await rename(join(dir, 'keys', name), join(base, 'safe', name));
    }
    expect((await publish()).ok).toBe(true);
    expect([await text(INTAKE), await text(RECEIPTS)]).toEqual(before);
    await expect(stat(join(dir, 'keys/desk-1.key.json'))).rejects.toThrow(/ENOENT/);
  });

  it('names a rotated key at the next publication, and the earlier one as retired', async () => {
    const before = parseIntakeKeys(await text(INTAKE));
    const id = await rotateIntakeKey(join(dir, 'keys'), 'desk', PASSPHRASE);
    expect(await text(INTAKE)).not.toContain(id);
    expect((await publish()).ok).toBe(true);
    const after = parseIntakeKeys(await text(INTAKE));
    expect(after?.recipients.map((one) => one.id)).toEqual([id, before?.recipients[1]?.id]);
    expect(after?.retired).toEqual([before?.recipients[0]?.id]);
    expect((await verifyNow()).problems).toEqual([]);
    await rename(join(dir, 'keys/desk-2.key.json'), join(base, 'safe/desk-2.key.json'));
  });

  it('keeps keys in list and bundle when only the timestamp is renewed', async () => {
    const before = [await text(INTAKE), await text(RECEIPTS), await bundledPaths()];
    const later = new Date('2026-03-25T00:00:00Z');
    expect(await refreshRelease({ dir, now: later })).toMatchObject({ renewed: true });
    expect([await text(INTAKE), await text(RECEIPTS), await bundledPaths()]).toEqual(before);
    expect((await verifyNow(later)).problems).toEqual([]);
  });

  it('that closes them again publishes only those that receipts are checked with, and keeps the key files for what was received', async () => {
    await writeCounty(dir, SHEETS, { intake: 'none' });
    expect((await publish()).ok).toBe(true);
    expect([...(await targets()).keys()].filter((path) => path.includes('/keys/'))).toEqual([CLAIMS, RECEIPTS]);
    expect(await bundledPaths()).toEqual(['example/2026/records.json', CLAIMS, RECEIPTS]);
    expect((await verifyNow()).problems).toEqual([]);
    expect((await stat(join(dir, 'keys/receipt-1.pem'))).isFile()).toBe(true);
    await writeCounty(dir, SHEETS, { intake: 'online' });
    expect((await publish()).ok).toBe(true);
    expect(parseIntakeKeys(await text(INTAKE))?.retired).toHaveLength(1);
  });
});

describe('objection codes', () => {
  const read = () => readFile(join(dir, 'letters/objection-codes-2026.csv'), 'utf8');

  it('stand in a private table for the letters, and check at the desk', async () => {
    const table = await read();
    const [head, ...rows] = table.trimEnd().split('\r\n');
    expect(head).toBe('\uFEFF机构编号,名称,机构编码,异议码');
    const secret = await loadSaltSecret(dir);
    const [first = '', second = ''] = rows;
    const match = /^"A1","青石镇和安口腔门诊部","([0-9A-Y]{10})","([0-9A-Y]{5} [0-9A-Y]{5})"$/.exec(first);
    expect((await lastRelease()).records.map(({ code }) => code)).toContain(match?.[1]);
    expect(checkObjectionCode(match?.[2] ?? '', secret, 'example', 2026, 'A1')).toBe(true);
    expect(second).toMatch(/^"'=1\+1","白水镇“卫生院”, ""新""",/);
    expect((await stat(join(dir, 'letters/objection-codes-2026.csv'))).mode & 0o077).toBe(0);
    await publish();
    expect(await read()).toBe(table);
  });

  it('are nowhere in the site, neither grouped nor plain', async () => {
    const codes = [...(await read()).matchAll(/"([0-9A-Y]{5}) ([0-9A-Y]{5})"/g)];
    expect(codes).toHaveLength(2);
    const files = await readTree(join(dir, 'releases'));
    expect(files.size).toBeGreaterThan(20);
    for (const [path, bytes] of files) {
      const plain = Buffer.from(/\.bin$/.test(path) ? gunzipSync(bytes) : bytes);
      for (const [, left = '', right = ''] of codes) {
        expect(plain.includes(`${left} ${right}`) || plain.includes(left + right), path).toBe(false);
      }
      expect(path).not.toContain('letters');
    }
  });
});

describe('ratings', () => {
  const save = (value: unknown) => writeFile(join(dir, 'ratings.json'), JSON.stringify(value));
  let good: RatingsFile;

  beforeAll(async () => {
    const [record] = (await lastRelease()).records;
    const given = (institution: string) =>
      Array.from({ length: 37 }, (_, n) => ({
        institution,
        rating: n < 30 ? ('satisfied' as const) : ('fair' as const),
      }));
    good = summariseRatings('example', '2025-2', [...given(record?.code ?? ''), ...given('GONE000000')]);
  });

  it('of published institutions are signed with the grades of the year', async () => {
    await save(good);
    expect((await publish()).ok).toBe(true);
    const published = JSON.parse(await text(RATINGS));
    expect(Object.values(published.institutions)).toEqual([{ count: 30, shares: [0, 80, 20, 0, 0] }]);
    expect(published).toMatchObject({ bureau: 'example', half: '2025-2' });
    expect((await verifyNow()).problems).toEqual([]);
    await unlink(join(dir, 'ratings.json'));
  });

  it.each([
    ['no JSON', '{', /not in the right form/],
    ['another form', { v: 1 }, /not in the right form/],
    ['another bureau’s', () => ({ ...good, bureau: 'other' }), /another bureau/],
    [
      'exact numbers',
      () => ({ ...good, institutions: { A: { count: 37, shares: [0, 80, 20, 0, 0] } } }),
      /not rounded/,
    ],
    ['exact shares', () => ({ ...good, institutions: { A: { count: 30, shares: [0, 81, 19, 0, 0] } } }), /not rounded/],
  ])('with %s are refused with the reason, and nothing is published', async (_, content, reason) => {
    const before = await readFile(join(site(), 'd/metadata/timestamp.json'), 'utf8');
    await (typeof content === 'string'
      ? writeFile(join(dir, 'ratings.json'), content)
      : save(typeof content === 'function' ? content() : content));
    expect(refusalOf(await publish())).toMatch(reason);
    expect(await readFile(join(site(), 'd/metadata/timestamp.json'), 'utf8')).toBe(before);
    await unlink(join(dir, 'ratings.json'));
  });

  it('under a policy that asks for none are refused, not dropped in silence', async () => {
    await save(good);
    await writeCounty(dir, SHEETS, { rulebook: 'jinjiang', intake: 'online' });
    expect(refusalOf(await publish())).toMatch(/asks for no ratings/);
    await writeCounty(dir, SHEETS, { intake: 'online' });
    await unlink(join(dir, 'ratings.json'));
  });
});

function refusalOf(outcome: { ok: true } | { ok: false; fault: PublishRefusal }): string {
  if (outcome.ok || outcome.fault.code !== 'workspace') return JSON.stringify(outcome);
  return outcome.fault.workspace.problems
    .filter(({ code }) => code === 'ratings-wrong')
    .map(({ message }) => message.en)
    .join();
}

describe('verify names', () => {
  /** Signs the release anew with one file changed, as somebody with all keys could; `null` leaves it out. */
  async function resign(path: string, content: string | null, bundled?: readonly string[]): Promise<void> {
    const last = await lastRelease();
    const files = await targets();
    if (content === null) files.delete(path);
    else files.set(path, utf8(content));
    const { files: signed } = signRepository({
      previous: last.previous,
      targets: files,
      bundled: (bundled ?? ['example/2026/records.json', CLAIMS, INTAKE, RECEIPTS]).filter((one) => files.has(one)),
      signers,
      now: NOW,
    });
    for (const [name, bytes] of signed) {
      const file = join(site(), 'd', name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
    }
  }
  const problems = async () => (await verifyNow()).problems;
  let intake: string;
  let receipts: string;
  let signers: Signers;
  beforeAll(async () => {
    signers = await loadSigners(join(dir, 'keys'), PASSPHRASE);
    expect((await publish()).ok).toBe(true);
    [intake, receipts] = [await text(INTAKE), await text(RECEIPTS)];
  });

  it('a signed keys file that phones could not read, or that is another bureau’s', async () => {
    await resign(INTAKE, '{"v":1}');
    expect(await problems()).toEqual([{ code: 'intake', file: INTAKE, detail: 'unreadable' }]);
    await resign(INTAKE, intake.replace('"bureau":"example"', '"bureau":"other"'));
    expect(await problems()).toEqual([{ code: 'intake', file: INTAKE, detail: 'another bureau' }]);
    await resign(INTAKE, intake.replace('"role":"escrow"', '"role":"desk"'));
    expect(await problems()).toEqual([{ code: 'intake', file: INTAKE, detail: 'no escrow key' }]);
    await resign(INTAKE, intake);
    expect(await problems()).toEqual([]);
  });

  it('a key under another’s id, and a point that is not on the curve', async () => {
    const key = parseReceiptKeys(receipts)?.keys[0];
    await resign(RECEIPTS, receipts.replace(key?.id ?? '', '0123456789abcdef'));
    expect(await problems()).toEqual([{ code: 'intake', file: RECEIPTS, detail: 'key 0123456789abcdef' }]);
    const off = Buffer.alloc(65, 4);
    const id = await keyId(new Uint8Array(off));
    await resign(RECEIPTS, receipts.replace(key?.id ?? '', id).replace(key?.public ?? '', off.toString('base64url')));
    expect(await problems()).toEqual([{ code: 'intake', file: RECEIPTS, detail: `key ${id}` }]);
    await resign(RECEIPTS, receipts);
  });

  it('keys that are missing though complaints are open, or left out of the bundle', async () => {
    await resign(RECEIPTS, null);
    expect(await problems()).toEqual([{ code: 'intake', file: RECEIPTS, detail: 'missing' }]);
    await resign(RECEIPTS, receipts, ['example/2026/records.json', CLAIMS, INTAKE]);
    expect(await problems()).toEqual([{ code: 'bundle', file: BUNDLE_FILE, detail: `${RECEIPTS}: missing` }]);
    await resign(RECEIPTS, receipts);
  });

  it('damaged ratings, and a keys file with a flipped bit on disk', async () => {
    await resign(RATINGS, '{"v":1}');
    expect(await problems()).toEqual([{ code: 'intake', file: RATINGS, detail: 'unreadable' }]);
    await resign(RATINGS, null);
    const { trusted } = await lastRelease();
    const file = join(site(), `d/targets/example/keys/${trusted.target(INTAKE)?.sha256}.intake.json`);
    const bytes = await readFile(file);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    await writeFile(file, bytes);
    expect((await problems()).map((problem) => problem.file)).toEqual([expect.stringMatching(/keys\/.*intake\.json$/)]);
  });
});
