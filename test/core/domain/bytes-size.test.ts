import fc from 'fast-check';
import { expect, it } from 'vitest';
import { base64UrlSize, fromBase64Url, toBase64Url } from '../../../src/core/domain/bytes.ts';

it('the size of a base64url text is known without decoding it, and only for the one spelling', () => {
  const texts = fc.oneof(
    fc.uint8Array({ maxLength: 70 }).map((bytes) => toBase64Url(bytes)),
    fc.string({ unit: fc.constantFrom(...'AQgwBCx049_-=+/é \n'), maxLength: 12 }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(base64UrlSize(text)).toBe(fromBase64Url(text)?.length ?? null);
    }),
    { seed: 1, numRuns: 3000 },
  );
});
