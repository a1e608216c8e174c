/** The published vector: what an implementation by somebody else is measured with must be what ours does. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Envelope, envelopeText, parseEnvelope } from '../../../src/core/complaint/envelope.ts';
import { openSubmission } from '../../../src/core/complaint/open.ts';
import { verifyReceipt } from '../../../src/core/complaint/receipt.ts';
import { openAnswer } from '../../../src/core/complaint/status.ts';
import { workBits } from '../../../src/core/complaint/work.ts';
import { toBase64Url } from '../../../src/core/domain/bytes.ts';
import {
  bytesOfHex,
  computeVector,
  sealVector,
  type Vector,
  vectorPhotos,
  vectorReceipt,
  vectorSecret,
} from '../../vectors/complaint-vector.ts';

const text = readFileSync(new URL('../../vectors/complaint-1.json', import.meta.url), 'utf8');
const vector: Vector = JSON.parse(text);
const { inputs, outputs } = vector;

function published(): Envelope {
  const read = parseEnvelope(JSON.parse(outputs.envelopeText));
  if ('faults' in read) throw new Error(read.faults.join());
  return read.envelope;
}

describe('vector complaint-1', () => {
  it('follows from its inputs, every value and the envelope byte for byte', async () => {
    expect(await computeVector(inputs)).toEqual(outputs);
    expect(envelopeText((await sealVector(inputs)).sealed.envelope)).toBe(outputs.envelopeText);
    expect(createHash('sha256').update(outputs.envelopeText).digest('hex')).toBe(outputs.digest);
  });

  it('opens with either test key, photos included', async () => {
    const { sealed } = await sealVector(inputs);
    for (const key of outputs.keys) {
      const opened = await openSubmission(published(), { id: key.id, private: bytesOfHex(key.testPrivateKey) });
      if (!opened.ok) throw new Error(opened.fault);
      expect(opened.value.submission).toMatchObject({ ...inputs.draft });
      expect(JSON.stringify(opened.value.submission)).toBe(outputs.bodyPlain.json);
      const photos = await opened.value.photos(sealed.parts);
      expect(photos.map((one) => one && toBase64Url(one))).toEqual(vectorPhotos(inputs).map(toBase64Url));
    }
  });

  it('has a receipt that verifies, here and with node:crypto', async () => {
    const receipt = vectorReceipt(vector);
    const { key, statement } = outputs.receipt;
    const { id, public: point } = key;
    const keys = { v: 1 as const, bureau: inputs.bureau, keys: [{ id, suite: receipt.suite, public: point }] };
    expect(await verifyReceipt(receipt, { id: inputs.draft.id, digest: outputs.digest }, keys)).toBe(true);
    const raw = Buffer.from(point, 'base64url');
    const [x, y] = [raw.subarray(1, 33).toString('base64url'), raw.subarray(33).toString('base64url')];
    const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    const signature = Buffer.from(vector.signature, 'base64url');
    const checked = { key: publicKey, dsaEncoding: 'ieee-p1363' as const };
    expect(verify('sha256', Buffer.from(statement), checked, signature)).toBe(true);
  });

  it('has work of its bits and an answer that its lookup code opens', async () => {
    expect(workBits(outputs.digest, outputs.work.nonce)).toBeGreaterThanOrEqual(inputs.workBits);
    expect(await openAnswer(outputs.answer, inputs.draft.id, vectorSecret(inputs))).toBe(inputs.answer.text);
  });

  it('holds its private keys as numbers that say what they are', () => {
    expect(text).not.toMatch(/BEGIN|PRIVATE KEY|"private"/);
    expect(vector.about).toMatch(/TEST KEY/);
  });
});
