/** Keys that were made on another machine: taken before the first publication by their fingerprint alone, and each once. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { acceptKey } from '../../../src/node/publish/signing/accept-key.ts';
import { publicKeyText, publicPem } from '../../../src/node/publish/signing/key-file.ts';
import { newKey, publicHalfOf } from '../../../src/node/publish/signing/keys.ts';
import { createKeyOn } from '../../../src/node/publish/signing/media-keys.ts';
import { planSigning } from '../../../src/node/publish/signing/metadata.ts';
import { keyRing, loadSeenKeys } from '../../../src/node/publish/signing/seen-keys.ts';
import { COST, NOW, PASSPHRASE } from '../../support/workspace.ts';

const base = await mkdtemp(join(tmpdir(), 'yixinma-accept-'));
afterAll(() => rm(base, { recursive: true, force: true }));
const today = isoDate('2026-01-15');

async function desk(name: string) {
  const directory = join(base, name, 'county/keys');
  const usb = join(base, name, 'usb');
  await mkdir(usb, { recursive: true });
  const file = async (key: string, pem: string) => {
    await writeFile(join(usb, `${key}.public.json`), publicKeyText({ name: key, public: pem }));
    return join(usb, `${key}.public.json`);
  };
  const accept = (key: string, medium: string | null, fingerprint: string) =>
    acceptKey({ directory, name: key, medium, fingerprint, held: null, today });
  return { directory, usb, file, accept };
}

it('is one that the first root names, with the online key beside it; accepted again it changes nothing', async () => {
  const { directory, usb, file, accept } = await desk('first');
  const pem = publicPem(newKey());
  const { keyid } = publicHalfOf(pem);
  const medium = await file('root-1', pem);
  expect(await accept('root-1', medium, keyid.slice(0, 16))).toBe('named');
  expect(await accept('root-1', medium, keyid)).toBe('known');
  expect((await readdir(directory)).sort()).toEqual(['online.pem', 'seen.json']);
  expect(await loadSeenKeys(directory)).toMatchObject([{ name: 'root-1', keyid, place: usb, on: today }]);
  expect((await keyRing(directory, [], true)).root).toMatchObject([{ keyid }]);
});

it('more keys than the least can be named before the first publication: then any two of three targets keys sign', async () => {
  const { directory, file, accept } = await desk('more');
  const ids = new Map<string, string>();
  for (const name of ['root-1', 'root-2', 'root-3', 'targets-1', 'targets-2', 'targets-3']) {
    const pem = publicPem(newKey());
    ids.set(name, publicHalfOf(pem).keyid);
    await accept(name, await file(name, pem), publicHalfOf(pem).keyid);
  }
  const ring = await keyRing(directory, [], true);
  const { keys } = planSigning({ previous: null, targets: new Map(), ring, now: NOW, renew: () => true });
  const named = (role: string) => [...ids].filter(([name]) => name.startsWith(role)).map(([, id]) => id);
  expect(keys.roles.root).toEqual({ keyids: named('root').sort(), threshold: 2 });
  expect(keys.roles.targets).toEqual({ keyids: named('targets').sort(), threshold: 2 });
  expect(keys.roles.targets.keyids).toHaveLength(3);
});

it('attack: another key under a name that is taken, or one key under two names, which would be two votes of one holder', async () => {
  const { directory, usb, file, accept } = await desk('twice');
  const [mine, other] = [publicPem(newKey()), publicPem(newKey())];
  await accept('root-1', await file('root-1', mine), publicHalfOf(mine).keyid);
  const again = await file('root-1', other);
  await expect(accept('root-1', again, publicHalfOf(other).keyid)).rejects.toMatchObject({ code: 'keys-exist' });
  const twin = await file('root-2', mine);
  await expect(accept('root-2', twin, publicHalfOf(mine).keyid)).rejects.toThrow('root-1已经有了');
  const about = { directory, name: 'root-1', medium: join(usb, 'root-1.key.json'), passphrase: PASSPHRASE, today };
  await expect(createKeyOn({ ...about, cost: COST })).rejects.toMatchObject({ code: 'keys-exist' });
  expect(await loadSeenKeys(directory)).toHaveLength(1);
});

it('attack: a file that was exchanged on the way has another fingerprint, or another name, and leaves nothing behind', async () => {
  const { directory, file, accept } = await desk('exchanged');
  const { keyid } = publicHalfOf(publicPem(newKey()));
  const medium = await file('root-1', publicPem(newKey()));
  await expect(accept('root-1', medium, keyid)).rejects.toMatchObject({ code: 'foreign-key' });
  await expect(accept('root-1', medium, '')).rejects.toMatchObject({ code: 'foreign-key' });
  await expect(accept('root-2', medium, keyid)).rejects.toThrow('是root-1，不是root-2');
  expect(await readdir(directory).catch(() => [])).toEqual([]);
});

it('attack: a public half that is no P-256 key, or that is written otherwise, so that its fingerprint is of its bytes alone', async () => {
  const { file, accept } = await desk('odd');
  const p384 = publicPem(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey);
  for (const pem of [p384, `${publicPem(newKey())}\n`, publicPem(newKey()).replaceAll('\n', '\r\n'), 'no key']) {
    const medium = await file('root-1', pem);
    await expect(accept('root-1', medium, publicHalfOf(pem).keyid)).rejects.toMatchObject({ code: 'bad-key-file' });
  }
});

it.each([
  ['no key at all', 'hello'],
  ['another writing of a key', `${publicPem(newKey())}\n`],
])('a sealed key file whose public half is %s is refused before it stands in the way of the first publication', async (name, pem) => {
  const { usb, directory, accept } = await desk(name);
  await createKeyOn({
    directory,
    name: 'root-1',
    medium: join(usb, 'root-1.key.json'),
    passphrase: PASSPHRASE,
    today,
    cost: COST,
  });
  const file = join(usb, 'bent.key.json');
  const whole = JSON.parse(await readFile(join(usb, 'root-1.key.json'), 'utf8'));
  await writeFile(file, JSON.stringify({ ...whole, name: 'root-2', public: pem }));
  await expect(accept('root-2', file, publicHalfOf(pem).keyid)).rejects.toMatchObject({ code: 'bad-key-file' });
  expect((await loadSeenKeys(directory)).map((key) => key.name)).toEqual(['root-1']);
});
