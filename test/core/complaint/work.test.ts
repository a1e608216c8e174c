import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findWork, partWorkDigest, workBits } from '../../../src/core/complaint/work.ts';
import { fromBase64Url, toBase64Url, toHex } from '../../../src/core/domain/bytes.ts';
import { flipped, seededRandom } from '../../support/complaint.ts';

const random = seededRandom('work');
const digest = () => toHex(random(32));
const noPause = async () => {};

describe('work', () => {
  it('is found for as many bits as are asked, and counted as Node’s SHA-256 counts them', async () => {
    for (const bits of [0, 1, 4, 8, 9, 12]) {
      const one = digest();
      const nonce = await findWork(one, bits, noPause);
      const hash = createHash('sha256')
        .update(Buffer.from(one, 'hex'))
        .update(Buffer.from(nonce, 'base64url'))
        .digest();
      const zeros = /^0*/.exec([...hash].map((byte) => byte.toString(2).padStart(8, '0')).join(''))?.[0].length;
      expect(workBits(one, nonce)).toBe(zeros);
      expect(zeros).toBeGreaterThanOrEqual(bits);
    }
  });

  it('for one digest is none for another: it cannot be kept in store', async () => {
    const one = digest();
    const nonce = await findWork(one, 14, noPause);
    const others = Array.from({ length: 50 }, digest);
    expect(others.filter((other) => workBits(other, nonce) >= 14)).toEqual([]);
    const bytes = fromBase64Url(nonce) ?? new Uint8Array(8);
    expect([0, 3, 7].map((at) => workBits(one, toBase64Url(flipped(bytes, at)))).filter((bits) => bits >= 14)).toEqual(
      [],
    );
  });

  it('is not a nonce of another length or spelling', async () => {
    const one = digest();
    const nonce = await findWork(one, 4, noPause);
    for (const wrong of ['', nonce.slice(1), `${nonce}A`, `${nonce}=`, nonce.replace(/.$/, 'B'), '+'.repeat(11)]) {
      expect(workBits(one, wrong)).toBe(-1);
    }
    expect(() => workBits('abc', nonce)).toThrow(RangeError);
    expect(() => workBits(one.toUpperCase().replace(/^./, 'A'), nonce)).toThrow(RangeError);
  });

  it('pauses so that a page can stop it', async () => {
    let pauses = 0;
    const pause = async () => {
      if (++pauses === 3) throw new Error('closed');
    };
    await expect(findWork(digest(), 32, pause)).rejects.toThrow('closed');
    expect(pauses).toBe(3);
  });

  it('that nobody could finish is refused at once', async () => {
    for (const bits of [33, 256, 4.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      const pause = () => Promise.reject(new Error('began'));
      await expect(findWork(digest(), bits, pause)).rejects.toThrow(RangeError);
    }
  });
});

it('work for a chunk under one id is none for the same chunk under another', async () => {
  const [mine, other] = ['0b5f9a52-8a4e-4c55-9c3e-0d1f2a3b4c5d', '1b5f9a52-8a4e-4c55-9c3e-0d1f2a3b4c5d'];
  const bytes = 'ab'.repeat(32);
  const nonce = await findWork(partWorkDigest(mine, bytes), 12, async () => undefined);
  expect(workBits(partWorkDigest(mine, bytes), nonce)).toBeGreaterThanOrEqual(12);
  expect(workBits(partWorkDigest(other, bytes), nonce)).toBeLessThan(12);
});
