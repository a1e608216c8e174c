import { constants, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fromHex, utf8 } from '../../../src/core/domain/bytes.ts';
import { ed25519 } from '../../../src/core/trust/ed25519.ts';
import { everyKey } from '../../../src/core/trust/every-key.ts';
import { isMap, type JsonMap, readJson } from '../../../src/core/trust/json.ts';
import { p256, signatureCheck } from '../../../src/core/trust/keys.ts';
import { rsaPss } from '../../../src/core/trust/rsa.ts';
import { refreshTrust } from '../../../src/core/trust/updater.ts';
import { MemoryStore, OurClient } from '../../support/tuf-clients.ts';
import { canonicalText, Key, T0, TufRepository } from '../../support/tuf-repository.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

function mapOf(value: unknown): JsonMap {
  const map = readJson(JSON.stringify(value));
  if (!isMap(map)) throw new Error('not an object');
  return map;
}

describe('P-256 keys', () => {
  const { listed } = new Key();
  const pem = listed.keyval.public;
  const body = pem.replace(/-----[A-Z ]+-----|\s/g, '');
  const read = (text: string) => p256.publicKey(mapOf({ ...listed, keyval: { public: text } }));

  it('are one key in every spelling of their PEM', () => {
    const spellings = [
      pem,
      pem.trim(),
      pem.replace(/\n/g, '\r\n'),
      `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----`,
    ];
    expect(new Set(spellings.map(read)).size).toBe(1);
    expect(read(pem)).toMatch(/^3059/);
  });

  it.each([
    ['no PEM', body],
    ['a private label', pem.replace(/PUBLIC/g, 'PRIVATE')],
    ['text around it', `x${pem}`],
    ['two keys', pem + pem],
    ['no base64', pem.replace(body.slice(0, 8), '****')],
    ['a shortened key', pem.replace(body.slice(-16), '')],
    [
      'a P-384 key',
      generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ],
    ['nothing', ''],
  ])('with %s are not read', (_, text) => {
    expect(read(text)).toBeNull();
  });

  it.each([
    { scheme: 'ecdsa-sha2-nistp384' },
    { keytype: 'rsa' },
    { keyval: {} },
    { keyval: 'text' },
    { keyval: { public: 7 } },
  ])('of another description are not read: %j', (change) => {
    expect(p256.publicKey(mapOf({ ...listed, ...change }))).toBeNull();
  });

  it('off the curve verify nothing', async () => {
    const off = `${(read(pem) ?? '').slice(0, -2)}00`;
    const signature = fromHex(new Key().signText('y')) ?? utf8('');
    expect(await p256.verify(off, signature, utf8('y'))).toBe(false);
    expect(await p256.verify('zz', signature, utf8('y'))).toBe(false);
    expect(await p256.verify(off, utf8('x'), utf8('y'))).toBe(false);
  });
});

