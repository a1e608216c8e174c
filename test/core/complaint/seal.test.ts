import { describe, expect, it } from 'vitest';
import { openSubmission } from '../../../src/core/complaint/open.ts';
import { sealSubmission } from '../../../src/core/complaint/seal.ts';
import { newSecret } from '../../../src/core/complaint/secret.ts';
import { toBase64Url } from '../../../src/core/domain/bytes.ts';
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
});
