import { createPublicKey, verify } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyId, parseIntakeKeys, parseReceiptKeys } from '../../../../src/core/complaint/keys.ts';
import { openSubmission } from '../../../../src/core/complaint/open.ts';
import { sealSubmission } from '../../../../src/core/complaint/seal.ts';
import { newSecret } from '../../../../src/core/complaint/secret.ts';
import { fromBase64Url, toBase64Url, utf8 } from '../../../../src/core/domain/bytes.ts';
import {
  ensureIntakeKeys,
  loadReceiptSigner,
  openRecipientKeys,
  publicIntakeKeys,
  rotateIntakeKey,
} from '../../../../src/node/publish/signing/intake-keys.ts';
import { makeDraft, seededRandom } from '../../../support/complaint.ts';

const CHEAP = { N: 2 ** 14, r: 8, p: 1 };
const PASSPHRASE = '县卫健局 2026 年度';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'intake-keys-'));
});
afterEach(() => rm(directory, { recursive: true }));

const ensure = (passphrase = PASSPHRASE) => ensureIntakeKeys(directory, passphrase, CHEAP);
const rotate = (kind: 'desk' | 'escrow' | 'receipt', passphrase = PASSPHRASE) =>
  rotateIntakeKey(directory, kind, passphrase, CHEAP);
const published = () => publicIntakeKeys(directory, 'example', 16);
const read = (name: string) => readFile(join(directory, name), 'utf8');

/** As a holder would: away from the publishing machine. */
async function moveAway(...names: string[]): Promise<string> {
  const medium = join(directory, 'medium');
  await mkdir(medium, { recursive: true });
  for (const name of names) await rename(join(directory, name), join(medium, name));
  return medium;
}

describe('the keys for complaints', () => {
  it('are made once, only their owner can read them, and no secret of desk or safe stands in the clear', async () => {
    await ensure();
    const made = ['desk-1.key.json', 'escrow-1.key.json', 'intake-public.json', 'receipt-1.pem'];
    expect((await readdir(directory)).sort()).toEqual(made);
    const before = await Promise.all(made.map(read));
    await ensure();
    expect(await Promise.all(made.map(read))).toEqual(before);
    for (const name of made) {
      expect((await read(name)).includes('PRIVATE'), name).toBe(name === 'receipt-1.pem');
      if (name !== 'intake-public.json') expect((await stat(join(directory, name))).mode & 0o777, name).toBe(0o600);
    }
  });

  it('are published in the form that phones read, each under the digest of its point', async () => {
    await ensure();
    const { intake, receipts } = await published();
    expect(parseIntakeKeys(JSON.stringify(intake))).toEqual(intake);
    expect(parseReceiptKeys(JSON.stringify(receipts))).toEqual(receipts);
    expect(intake).toMatchObject({ bureau: 'example', workBits: 16, retired: [] });
    expect(intake.recipients.map(({ role }) => role)).toEqual(['desk', 'escrow']);
    for (const { id, public: point } of [...intake.recipients, ...receipts.keys]) {
      expect(await keyId(fromBase64Url(point) ?? new Uint8Array())).toBe(id);
    }
  });

  it('open what a phone sealed to the published halves', async () => {
    await ensure();
    const random = seededRandom('intake keys');
    const { intake } = await published();
    const sealed = await sealSubmission(makeDraft(), [], intake, newSecret(random), random);
    const keys = await openRecipientKeys(directory, PASSPHRASE);
    expect(keys.map(({ id }) => id)).toEqual(intake.recipients.map(({ id }) => id));
    expect(keys.map((key) => key.private.length)).toEqual([32, 32]);
    for (const key of keys) {
      const opened = await openSubmission(sealed.envelope, key);
      expect(opened.ok && opened.value.submission.text).toBe(makeDraft().text);
    }
  });

  it('moved to their holders’ media are published unchanged, and none is invented in their place', async () => {
    await ensure();
    const before = await published();
    const medium = await moveAway('desk-1.key.json', 'escrow-1.key.json');
    await ensure();
    expect(await published()).toEqual(before);
    expect((await readdir(directory)).sort()).toEqual(['intake-public.json', 'medium', 'receipt-1.pem']);
    await expect(openRecipientKeys(directory, PASSPHRASE)).rejects.toMatchObject({ code: 'no-keys' });
    expect(await openRecipientKeys(medium, PASSPHRASE)).toHaveLength(2);
  });

  it('that never were are not there for anyone, and the message says how to get them', async () => {
    await expect(published()).rejects.toMatchObject({ code: 'no-keys' });
    await expect(rotate('desk')).rejects.toThrow(/intake设为online.*No keys for complaints/s);
    expect(await loadReceiptSigner(directory)).toBeNull();
    expect(await loadReceiptSigner(join(directory, 'nowhere'))).toBeNull();
  });
});

