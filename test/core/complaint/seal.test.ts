import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { envelopeDigest, envelopeText, parseEnvelope } from '../../../src/core/complaint/envelope.ts';
import { LIMITS } from '../../../src/core/complaint/limits.ts';
import { openSubmission } from '../../../src/core/complaint/open.ts';
import { sealSubmission } from '../../../src/core/complaint/seal.ts';
import { newSecret } from '../../../src/core/complaint/secret.ts';
import { fromBase64Url, toBase64Url } from '../../../src/core/domain/bytes.ts';
import { makeDraft, makeIntake, seededRandom } from '../../support/complaint.ts';

describe('a sealed submission', () => {
  it('opens with either recipient, photos included', async () => {
    const random = seededRandom('photos');
    const { keys, desk, escrow } = await makeIntake(random);
    const photo = random(600_000);
    const sealed = await sealSubmission(makeDraft(), [photo, random(10)], keys, newSecret(random), random);
    expect(sealed.envelope.parts).toHaveLength(4);
    for (const key of [desk, escrow]) {
      const opened = await openSubmission(sealed.envelope, key);
      if (!opened.ok) throw new Error(opened.fault);
      expect(opened.value.submission).toEqual(sealed.submission);
      const photos = await opened.value.photos(sealed.parts);
      expect(photos.map((one) => one && toBase64Url(one))).toEqual([toBase64Url(photo), expect.any(String)]);
    }
  });

  it('opens to what was written, whatever text and however many photos, also after JSON', async () => {
    const anyText = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 1500, size: 'max' });
    const photos = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: LIMITS.photos, size: 'max' });
    const { keys, desk } = await makeIntake(seededRandom('property'));
    await fc.assert(
      fc.asyncProperty(anyText, photos, fc.string(), async (units, pictures, seed) => {
        const random = seededRandom(seed);
        const draft = makeDraft({ text: String.fromCharCode(...units) });
        const bytes = pictures.map((one) => new Uint8Array(one));
        const sealed = await sealSubmission(draft, bytes, keys, newSecret(random), random);
        const read = parseEnvelope(JSON.parse(envelopeText(sealed.envelope)));
        if ('faults' in read) throw new Error(read.faults.join());
        expect(await envelopeDigest(read.envelope)).toBe(await envelopeDigest(sealed.envelope));
        const opened = await openSubmission(read.envelope, desk);
        if (!opened.ok) throw new Error(opened.fault);
        expect(opened.value.submission).toMatchObject({ ...draft });
        expect((await opened.value.photos(sealed.parts)).map((one) => one && [...one])).toEqual(
          pictures.map((one) => [...one]),
        );
      }),
      { seed: 20261123, numRuns: 15 },
    );
  });

  it('holds the longest draft that the limits allow, at six bytes of JSON a character', async () => {
    const random = seededRandom('longest');
    const { keys, desk } = await makeIntake(random);
    const line = '\u0001'.repeat(LIMITS.line);
    const draft = makeDraft({
      text: '\ud800'.repeat(LIMITS.text),
      institutionName: '\u0001'.repeat(120),
      when: line,
      notice: line,
      objectionCode: line,
      contact: { name: line, phone: line },
    });
    const photos = Array.from({ length: LIMITS.photos }, () => new Uint8Array(1));
    const { envelope } = await sealSubmission(draft, photos, keys, newSecret(random), random);
    expect(await openSubmission(envelope, desk)).toMatchObject({ ok: true });
  });

  it('shows the length of what was written in steps of a kilobyte, and of a photo in steps of 16', async () => {
    const random = seededRandom('lengths');
    const { keys } = await makeIntake(random);
    const secret = newSecret(random);
    const bodies = [];
    for (const length of [0, 1, 50, 100, 1200, 2224]) {
      const sealed = await sealSubmission(makeDraft({ text: 'x'.repeat(length) }), [], keys, secret, random);
      bodies.push(fromBase64Url(sealed.envelope.body)?.length);
    }
    expect(bodies).toEqual([1040, 1040, 1040, 1040, 2064, 3088]);
    const photos = [1, 16_384, 16_385, 270_000, LIMITS.photo].map((length) => random(length));
    const { envelope } = await sealSubmission(makeDraft(), photos, keys, secret, random);
    const whole = 262_144 + 16;
    const lengths = [16_400, 16_400, 32_784, whole, 16_400, whole, whole, whole, whole];
    expect(envelope.parts.map(({ length }) => length)).toEqual(lengths);
  });

  it('shares nothing with another one of the same text but its length', async () => {
    const random = seededRandom('twice');
    const { keys } = await makeIntake(random);
    const seal = () => sealSubmission(makeDraft(), [new Uint8Array(50)], keys, newSecret(random), random);
    const [one, two] = [await seal(), await seal()];
    expect(one.envelope.body).toHaveLength(two.envelope.body.length);
    for (const field of ['body', 'commitment', 'lookup'] as const) {
      expect(one.envelope[field].slice(0, 32)).not.toBe(two.envelope[field].slice(0, 32));
    }
    const seen = [one, two].flatMap(({ envelope }) => envelope.recipients.flatMap((to) => [to.enc, to.wrapped]));
    expect(new Set(seen).size).toBe(8);
    expect(one.envelope.parts[0]?.sha256).not.toBe(two.envelope.parts[0]?.sha256);
  });

  it('is not made of what the bureau could not read: the fault shows while the writer is there', async () => {
    const random = seededRandom('refused');
    const { keys } = await makeIntake(random);
    const seal = (changes: Parameters<typeof makeDraft>[0], photos: number[] = [], to = keys) =>
      sealSubmission(
        makeDraft(changes),
        photos.map((length) => new Uint8Array(length)),
        to,
        newSecret(random),
        random,
      );
    await expect(seal({ text: 'x'.repeat(LIMITS.text + 1) })).rejects.toThrow(RangeError);
    await expect(seal({ when: 'x'.repeat(LIMITS.line + 1) })).rejects.toThrow(RangeError);
    await expect(seal({ writtenAt: '昨天' })).rejects.toThrow(RangeError);
    // A UUID of version 1 tells the device's address and the minute.
    await expect(seal({ id: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' })).rejects.toThrow(RangeError);
    await expect(seal({}, [0])).rejects.toThrow(RangeError);
    await expect(seal({}, [LIMITS.photo + 1])).rejects.toThrow(RangeError);
    await expect(seal({}, [1, 1, 1, 1, 1, 1, 1])).rejects.toThrow(RangeError);
    await expect(seal({}, [], { ...keys, bureau: 'Not A Bureau' })).rejects.toThrow(RangeError);
    await expect(seal({}, [LIMITS.photo, 1, 1, 1, 1, 1])).resolves.toBeDefined();
  });
});
