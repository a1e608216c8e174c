/** Lookup codes and receipt numbers: what people read out, write down, type and paste. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupReceiptNumber, newReceiptNumber, parseReceiptNumber } from '../../../src/core/complaint/receipt.ts';
import {
  groupSecret,
  lookupOf,
  newSecret,
  parseSecret,
  replyKeyPair,
  statusProof,
} from '../../../src/core/complaint/secret.ts';
import { sha256, toHex } from '../../../src/core/domain/bytes.ts';
import { CODE_ALPHABET } from '../../../src/core/domain/institution-code.ts';
import { flipped, seededRandom } from '../../support/complaint.ts';

const runs = { seed: 20261123, numRuns: 50 };
/** Ways in which keyboards, notes and chat programs change a code. */
const TYPED: readonly ((text: string) => string)[] = [
  (text) => text.toLowerCase(),
  (text) => ` ${text}\n`,
  (text) => text.replace(/[ -]/g, ''),
  (text) => text.replace(/[ -]/g, '\u3000'),
  (text) => text.replace(/[ -]/g, '－'),
  (text) => text.replace(/[ -]/g, '—'),
  (text) => text.replace(/[ -]/g, '‑'),
  (text) => text.replace(/[ -]/g, ' · '),
  (text) => text.replace(/[ -]/g, '，'),
  (text) => text.replace(/[ -]/g, '\u200b'),
  (text) => `\ufeff${text}\u202c`,
  (text) => text.replace(/[0-9A-Z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
  (text) => text.split('').join(' '),
];

describe('a lookup code', () => {
  it('is read back from whatever people type', () => {
    const random = seededRandom('secrets');
    for (let i = 0; i < 40; i++) {
      const secret = newSecret(random);
      for (const typed of TYPED) expect(parseSecret(typed(groupSecret(secret)))).toBe(secret);
    }
  });

  it('takes a letter that looks like another for it', () => {
    expect(parseSecret('OIL0 UV12 oilu 1111')).toBe('0110VV12011V1111');
  });

  it('is none with a sign too few, too many or unknown', () => {
    for (const text of [
      '',
      '7K3M 9PQ2 XD4T H8W',
      '7K3M 9PQ2 XD4T H8WN 1',
      '7K3M 9PQ2 XD4T H8W!',
      '查询码：7K3M9PQ2XD4TH8W',
    ]) {
      expect(parseSecret(text)).toBeNull();
    }
  });

  it('holds all 80 bits: every one of them changes code and proof', () => {
    const bytes = seededRandom('bits')(10);
    const codes = new Set([newSecret(() => bytes)]);
    const proofs = new Set([toHex(statusProof(newSecret(() => bytes)))]);
    for (let bit = 0; bit < 80; bit++) {
      const changed = bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      codes.add(newSecret(() => changed));
      proofs.add(toHex(statusProof(newSecret(() => changed))));
    }
    expect([codes.size, proofs.size]).toEqual([81, 81]);
    expect(newSecret((length) => new Uint8Array(length))).toBe('0'.repeat(16));
    expect(newSecret((length) => new Uint8Array(length).fill(255))).toBe('Z'.repeat(16));
  });

  it('gives the server a hash from which the proof does not follow, and a key pair that is nobody else’s', async () => {
    const random = seededRandom('derived');
    const [one, two] = [newSecret(random), newSecret(random)];
    expect(toHex(lookupOf(statusProof(one)))).toBe(toHex(await sha256(statusProof(one))));
    expect(toHex(statusProof(one))).not.toBe(toHex(statusProof(two)));
    const [first, again, other] = [await replyKeyPair(one), await replyKeyPair(one), await replyKeyPair(two)];
    expect(toHex(first.public)).toBe(toHex(again.public));
    expect(toHex(first.public)).not.toBe(toHex(other.public));
  });
});

describe('a receipt number', () => {
  const random = seededRandom('numbers');
  const numbers = Array.from({ length: 12 }, () => newReceiptNumber(random));

  it('is read back from whatever people type', () => {
    for (const number of numbers) {
      for (const typed of TYPED) expect(parseReceiptNumber(typed(groupReceiptNumber(number)))).toBe(number);
    }
  });

  it('takes a letter that looks like another for it', () => {
    const number = numbers.find((one) => /[0125U]/.test(one)) ?? '';
    const alike = number.replace(/0/g, 'O').replace(/1/g, 'I').replace(/2/g, 'Z').replace(/5/g, 'S').replace(/U/g, 'V');
    expect(alike).not.toBe(number);
    expect(parseReceiptNumber(alike)).toBe(number);
  });

  it('with one wrong character is noticed, at every place and for every character', () => {
    for (const number of numbers) {
      for (let at = 0; at < 12; at++) {
        for (const wrong of CODE_ALPHABET) {
          const typed = number.slice(0, at) + wrong + number.slice(at + 1);
          expect(parseReceiptNumber(typed)).toBe(typed === number ? number : null);
        }
      }
    }
  });

  it('with any two characters exchanged is noticed', () => {
    for (const number of numbers) {
      for (let a = 0; a < 12; a++) {
        for (let b = a + 1; b < 12; b++) {
          const typed = [...number];
          [typed[a], typed[b]] = [number.charAt(b), number.charAt(a)];
          expect(parseReceiptNumber(typed.join(''))).toBe(typed.join('') === number ? number : null);
        }
      }
    }
  });

  it('with a character too many or too few is none', () => {
    for (const number of numbers) {
      expect(parseReceiptNumber(number.slice(1))).toBeNull();
      expect(parseReceiptNumber(`${number}0`)).toBeNull();
    }
    expect(parseReceiptNumber('')).toBeNull();
  });

  it('comes out of any stream of bytes, also one that never changes', () => {
    for (const byte of [0, 1, 247, 248, 254, 255]) {
      const number = newReceiptNumber((length) => new Uint8Array(length).fill(byte));
      expect(parseReceiptNumber(number)).toBe(number);
    }
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const stream = new Uint8Array(bytes);
        const number = newReceiptNumber(() => stream);
        expect(parseReceiptNumber(groupReceiptNumber(number))).toBe(number);
        expect(newReceiptNumber(() => flipped(stream, 31))).not.toBe(number);
      }),
      runs,
    );
  });

  it('uses every character at every place about equally', () => {
    const seen = Array.from({ length: 11 }, () => new Map<string, number>());
    for (let i = 0; i < 3100; i++) {
      [...newReceiptNumber(random).slice(0, 11)].forEach((one, at) => {
        seen[at]?.set(one, (seen[at]?.get(one) ?? 0) + 1);
      });
    }
    for (const counts of seen) {
      expect(counts.size).toBe(31);
      // 100 expected; six standard deviations.
      for (const count of counts.values()) expect(Math.abs(count - 100)).toBeLessThan(60);
    }
  });
});