describe('a rotated key', () => {
  it('is the current one, while the earlier one stays as retired and still opens', async () => {
    await ensure();
    const { intake: before } = await published();
    await moveAway('desk-1.key.json');
    const id = await rotate('desk');
    const { intake } = await published();
    expect(intake.recipients).toMatchObject([{ id, role: 'desk' }, before.recipients[1]]);
    expect(intake.retired).toEqual([before.recipients[0]?.id]);
    await rename(join(directory, 'medium/desk-1.key.json'), join(directory, 'desk-1.key.json'));
    await rotate('escrow');
    expect((await openRecipientKeys(directory, PASSPHRASE)).map((key) => key.id)).toEqual([
      id,
      before.recipients[0]?.id,
      (await published()).intake.recipients[1]?.id,
      before.recipients[1]?.id,
    ]);
  });

  it('counts above ten, and never takes the number of one that was moved', async () => {
    await ensure();
    for (let n = 2; n <= 11; n++) await rotate('receipt');
    await moveAway('receipt-11.pem');
    await rotate('receipt');
    expect(await readdir(directory)).toContain('receipt-12.pem');
    const { keys } = (await published()).receipts;
    expect(keys).toHaveLength(12);
    expect(keys[0]?.id).toBe((await loadReceiptSigner(directory))?.key);
  });

  it('is not made with a mistyped passphrase', async () => {
    await ensure();
    await expect(rotate('desk', 'mistyped')).rejects.toMatchObject({ code: 'wrong-passphrase' });
    expect(await readdir(directory)).not.toContain('desk-2.key.json');
  });
});

describe('the receipt key', () => {
  it('signs what phones check, and gives the same secret for numbers every time', async () => {
    await ensure();
    const signer = await loadReceiptSigner(directory);
    const again = await loadReceiptSigner(directory);
    const { keys } = (await published()).receipts;
    expect(signer?.key).toBe(keys[0]?.id);
    expect(signer?.secret).toEqual(again?.secret);
    expect(signer?.secret.length).toBe(32);
    const point = fromBase64Url(keys[0]?.public ?? '') ?? new Uint8Array();
    const [x, y] = [point.slice(1, 33), point.slice(33)].map(toBase64Url);
    const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }, format: 'jwk' });
    const signature = signer?.sign(utf8('statement')) ?? new Uint8Array();
    expect(signature.length).toBe(64);
    expect(verify('sha256', utf8('statement'), { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
    expect(verify('sha256', utf8('other'), { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(false);
  });

  it('made since the last publication does not sign yet: phones would refuse its receipts', async () => {
    await ensure();
    const { receipts } = await published();
    const id = await rotate('receipt');
    expect((await loadReceiptSigner(directory))?.key).toBe(id);
    expect((await loadReceiptSigner(directory, receipts))?.key).toBe(receipts.keys[0]?.id);
    expect(await loadReceiptSigner(directory, { ...receipts, keys: [] })).toBeNull();
  });
});

describe('keys that were altered', () => {
  const edit = async (name: string, change: (text: string) => string) =>
    writeFile(join(directory, name), change(await read(name)));

  it('a public half put in place of another is refused before it is published', async () => {
    await ensure();
    const other = JSON.parse(await read('escrow-1.key.json')).public;
    await edit('desk-1.key.json', (text) => JSON.stringify({ ...JSON.parse(text), public: other }));
    await expect(ensure()).rejects.toThrow(/desk-1\.key\.json/);
    await expect(published()).rejects.toMatchObject({ code: 'bad-key-file' });
    await expect(openRecipientKeys(directory, PASSPHRASE)).rejects.toMatchObject({ code: 'bad-key-file' });
    // The same without the memory that contradicts it: the seal does.
    await rm(join(directory, 'intake-public.json'));
    await expect(ensure()).rejects.toMatchObject({ code: 'wrong-passphrase' });
  });

  it('a safe’s key under the name of a desk’s is refused', async () => {
    await ensure();
    await rename(join(directory, 'escrow-1.key.json'), join(directory, 'desk-2.key.json'));
    await expect(published()).rejects.toThrow(/desk-2\.key\.json/);
  });

  it('the memory with a flipped character, of another version or no JSON is refused, not filled up anew', async () => {
    await ensure();
    const honest = await read('intake-public.json');
    const memory = JSON.parse(honest);
    const flip = (text: string) => `${text.slice(0, 20)}${text[20] === 'A' ? 'B' : 'A'}${text.slice(21)}`;
    const bad = [
      '{',
      JSON.stringify({ ...memory, v: 2 }),
      JSON.stringify({
        ...memory,
        // Of the key that is away: no file here could contradict it.
        keys: memory.keys.map((key: { kind: string; public: string }) =>
          key.kind === 'desk' ? { ...key, public: flip(key.public) } : key,
        ),
      }),
    ];
    await moveAway('desk-1.key.json');
    for (const text of bad) {
      await writeFile(join(directory, 'intake-public.json'), text);
      await expect(ensure()).rejects.toMatchObject({ code: 'bad-key-file' });
      expect(await readdir(directory)).not.toContain('desk-1.key.json');
    }
  });

  it('a receipt key that is none is refused by name', async () => {
    await ensure();
    await writeFile(join(directory, 'receipt-1.pem'), 'no key');
    await expect(loadReceiptSigner(directory)).rejects.toThrow(/receipt-1\.pem/);
  });

  it('under another passphrase are not taken for the bureau’s', async () => {
    await ensure();
    await expect(ensure('another')).rejects.toMatchObject({ code: 'wrong-passphrase' });
    await expect(openRecipientKeys(directory, 'another')).rejects.toMatchObject({ code: 'wrong-passphrase' });
  });
});