describe('Ed25519 keys', () => {
  /** A repository whose timestamp is signed by an Ed25519 key alone. */
  function repositoryOf() {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
    const repository = new TufRepository();
    const { root, timestamp } = repository.signed;
    Object.assign(root.keys as object, { ed: { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: raw } } });
    Object.assign(root.roles as object, { timestamp: { keyids: ['ed'], threshold: 1 } });
    repository.write('root');
    const sig = sign(null, utf8(canonicalText(timestamp)), privateKey).toString('hex');
    repository.write('timestamp', JSON.stringify({ signatures: [{ keyid: 'ed', sig }], signed: timestamp }));
    return repository;
  }

  it('count for who loads them, and are ignored by the page', async () => {
    const repository = repositoryOf();
    expect(await new OurClient(repository, signatureCheck(p256, ed25519)).outcome(T0)).toBe('current');
    expect(await new OurClient(repository).outcome(T0)).toBe('refused:signature');
  });

  it('with a bent signature, or of another form, do not count', async () => {
    const repository = repositoryOf();
    repository.write('timestamp', repository.file('metadata/timestamp.json').replace(/"sig":"..../, '"sig":"0000'));
    expect(await new OurClient(repository, signatureCheck(p256, ed25519)).outcome(T0)).toBe('refused:signature');
    expect(ed25519.publicKey(mapOf({ keytype: 'ed25519', scheme: 'ed25519', keyval: { public: 'ABCD' } }))).toBeNull();
    const key = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: 'ab'.repeat(32) } };
    expect(ed25519.publicKey(mapOf(key))).toBe('ab'.repeat(32));
    for (const text of [null, 7, '', 'ab'.repeat(33), `${'ab'.repeat(31)}xy`, 'AB'.repeat(32)]) {
      expect(ed25519.publicKey(mapOf({ ...key, keyval: { public: text } })), String(text)).toBeNull();
    }
    expect(ed25519.publicKey(mapOf({ ...key, keytype: 'rsa' }))).toBeNull();
    expect(ed25519.publicKey(mapOf({ ...key, scheme: 'ed448' }))).toBeNull();
  });

  it('verify what they signed, whole and by themselves alone', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
    const signature = Uint8Array.from(sign(null, utf8('y'), privateKey));
    expect(await ed25519.verify(raw, signature, utf8('y'))).toBe(true);
    expect(await ed25519.verify(raw, signature, utf8('z'))).toBe(false);
    for (const bent of [signature.subarray(1), Uint8Array.from([...signature, 0]), signature.map((byte) => byte ^ 1)]) {
      expect(await ed25519.verify(raw, Uint8Array.from(bent), utf8('y'))).toBe(false);
    }
    for (const key of ['zz', raw.slice(2), `${raw}00`])
      expect(await ed25519.verify(key, signature, utf8('y'))).toBe(false);
  });
});

