import { beforeAll, describe, expect, it } from 'vitest';
import { type Bytes, toBase64Url, toHex } from '../../../src/core/domain/bytes.ts';
import {
  type ClaimAddress,
  claimFits,
  claimStatement,
  makeClaimText,
  type PrintedGrade,
  parseClaim,
  pathOfClaim,
  verifyClaim,
} from '../../../src/core/trust/claim.ts';
import { type ClaimKey, claimKeysPath, parseClaimKeys } from '../../../src/core/trust/claim-keys.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const ADDRESS = { origin: 'https://yx.example.gov.cn', path: '/i/7L3M9PR2U5' };
const PRINTED = { kid: 1, year: 2026, level: 2 };

interface Pair {
  readonly key: ClaimKey;
  readonly sign: (statement: Bytes) => Promise<Bytes>;
}

async function pair(difference: Partial<ClaimKey> = {}): Promise<Pair> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  return {
    key: {
      kid: 1,
      suite: 'p256',
      publicKey: toBase64Url(point),
      origin: ADDRESS.origin,
      from: '2026-01-15',
      revokedOn: null,
      ...difference,
    },
    sign: async (statement) => new Uint8Array(await crypto.subtle.sign(ALGORITHM, privateKey, statement)),
  };
}

async function claimBy({ sign }: Pair, printed: PrintedGrade = PRINTED, address: ClaimAddress = ADDRESS) {
  return makeClaimText({ ...printed, signature: await sign(claimStatement(printed, address)) });
}

let bureau: Pair;
let claim: string;
const verify = (text: string, difference: Partial<ClaimKey> = {}, path = ADDRESS.path) =>
  verifyClaim(text, path, [{ ...bureau.key, ...difference }]);

beforeAll(async () => {
  bureau = await pair();
  claim = await claimBy(bureau);
});

describe('a printed claim', () => {
  it('is 160 digits that say key, year and level, and verifies', async () => {
    expect(claim).toMatch(/^12602\d{155}$/);
    expect(await verify(claim)).toEqual({ status: 'ok', year: 2026, level: 2, origin: ADDRESS.origin });
  });

  it('carries thirteen grades and more: the level has two digits', async () => {
    const thirteenth = await claimBy(bureau, { ...PRINTED, level: 13 });
    expect(thirteenth.slice(0, 5)).toBe('12613');
    expect(await verify(thirteenth)).toEqual({ status: 'ok', year: 2026, level: 13, origin: ADDRESS.origin });
  });

  it('reads back what was signed, however small the number is', () => {
    const signature = new Uint8Array(64);
    signature[63] = 7;
    const text = makeClaimText({ kid: 9, year: 2099, level: 99, signature });
    expect(text).toBe(`99999${'7'.padStart(155, '0')}`);
    expect(parseClaim(text)).toEqual({ kid: 9, year: 2099, level: 99, signature });
  });

  it.each([
    { ...PRINTED, kid: 0 },
    { ...PRINTED, kid: 10 },
    { ...PRINTED, year: 1999 },
    { ...PRINTED, year: 2100 },
    { ...PRINTED, level: 0 },
    { ...PRINTED, level: 100 },
    { ...PRINTED, level: 1.5 },
    { ...PRINTED, year: Number.NaN },
  ])('is not made of %o', (printed) => {
    expect(() => claimStatement(printed, ADDRESS)).toThrow(RangeError);
    expect(() => makeClaimText({ ...printed, signature: new Uint8Array(64) })).toThrow(RangeError);
  });

  it('is not made of a signature of another length', () => {
    expect(() => makeClaimText({ ...PRINTED, signature: new Uint8Array(63) })).toThrow(RangeError);
  });

  it('has room in codes of origins up to 40 bytes', () => {
    expect(claimFits(`https://${'a'.repeat(32)}`)).toBe(true);
    expect(claimFits(`https://${'a'.repeat(33)}`)).toBe(false);
  });
});

