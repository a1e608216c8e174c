/** Losing each key, rehearsed: what still works, how it is replaced, and that phones of the first day follow. */
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { refreshRelease } from '../../../src/node/publish/refresh.ts';
import { acceptKey } from '../../../src/node/publish/signing/accept-key.ts';
import { loadPrevious } from '../../../src/node/publish/signing/previous.ts';
import { keysOfRoot, readOwn } from '../../../src/node/publish/signing/roles.ts';
import { rotateKey } from '../../../src/node/publish/signing/rotate.ts';
import { loadStatus } from '../../../src/node/publish/status.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { fingerprint } from '../../../src/node/verify/read-release.ts';
import { verifySite } from '../../../src/node/verify/verify-site.ts';
import { onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const COST = { N: 2 ** 14, r: 8, p: 1 };
const base = await mkdtemp(join(tmpdir(), 'yixinma-keys-'));
const dist = join(base, 'dist');
beforeAll(async () => {
  await writeBuild(dist);
  await found('first');
  await found('second');
});
afterAll(() => rm(base, { recursive: true, force: true }));

const at = (day: number) => new Date(Date.UTC(2026, 0, 15 + day, 2));

const publishOn = (dir: string, day: number) =>
  publishRelease({ dir, year: 2026, stage: 'final', now: at(day), passphrase: PASSPHRASE, dist });

/** A county that has published once, with keys of its own. */
async function found(name: string): Promise<void> {
  const dir = join(base, name);
  await writeCounty(dir, { 机构: [{ 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街12号' }], 评定: onSite('A1', '85') });
  expect((await publishOn(dir, 0)).ok).toBe(true);
}

/** A copy of such a county, with what its clerk does afterwards. */
async function county(name: string, of = 'first') {
  const dir = join(base, name);
  const keys = join(dir, 'keys');
  await cp(join(base, of), dir, { recursive: true, verbatimSymlinks: true });
  const publish = (day: number) => publishOn(dir, day);
  const root = fingerprint(await readFile(join(dir, 'site/d/metadata/1.root.json'), 'utf8'));
  const newest = async () => {
    const previous = await loadPrevious(join(dir, 'site/d'));
    return keysOfRoot(readOwn(previous?.roots.at(-1) ?? '', 'root'));
  };
  const rotate = async (key: string, passphrase = PASSPHRASE) =>
    rotateKey({ directory: keys, name: key, passphrase, held: await newest(), day: isoDate('2026-01-20'), cost: COST });
  /** As who pinned the first root sees it. */
  const verify = async (day: number) => {
    const text = (path: string) => readFile(join(dir, 'site', path), 'utf8').catch(() => null);
    return (await verifySite(directoryFetcher(join(dir, 'site/d')), text, root, at(day))).problems;
  };
  const states = async () =>
    Object.fromEntries(
      (await loadStatus(dir, at(1)))?.keys.map((key) => [
        key.state === 'elsewhere' ? `${key.role}?` : (key.name ?? ''),
        key.state,
      ]) ?? [],
    );
  return { dir, keys, publish, rotate, verify, newest, states };
}

describe('one root key is lost', () => {
  it('two others still sign, a new one takes its place, and then any two of the new three sign', async () => {
    const { keys, publish, rotate, verify, newest, states } = await county('root');
    const before = await newest();
    await rm(join(keys, 'root-2.key.json'));
    const made = await rotate('root-2');
    expect(made.retired).toBeNull();
    expect(await states()).toMatchObject({ 'root-1': 'here', 'root-2': 'pending', 'root?': 'elsewhere' });
    expect((await publish(1)).ok).toBe(true);
    const after = await newest();
    expect(after.roles.root.keyids).toHaveLength(3);
    expect(after.roles.root.keyids).toContain(made.keyid);
    expect(after.roles.root.keyids.filter((id) => before.roles.root.keyids.includes(id))).toHaveLength(2);
    expect(await verify(1)).toEqual([]);
    // The next one is lost as well: the new key now signs for its replacement.
    await rm(join(keys, 'root-1.key.json'));
    await rotate('root-1');
    expect((await publish(2)).ok).toBe(true);
    expect(await verify(2)).toEqual([]);
  });

  it('attack: a key file that somebody puts into the folder never becomes a root key', async () => {
    const { dir, keys, publish, rotate, newest, states } = await county('foreign');
    const other = await county('other', 'second');
    const before = await newest();
    await writeFile(join(keys, 'root-2.key.json'), await readFile(join(other.keys, 'root-2.key.json')));
    // A new root is signed meanwhile, for another reason.
    await rotate('online');
    expect((await publish(1)).ok).toBe(true);
    expect((await newest()).roles.root).toEqual(before.roles.root);
    expect(await states()).toMatchObject({ 'root-2': 'stray' });
    expect((await loadStatus(dir, at(1)))?.problems).toEqual([]);
  });

  it('while another is absent, and nobody remembers where either lay, it is not guessed which one', async () => {
    const { keys, rotate } = await county('absent');
    await rm(join(keys, 'root-1.key.json'));
    await rm(join(keys, 'root-2.key.json'));
    const seen = await readFile(join(keys, 'seen.json'));
    await rm(join(keys, 'seen.json'));
    await expect(rotate('root-2')).rejects.toMatchObject({ code: 'too-few-keys' });
    await writeFile(join(keys, 'seen.json'), seen);
    expect((await rotate('root-2')).retired).toBeNull();
  });

  it('with a second one before it was replaced, no new root can be signed, and the old one stands', async () => {
    const { dir, keys, publish, rotate, verify } = await county('two-roots');
    await rm(join(keys, 'root-1.key.json'));
    await rotate('root-1');
    await rm(join(keys, 'root-2.key.json'));
    await expect(publish(1)).rejects.toMatchObject({ code: 'too-few-keys' });
    expect(await verify(1)).toEqual([]);
    expect((await loadStatus(dir, at(1)))?.release?.version).toBe(1);
  });
});

describe('a targets key is lost', () => {
  it('nothing is published with one alone; replaced, the next publication is trusted by who knew the first', async () => {
    const { keys, publish, rotate, verify, newest } = await county('targets');
    await rm(join(keys, 'targets-1.key.json'));
    await expect(publish(1)).rejects.toMatchObject({ code: 'too-few-keys' });
    const { keyid } = await rotate('targets-1');
    expect((await publish(1)).ok).toBe(true);
    expect((await newest()).roles.targets.keyids).toContain(keyid);
    expect(await verify(1)).toEqual([]);
  });
});

describe('the online key', () => {
  it('lost: the timer stops with what to do, a new one works after one publication', async () => {
    const { dir, keys, publish, rotate, verify, states } = await county('online');
    await rm(join(keys, 'online.pem'));
    await expect(refreshRelease({ dir, now: at(60), dist })).rejects.toMatchObject({ code: 'no-keys' });
    expect(await states()).toMatchObject({ 'online?': 'elsewhere' });
    await rotate('online');
    expect(await states()).toMatchObject({ online: 'pending' });
    // Not before the root says so: nobody would believe it.
    await expect(refreshRelease({ dir, now: at(60), dist, force: true })).rejects.toMatchObject({
      code: 'too-few-keys',
    });
    expect((await publish(61)).ok).toBe(true);
    expect((await refreshRelease({ dir, now: at(62), dist, force: true })).renewed).toBe(true);
    expect(await verify(62)).toEqual([]);
  });

  it('stolen: after the rotation the thief’s timestamp is refused', async () => {
    const { dir, keys, publish, rotate, verify } = await county('stolen');
    await writeFile(join(base, 'thief.pem'), await readFile(join(keys, 'online.pem')));
    const { retired } = await rotate('online');
    expect(retired).toBe('online.2026-01-20.retired.pem');
    expect((await publish(1)).ok).toBe(true);
    await writeFile(join(keys, 'online.pem'), await readFile(join(base, 'thief.pem')));
    await expect(refreshRelease({ dir, now: at(2), dist, force: true })).rejects.toMatchObject({
      code: 'too-few-keys',
    });
    expect(await verify(2)).toEqual([]);
  });
});

describe('attack: a foreign key file in the folder', () => {
  it.each([
    'targets-2',
    'online',
  ])('%s: nothing is published, until its fingerprint is confirmed or it is gone', async (name) => {
    const { dir, keys, publish, verify, newest } = await county(`foreign-${name}`);
    const other = await county(`owner-of-${name}`, 'second');
    const before = await newest();
    const file = name === 'online' ? 'online.pem' : `${name}.key.json`;
    const own = await readFile(join(keys, file));
    await writeFile(join(keys, file), await readFile(join(other.keys, file)));
    const { keyid = '' } = (await loadStatus(dir, at(1)))?.keys.find(({ state }) => state === 'stray') ?? {};
    expect(await publish(1)).toMatchObject({ ok: false, fault: { code: 'foreign-keys', keys: [{ name, keyid }] } });
    const accept = async (fingerprint: string) =>
      acceptKey({
        directory: keys,
        name,
        medium: null,
        fingerprint,
        held: await newest(),
        today: isoDate('2026-01-16'),
      });
    await expect(accept('ab'.repeat(8))).rejects.toMatchObject({ code: 'foreign-key' });
    await expect(accept(keyid.slice(0, 15))).rejects.toMatchObject({ code: 'foreign-key' });
    expect(await newest()).toEqual(before);
    await writeFile(join(keys, file), own);
    expect((await publish(1)).ok).toBe(true);
    await writeFile(join(keys, file), await readFile(join(other.keys, file)));
    expect(await accept(keyid.slice(0, 16))).toBe('named');
    expect(await accept(keyid)).toBe('known');
    expect((await publish(2)).ok).toBe(true);
    expect(Object.keys((await newest()).keys)).toContain(keyid);
    expect(await verify(2)).toEqual([]);
  });
});

describe('the passphrase', () => {
  it('a new key is made only under the one that opens the others', async () => {
    const { rotate, states } = await county('passphrase');
    await expect(rotate('targets-2', 'another one, twelve or more')).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
    expect(await states()).toMatchObject({ 'targets-2': 'here' });
  });
});

describe('what is due', () => {
  it('is told before it expires: the timestamp from half of its life on, offline roles from a sixth', async () => {
    const { dir } = await county('due');
    const states = async (day: number) =>
      Object.fromEntries((await loadStatus(dir, at(day)))?.roles.map(({ role, state }) => [role, state]) ?? []);
    expect(await states(40)).toEqual({ timestamp: 'good', snapshot: 'good', targets: 'good', root: 'good' });
    expect(await states(50)).toMatchObject({ timestamp: 'due' });
    expect(await states(100)).toMatchObject({ timestamp: 'expired', snapshot: 'due' });
    expect(await states(350)).toMatchObject({ targets: 'due', root: 'good' });
    expect(await states(401)).toMatchObject({ targets: 'expired' });
    expect(await states(1000)).toMatchObject({ root: 'due' });
  });
});

describe('a rotation that was killed between its writes', () => {
  it('is finished by the next one, though the other root keys are elsewhere, and makes no second key', async () => {
    const { keys, publish, rotate, verify, newest } = await county('killed');
    for (const key of ['root-2', 'root-3']) await rename(join(keys, `${key}.key.json`), join(base, `${key}.away`));
    const made = await rotate('root-1');
    // As a kill before the last write leaves it: the new key has its name, nobody named it as a successor.
    await rm(join(keys, 'successors.json'));
    expect(await rotate('root-1')).toEqual(made);
    for (const key of ['root-2', 'root-3']) await rename(join(base, `${key}.away`), join(keys, `${key}.key.json`));
    expect((await publish(1)).ok).toBe(true);
    expect((await newest()).roles.root.keyids).toContain(made.keyid);
    expect(await verify(1)).toEqual([]);
  });

  it('attack: a file put in the place of the retired key, which the passphrase does not open, is not finished', async () => {
    const { keys, rotate, newest } = await county('killed-foreign');
    const other = await county('killed-other', 'second');
    const before = (await newest()).roles.root.keyids;
    await rotate('root-1');
    await rm(join(keys, 'successors.json'));
    await other.rotate('root-1', PASSPHRASE);
    const foreign = (await readFile(join(other.keys, 'root-1.key.json'), 'utf8')).replace(
      /"tag": "...."?/,
      '"tag": "AAAA',
    );
    await writeFile(join(keys, 'root-1.key.json'), foreign);
    const { keyid, retired } = await rotate('root-1');
    expect(retired).toBe('root-1.2026-01-20-2.retired.json');
    expect(foreign).not.toContain(keyid);
    expect(Object.entries(JSON.parse(await readFile(join(keys, 'successors.json'), 'utf8')))).toEqual([
      [expect.toSatisfy((id: string) => before.includes(id)), keyid],
    ]);
  });
});
