import { beforeAll, describe, expect, it } from 'vitest';
import { type Envelope, envelopeDigest, envelopeText, parseEnvelope } from '../../../src/core/complaint/envelope.ts';
import { parseIntakeKeys, parseReceiptKeys } from '../../../src/core/complaint/keys.ts';
import { sealSubmission } from '../../../src/core/complaint/seal.ts';
import { newSecret } from '../../../src/core/complaint/secret.ts';
import { makeDraft, makeIntake, makeReceiptKey, seededRandom, type TestIntake } from '../../support/complaint.ts';

const random = seededRandom('envelope');
let intake: TestIntake;
let envelope: Envelope;

beforeAll(async () => {
  intake = await makeIntake(random);
  envelope = (await sealSubmission(makeDraft(), [random(9)], intake.keys, newSecret(random), random)).envelope;
});

const accepted = (text: string) => 'envelope' in parseEnvelope(JSON.parse(text));
/** The envelope's text with an own field in its first object, whatever the field's name. */
const withField = (name: string) => envelopeText(envelope).replace('{', `{${JSON.stringify(name)}:{"suite":"x"},`);

describe('an envelope', () => {
  it('has one spelling: other order, blanks and number forms are read and digest the same', async () => {
    const text = envelopeText(envelope);
    const loose = JSON.stringify(Object.fromEntries(Object.entries(envelope).reverse()), null, 2).replace(
      '"length": 16400',
      '"length": 1.64e4',
    );
    expect(loose).toContain('1.64e4');
    const read = parseEnvelope(JSON.parse(loose));
    if ('faults' in read) throw new Error(read.faults.join());
    expect(envelopeText(read.envelope)).toBe(text);
    expect(await envelopeDigest(read.envelope)).toBe(await envelopeDigest(envelope));
    expect(text).toMatch(/^\{"suite":"[^"]+","bureau":"test-county","id":"[^"]+","lookup":/);
  });

  it('is refused with a field that it does not have, also one that every object inherits', () => {
    expect(accepted(envelopeText(envelope))).toBe(true);
    for (const name of ['extra', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype']) {
      expect(accepted(withField(name)), name).toBe(false);
      const inner = envelopeText(envelope).replace('[{', `[{${JSON.stringify(name)}:1,`);
      expect(accepted(inner), name).toBe(false);
    }
    expect(accepted('[]')).toBe(false);
    expect(accepted('null')).toBe(false);
  });

  it('is refused in another suite, with another spelling of the same bytes, or out of its limits', () => {
    const to = envelope.recipients[0];
    const part = envelope.parts[0];
    if (!to || !part) throw new Error('a recipient and a part');
    const wrong: Record<string, unknown>[] = [
      { suite: 'hpke-p256-sha256-aes256gcm-2' },
      { bureau: '../other' },
      { bureau: 'Test-County' },
      { bureau: 'test-county\n' },
      { id: envelope.id.toUpperCase() },
      { id: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' },
      { lookup: `${envelope.lookup}=` },
      // The last character of 32 bytes has two bits that must be zero.
      { lookup: `${envelope.lookup.slice(0, -1)}B` },
      { lookup: envelope.lookup.slice(0, -1) },
      { commitment: `+${envelope.commitment.slice(1)}` },
      { recipients: [] },
      { recipients: [to, to] },
      { recipients: ['1', '2', '3', '4', '5'].map((digit) => ({ ...to, key: digit.repeat(16) })) },
      { recipients: [{ ...to, wrapped: `${to.wrapped}AAAA` }] },
      { recipients: [{ ...to, key: to.key.toUpperCase().replace(/^./, 'A') }] },
      { body: `${envelope.body} ` },
      { body: 'A'.repeat(65_540) },
      { parts: Array.from({ length: 25 }, () => part) },
      { parts: [{ ...part, length: 16.5 }] },
      { parts: [{ ...part, length: 262_161 }] },
      { parts: [{ ...part, length: 16 }] },
      { parts: [{ ...part, sha256: part.sha256.toUpperCase().replace(/^./, 'A') }] },
    ];
    for (const changes of wrong) {
      expect(accepted(JSON.stringify({ ...envelope, ...changes })), JSON.stringify(changes).slice(0, 80)).toBe(false);
    }
  });

  it('says where it is wrong', () => {
    const read = parseEnvelope({ ...envelope, id: 'x', parts: [{ sha256: 'x', length: 20 }] });
    expect('faults' in read && read.faults.map((fault) => fault.split(':')[0])).toEqual(['id', 'parts.0.sha256']);
  });
});

describe('keys files', () => {
  it('intake.json is read back, and refused when it is not one', () => {
    const { keys } = intake;
    const text = JSON.stringify(keys);
    expect(parseIntakeKeys(text)).toEqual(keys);
    const [desk, escrow] = keys.recipients;
    if (!desk || !escrow) throw new Error('two recipients');
    const wrong: Record<string, unknown>[] = [
      { v: 2 },
      { suite: 'sm2-1' },
      { workBits: 25 },
      { workBits: -1 },
      { workBits: 1.5 },
      { retired: ['x'] },
      { recipients: [desk] },
      { recipients: [desk, desk] },
      { recipients: [desk, { ...escrow, role: 'constructor' }] },
      { recipients: [desk, { ...escrow, public: escrow.public.slice(0, -4) }] },
      { recipients: ['1', '2', '3', '4', '5'].map((digit) => ({ ...desk, id: digit.repeat(16) })) },
    ];
    for (const changes of wrong) {
      expect(parseIntakeKeys(JSON.stringify({ ...keys, ...changes })), JSON.stringify(changes)).toBeNull();
    }
    expect(parseIntakeKeys(text.slice(1))).toBeNull();
    expect(parseIntakeKeys(`{"__proto__":${text}}`)).toBeNull();
  });

  it('receipts.json is read back, and refused when it is not one', async () => {
    const key = (await makeReceiptKey()).listed;
    const keys = { v: 1, bureau: 'test-county', keys: [key] };
    expect(parseReceiptKeys(JSON.stringify(keys))).toEqual(keys);
    for (const wrong of [[], [{ ...key, suite: 'x' }], [{ ...key, id: 'X' }], [{ ...key, public: '' }]]) {
      expect(parseReceiptKeys(JSON.stringify({ ...keys, keys: wrong }))).toBeNull();
    }
    expect(parseReceiptKeys('')).toBeNull();
  });
});