describe('refused', () => {
  it('changed digit: none of the 160 can be another one', async () => {
    for (let at = 0; at < claim.length; at++) {
      const changed = `${claim.slice(0, at)}${(Number(claim[at]) + 1) % 10}${claim.slice(at + 1)}`;
      expect((await verify(changed)).status, `digit ${at}`).not.toBe('ok');
    }
    expect(await verify(`12601${claim.slice(5)}`)).toEqual({ status: 'forged' });
    expect(await verify(`12702${claim.slice(5)}`)).toEqual({ status: 'forged' });
  });

  it.each([
    ['leading zeros before all', (text: string) => `0${text}`],
    ['leading zeros in the number', (text: string) => `${text.slice(0, 5)}0${text.slice(5)}`],
    ['a zero in place of the key', (text: string) => `0${text.slice(1)}`],
    ['no level', (text: string) => `${text.slice(0, 3)}00${text.slice(5)}`],
    ['a digit short', (text: string) => text.slice(0, -1)],
    ['a digit more', (text: string) => `${text}0`],
    ['a sign', (text: string) => `${text.slice(0, 5)}+${text.slice(6)}`],
    ['hexadecimal', (text: string) => `${text.slice(0, 5)}0x${text.slice(7)}`],
    ['digits of another script', (text: string) => `${text.slice(0, -1)}٣`],
    ['a line more', (text: string) => `${text}\n`],
    ['lost fragment', () => ''],
  ])('not a claim: %s', async (_name, change) => {
    expect(await verify(change(claim))).toEqual({ status: 'not-a-claim' });
  });

  it('value of 2^512 and more', () => {
    const at = (value: bigint) => parseClaim(`12602${value.toString().padStart(155, '0')}`);
    expect(toHex(at(2n ** 512n - 1n)?.signature ?? new Uint8Array(0))).toBe('ff'.repeat(64));
    expect(at(2n ** 512n)).toBeNull();
    expect(at(10n ** 155n - 1n)).toBeNull();
  });

  it('a signature whose r or s is zero, or not below the order', async () => {
    for (const fill of [0, 0xff]) {
      for (const [from, to] of [
        [0, 32],
        [32, 64],
      ]) {
        const signature = new Uint8Array(parseClaim(claim)?.signature ?? []).fill(fill, from, to);
        expect(await verify(makeClaimText({ ...PRINTED, signature }))).toEqual({ status: 'forged' });
      }
    }
  });

  it('unknown key', async () => {
    expect(await verify(await claimBy(bureau, { ...PRINTED, kid: 2 }))).toEqual({ status: 'unknown-key' });
    expect(await verifyClaim(claim, ADDRESS.path, [])).toEqual({ status: 'unknown-key' });
  });

  it('a stranger’s key under the bureau’s number', async () => {
    expect(await verify(await claimBy(await pair()))).toEqual({ status: 'forged' });
  });

  it('revoked key: what it signed no longer counts; what it did not sign is still forged', async () => {
    const revokedOn = '2026-06-01';
    expect(await verify(claim, { revokedOn })).toEqual({ status: 'revoked' });
    expect(await verify(`12601${claim.slice(5)}`, { revokedOn })).toEqual({ status: 'forged' });
  });

  it('other origin', async () => {
    const elsewhere = await claimBy(bureau, PRINTED, { ...ADDRESS, origin: 'https://yx.example.com' });
    expect(await verify(elsewhere)).toEqual({ status: 'forged' });
  });

  it('other institution’s path', async () => {
    expect(await verify(claim, {}, '/i/8L3M9PR2U5')).toEqual({ status: 'forged' });
  });

  it('origin and path cut elsewhere: the same bytes are the same address', async () => {
    expect(toHex(claimStatement(PRINTED, ADDRESS))).toBe(
      toHex(new TextEncoder().encode(`qr-claim-v1\n${ADDRESS.origin}${ADDRESS.path}\n12602`)),
    );
  });

  it('a key that is no point of the curve', async () => {
    const off = toBase64Url(Uint8Array.of(4, ...new Array<number>(64).fill(1)));
    expect(await verify(claim, { publicKey: off })).toEqual({ status: 'forged' });
    expect(await verify(claim, { publicKey: '%' })).toEqual({ status: 'forged' });
  });
});

