/** A second implementation of HPKE, with node:crypto for the rest, reads what we seal and seals what we read. */
import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import * as second from 'hpke';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Envelope, envelopeDigest, parseEnvelope } from '../../../src/core/complaint/envelope.ts';
import { openSubmission } from '../../../src/core/complaint/open.ts';
import { type Sealed, sealSubmission } from '../../../src/core/complaint/seal.ts';
import { newSecret, replyKeyPair, type Secret } from '../../../src/core/complaint/secret.ts';
import { openAnswer, sealAnswer } from '../../../src/core/complaint/status.ts';
import { bufferOf, hpke } from '../../../src/core/complaint/suite.ts';
import { type Bytes, concat, fromHex, toHex, utf8 } from '../../../src/core/domain/bytes.ts';
import { makeDraft, makeIntake, seededRandom, type TestIntake } from '../../support/complaint.ts';

const suite = new second.CipherSuite(
  second.KEM_DHKEM_P256_HKDF_SHA256,
  second.KDF_HKDF_SHA256,
  second.AEAD_AES_256_GCM,
);
const random = seededRandom('second implementation');
const HEAD = 'hpke-p256-sha256-aes256gcm-1\ntest-county\n0b5f9a52-8a4e-4c55-9c3e-0d1f2a3b4c5d\n';
const bytes = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'base64url'));
const text = (value: Uint8Array): string => Buffer.from(value).toString('base64url');
const hash = (value: Uint8Array | string): string => createHash('sha256').update(value).digest('hex');
const derived = (key: Uint8Array, info: string) => new Uint8Array(hkdfSync('sha256', key, '', info, 32));

let intake: TestIntake;
let secret: Secret;
let sealed: Sealed;
const photo = random(300_000);

beforeAll(async () => {
  intake = await makeIntake(random);
  secret = newSecret(random);
  sealed = await sealSubmission(makeDraft(), [random(5), photo], intake.keys, secret, random);
});

/** AES-256-GCM as the format uses it: three counters of 32 bits are the nonce. */
function gcm(key: Uint8Array, [photo, chunk, last]: [number, number, number]) {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(photo, 0);
  nonce.writeUInt32BE(chunk, 4);
  nonce.writeUInt32BE(last, 8);
  return {
    open(value: Uint8Array, aad: string): Buffer {
      const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad));
      decipher.setAuthTag(value.subarray(-16));
      return Buffer.concat([decipher.update(value.subarray(0, -16)), decipher.final()]);
    },
    seal(value: Uint8Array, aad: string): Buffer {
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad));
      return Buffer.concat([cipher.update(value), cipher.final(), cipher.getAuthTag()]);
    },
  };
}