describe('RSA keys', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pemOf = (key = publicKey) => key.export({ type: 'spki', format: 'pem' }).toString();
  const listed = (text: string) => mapOf({ keytype: 'rsa', scheme: 'rsassa-pss-sha256', keyval: { public: text } });
  const read = (text: string) => rsaPss.publicKey(listed(text)) ?? '';
  const signed = utf8('{"signed":1}');
  const signature = (saltLength: number) => {
    const options = { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
    return new Uint8Array(sign('sha256', signed, options));
  };

  it('verify with a salt as long as the hash and with the longest one, and with no other text', async () => {
    expect(await rsaPss.verify(read(pemOf()), signature(32), signed)).toBe(true);
    expect(await rsaPss.verify(read(pemOf()), signature(constants.RSA_PSS_SALTLEN_MAX_SIGN), signed)).toBe(true);
    expect(await rsaPss.verify(read(pemOf()), signature(32), utf8('{"signed":2}'))).toBe(false);
    expect(await rsaPss.verify('zz', signature(32), signed)).toBe(false);
  });

  it('of fewer than 2,048 bits do not count', () => {
    const short = generateKeyPairSync('rsa', { modulusLength: 2040 });
    expect(read(pemOf(short.publicKey))).toBe('');
    expect(read(pemOf())).not.toBe('');
  });

  it('too small for any salt verify nothing, and stop nothing', async () => {
    const modulus = 'ff'.repeat(32);
    const size = (around: number) => `82${(32 + around).toString(16).padStart(4, '0')}`;
    const integers = `02${size(1)}00${modulus}0203010001`;
    const tiny = `30${size(34)}300d06092a864886f70d010101050003${size(15)}0030${size(10)}${integers}`;
    expect(await rsaPss.verify(tiny, utf8('x'.repeat(32)), signed)).toBe(false);
  });

  it('without padding for probabilistic signatures do not count', async () => {
    expect(await rsaPss.verify(read(pemOf()), new Uint8Array(sign('sha256', signed, privateKey)), signed)).toBe(false);
  });

  it('verify a signature that begins with a zero, and not the same number without it or with one more', async () => {
    const vector = JSON.parse(
      readFileSync(new URL('../../vectors/rsa-pss-leading-zero.json', import.meta.url), 'utf8'),
    );
    const key = read(
      spelled(`30820122300d06092a864886f70d01010105000382010f003082010a0282010100${vector.modulus}0203010001`),
    );
    const bytes = fromHex(vector.signature) ?? utf8('');
    expect(await rsaPss.verify(key, bytes, signed)).toBe(true);
    expect(await rsaPss.verify(key, bytes.subarray(1), signed)).toBe(false);
    expect(await rsaPss.verify(key, Uint8Array.of(0, ...bytes), signed)).toBe(false);
  });

  /** The same key with one more zero before its modulus, and every length that holds it one more. */
  const padded = (spki: string) =>
    spki
      .replace('30820122', '30820123')
      .replace('0382010f', '03820110')
      .replace('3082010a', '3082010b')
      .replace('0282010100', '028201020000');
  const other = (options: { modulusLength: number; publicExponent?: number }) =>
    pemOf(generateKeyPairSync('rsa', options).publicKey);
  const spelled = (hex: string) =>
    `-----BEGIN PUBLIC KEY-----\n${Buffer.from(hex, 'hex').toString('base64')}\n-----END PUBLIC KEY-----`;
  it.each([
    ['of 1,024 bits', () => other({ modulusLength: 1024 })],
    ['with exponent 3', () => other({ modulusLength: 2048, publicExponent: 3 })],
    ['in the older label', () => publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['of another curve', () => new Key().listed.keyval.public],
    ['with bytes after their end', () => spelled(`${read(pemOf())}00`)],
    ['whose algorithm has no parameters', () => spelled(read(pemOf()).replace('0500', ''))],
    ['with a length too long by one', () => spelled(read(pemOf()).replace('02820101', '02820102'))],
    ['whose modulus begins with a zero', () => spelled(padded(read(pemOf())))],
    ['that are nothing', () => ''],
  ])('%s are not read', (_, text) => {
    expect(rsaPss.publicKey(listed(text()))).toBeNull();
  });

  it.each([
    { keytype: 'ecdsa' },
    { scheme: 'rsa-pkcs1v15-sha256' },
    { keyval: 'text' },
  ])('of another description are not read: %j', (change) => {
    const key = { keytype: 'rsa', scheme: 'rsassa-pss-sha256', keyval: { public: pemOf() }, ...change };
    expect(rsaPss.publicKey(mapOf(key))).toBeNull();
  });

  it('are one key in every spelling of their PEM, and OpenSSL reads the spelling that counts', () => {
    expect(new Set([pemOf(), pemOf().trim(), pemOf().replace(/\n/g, '\r\n')].map(read)).size).toBe(1);
    const der = Buffer.from(read(pemOf()), 'hex');
    expect(createPublicKey({ key: der, type: 'spki', format: 'der' }).equals(publicKey)).toBe(true);
  });

  it('count beside P-256 and Ed25519 keys for who loads every kind', async () => {
    const repository = new TufRepository();
    const { root, timestamp } = repository.signed;
    const entry = { keytype: 'rsa', scheme: 'rsassa-pss-sha256', keyval: { public: pemOf() } };
    Object.assign(root.keys as object, { rsa: entry });
    Object.assign(root.roles as object, { timestamp: { keyids: ['rsa'], threshold: 1 } });
    repository.write('root');
    const options = { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    const sig = sign('sha256', utf8(canonicalText(timestamp)), options).toString('hex');
    repository.write('timestamp', JSON.stringify({ signatures: [{ keyid: 'rsa', sig }], signed: timestamp }));
    expect(await new OurClient(repository, everyKey).outcome(T0)).toBe('current');
    expect(await new OurClient(repository).outcome(T0)).toBe('refused:signature');
  });
});

describe('a page over plain http', () => {
  it('has no crypto.subtle: it says so and asks for nothing', async () => {
    vi.stubGlobal('crypto', {});
    const repository = new TufRepository();
    const { pin } = new OurClient(repository);
    const state = await refreshTrust({ fetcher: repository.fetcher(), store: new MemoryStore(), pin, now: T0 });
    expect(state).toEqual({ status: 'refused', problem: { code: 'no-crypto', file: '' } });
    expect(repository.requests).toEqual([]);
  });
});