describe('a claim that holds elsewhere', () => {
  const paths = ['/i/8L3M9PR2U5', ADDRESS.path, '/i/9L3M9PR2U5'];

  it('is found among the institutions of the bureau', async () => {
    expect(await pathOfClaim(claim, paths, [bureau.key])).toBe(ADDRESS.path);
  });

  it('is nobody’s when a digit was changed, the key is not listed, or it is no claim', async () => {
    expect(await pathOfClaim(`12601${claim.slice(5)}`, paths, [bureau.key])).toBeNull();
    expect(await pathOfClaim(claim, paths, [{ ...bureau.key, kid: 2 }])).toBeNull();
    expect(await pathOfClaim('1', paths, [bureau.key])).toBeNull();
  });
});

describe('last year’s board', () => {
  it('is still what the bureau printed: it says its year', async () => {
    const board = await claimBy(bureau, { ...PRINTED, year: 2025, level: 1 });
    expect(await verify(board)).toEqual({ status: 'ok', year: 2025, level: 1, origin: ADDRESS.origin });
  });

  it('verifies under the earlier key after a rotation', async () => {
    const next = await pair({ kid: 2 });
    const both = [next.key, bureau.key];
    expect((await verifyClaim(claim, ADDRESS.path, both)).status).toBe('ok');
    const renewed = await claimBy(next, { ...PRINTED, kid: 2 });
    expect((await verifyClaim(renewed, ADDRESS.path, both)).status).toBe('ok');
  });

  it('stays good when the bureau moves to another origin: each key knows the one that it signed for', async () => {
    const moved = await pair({ kid: 2, origin: 'https://credit.example.gov.cn' });
    expect((await verifyClaim(claim, ADDRESS.path, [moved.key, bureau.key])).status).toBe('ok');
  });
});

describe('the file of keys', () => {
  const file = () => ({
    v: 1,
    bureau: 'example',
    keys: [bureau.key],
    marks: { 2026: [{ zh: '优秀', en: 'Excellent' }] },
  });
  const read = (change: object) => parseClaimKeys(JSON.stringify({ ...file(), ...change }));

  it('lies beneath its bureau and is read whole', () => {
    expect(claimKeysPath('example')).toBe('example/keys/claims.json');
    expect(read({})).toEqual({ ok: true, value: file() });
  });

  it('names every place that is wrong', () => {
    const keys = [
      { ...bureau.key, kid: 0, publicKey: 'AAAA' },
      { ...bureau.key, suite: 'rsa', origin: 'yx.example.gov.cn', revokedOn: 'yesterday' },
    ];
    expect(read({ v: 2, keys, marks: { year: [] } })).toEqual({
      ok: false,
      fault: ['v', 'keys.0.kid', 'keys.0.publicKey', 'keys.1.suite', 'keys.1.origin', 'keys.1.revokedOn', 'marks.year'],
    });
  });

  it.each([
    ['kid', 1],
    ['kid', 9],
    ['origin', 'http://192.168.1.7:8443'],
    ['origin', 'https://www.example.gov.cn/yx/pingjia'],
    ['revokedOn', '2026-06-01'],
  ])('knows a key whose %s is %j', (field, value) => {
    expect(read({ keys: [{ ...bureau.key, [field]: value }] })).toMatchObject({ ok: true });
  });

  it.each([
    ['kid', 10],
    ['kid', 1.5],
    ['origin', 'https://yx.example.gov.cn/'],
    ['origin', 'https://yx.example.gov.cn//yx'],
    ['origin', 'https:///yx'],
    ['origin', 'see https://yx.example.gov.cn'],
    ['from', '2026-01-150'],
    ['from', '12026-01-15'],
    ['revokedOn', '2026-01-15\n'],
  ])('knows no key whose %s is %j', (field, value) => {
    expect(read({ keys: [{ ...bureau.key, [field]: value }] })).toEqual({ ok: false, fault: [`keys.0.${field}`] });
  });

  it.each(['12026', '20260', '2026\n'])('names no grades of the year %j', (year) => {
    expect(read({ marks: { [year]: [] } })).toEqual({ ok: false, fault: [`marks.${year}`] });
  });

  it('has each number once', () => {
    expect(read({ keys: [bureau.key, bureau.key] })).toEqual({ ok: false, fault: ['keys'] });
  });

  it('is no other text', () => {
    expect(parseClaimKeys('<html>')).toEqual({ ok: false, fault: [''] });
    expect(parseClaimKeys('null')).toEqual({ ok: false, fault: [''] });
  });
});