describe('the second implementation', () => {
  it('opens what we seal: wrapped key, commitment, body and photos', async () => {
    const { envelope, parts } = sealed;
    for (const [i, key] of [intake.desk, intake.escrow].entries()) {
      const to = envelope.recipients[i];
      if (!to) throw new Error('two recipients');
      const options = { info: utf8('yixinma-submission-1'), aad: utf8(HEAD + to.key) };
      const privateKey = await suite.DeserializePrivateKey(key.private, true);
      const contentKey = await suite.Open(privateKey, bytes(to.enc), bytes(to.wrapped), options);
      expect(text(derived(contentKey, 'yixinma-commitment-1'))).toBe(envelope.commitment);
      const plain = gcm(derived(contentKey, 'yixinma-body-1'), [0, 0, 0]).open(
        bytes(envelope.body),
        JSON.stringify({ ...envelope, body: '' }),
      );
      expect(plain.length % 1024).toBe(0);
      expect(JSON.parse(plain.toString())).toEqual(sealed.submission);
      const photoKey = derived(contentKey, 'yixinma-photo-1');
      const [, first, last] = parts;
      if (!first || !last) throw new Error('three parts');
      const start = gcm(photoKey, [1, 0, 0]).open(first, `${HEAD}photo 1 chunk 0`);
      const end = gcm(photoKey, [1, 1, 1]).open(last, `${HEAD}photo 1 chunk 1 last`);
      expect(Buffer.concat([start, end]).subarray(0, photo.length).equals(photo)).toBe(true);
      expect([start.length, end.length]).toEqual([262_144, 49_152]);
    }
    expect(hash(JSON.stringify(envelope))).toBe(await envelopeDigest(envelope));
    expect(parts.map((part) => hash(part))).toEqual(envelope.parts.map((part) => part.sha256));
  });

  it('seals what we open', async () => {
    const contentKey = random(32);
    const recipients = [];
    for (const to of intake.keys.recipients) {
      const point = await suite.DeserializePublicKey(bytes(to.public));
      const options = { info: utf8('yixinma-submission-1'), aad: utf8(HEAD + to.id) };
      const made = await suite.Seal(point, contentKey, options);
      recipients.push({ key: to.id, enc: text(made.encapsulatedSecret), wrapped: text(made.ciphertext) });
    }
    const whole = Buffer.alloc(311_296);
    whole.set(photo);
    const photoKey = derived(contentKey, 'yixinma-photo-1');
    const parts = [
      gcm(photoKey, [0, 0, 0]).seal(whole.subarray(0, 262_144), `${HEAD}photo 0 chunk 0`),
      gcm(photoKey, [0, 1, 1]).seal(whole.subarray(262_144), `${HEAD}photo 0 chunk 1 last`),
    ];
    const outside = {
      suite: 'hpke-p256-sha256-aes256gcm-1' as const,
      bureau: 'test-county',
      id: makeDraft().id,
      lookup: sealed.envelope.lookup,
      commitment: text(derived(contentKey, 'yixinma-commitment-1')),
      recipients,
      body: '',
      parts: parts.map((part) => ({ sha256: hash(part), length: part.length })),
    };
    const listed = [{ type: 'image/jpeg', length: photo.length, sha256: hash(photo), chunks: 2 }];
    const inside = JSON.stringify({ ...sealed.submission, photos: listed });
    const plain = Buffer.alloc(Math.ceil(Buffer.byteLength(inside) / 1024) * 1024, ' ');
    plain.write(inside);
    const body = gcm(derived(contentKey, 'yixinma-body-1'), [0, 0, 0]).seal(plain, JSON.stringify(outside));
    const envelope: Envelope = { ...outside, body: text(body) };
    expect(parseEnvelope(envelope)).toEqual({ envelope });
    expect(await envelopeDigest(envelope)).toBe(hash(JSON.stringify(envelope)));
    for (const key of [intake.desk, intake.escrow]) {
      const opened = await openSubmission(envelope, key);
      if (!opened.ok) throw new Error(opened.fault);
      expect(opened.value.submission.text).toBe(makeDraft().text);
      const [shown] = await opened.value.photos(parts.map((part) => new Uint8Array(part)));
      expect(shown && hash(shown)).toBe(hash(photo));
    }
  });

  it('derives the same reply key, opens our answers, and we open its', async () => {
    const ours = await replyKeyPair(secret);
    const eighty = [...secret].reduce(
      (sum, one) => sum * 32n + BigInt('0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(one)),
      0n,
    );
    const code = Buffer.from(eighty.toString(16).padStart(20, '0'), 'hex');
    expect(hash(derived(code, 'yixinma-status-1'))).toBe(
      Buffer.from(sealed.envelope.lookup, 'base64url').toString('hex'),
    );
    const pair = await suite.DeriveKeyPair(derived(code, 'yixinma-reply-1'), true);
    expect(toHex(await suite.SerializePublicKey(pair.publicKey))).toBe(toHex(ours.public));
    const to = { id: makeDraft().id, replyKey: text(ours.public) };
    const options = { info: utf8('yixinma-answer-1'), aad: utf8(to.id) };
    const answer = await sealAnswer('已受理。', to, random);
    const plain = await suite.Open(pair.privateKey, bytes(answer.enc), bytes(answer.text), options);
    expect(JSON.parse(Buffer.from(plain).toString())).toBe('已受理。');
    const blanks = ' '.repeat(1020);
    const theirs = await suite.Seal(pair.publicKey, utf8(`"ok"${blanks}`), options);
    const sent = { ...answer, enc: text(theirs.encapsulatedSecret), text: text(theirs.ciphertext) };
    expect(await openAnswer(sent, to.id, secret)).toBe('ok');
  });
});

describe('the HPKE library', () => {
  /** RFC 9180, A.3.1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode, first encryption. */
  const RFC = {
    ikmE: '4270e54ffd08d79d5928020af4686d8f6b7d35dbe470265f1f5aa22816ce860e',
    ikmR: '668b37171f1072f3cf12ea8a236a45df23fc13b82af3609ad1e354f6ef817550',
    skR: 'f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2',
    pkR: '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0',
    enc: '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
    info: '4f6465206f6e2061204772656369616e2055726e',
    aad: '436f756e742d30',
    pt: '4265617574792069732074727574682c20747275746820626561757479',
    ct: '5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434',
  };
  const of = (field: keyof typeof RFC) => bufferOf(fromHex(RFC[field]) ?? new Uint8Array(0));

  it('derives the keys of RFC 9180, A.3.1, in the suite that we use', async () => {
    const { kem } = hpke();
    const [recipient, ephemeral] = [await kem.deriveKeyPair(of('ikmR')), await kem.deriveKeyPair(of('ikmE'))];
    const hex = async (key: Promise<ArrayBuffer>) => toHex(new Uint8Array(await key));
    expect(await hex(kem.serializePublicKey(recipient.publicKey))).toBe(RFC.pkR);
    expect(await hex(kem.serializePrivateKey(recipient.privateKey))).toBe(RFC.skR);
    expect(await hex(kem.serializePublicKey(ephemeral.publicKey))).toBe(RFC.enc);
  });

  it('seals the first message of A.3.1 byte for byte (there with AES-128), and so does the second one open it', async () => {
    const small = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });
    const recipientPublicKey = await small.kem.deserializePublicKey(of('pkR'));
    const sender = await small.createSenderContext({ recipientPublicKey, info: of('info'), ekm: of('ikmE') });
    const sealedText = new Uint8Array(await sender.seal(of('pt'), of('aad')));
    expect(toHex(new Uint8Array(sender.enc))).toBe(RFC.enc);
    expect(toHex(sealedText)).toBe(RFC.ct);
    const other = new second.CipherSuite(
      second.KEM_DHKEM_P256_HKDF_SHA256,
      second.KDF_HKDF_SHA256,
      second.AEAD_AES_128_GCM,
    );
    const privateKey = await other.DeserializePrivateKey(new Uint8Array(of('skR')), true);
    const options = { info: new Uint8Array(of('info')), aad: new Uint8Array(of('aad')) };
    const plain = await other.Open(privateKey, new Uint8Array(of('enc')), concat(sealedText), options);
    expect(toHex(plain)).toBe(RFC.pt);
  });
});
