import { array, assert, integer, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCreditCode } from '../../../src/core/domain/credit-code.ts';
import {
  CODE_ALPHABET,
  codeFromBytes,
  groupCode,
  parseInstitutionCode,
} from '../../../src/core/domain/institution-code.ts';

const bytes = uint8Array({ minLength: 9, maxLength: 9 });

describe('institution codes', () => {
  it('notices every single wrong character', () => {
    assert(
      property(bytes, integer({ min: 0, max: 9 }), integer({ min: 1, max: 30 }), (seed, at, shift) => {
        const code = codeFromBytes(seed);
        const wrong = CODE_ALPHABET.charAt((CODE_ALPHABET.indexOf(code.charAt(at)) + shift) % 31);
        expect(parseInstitutionCode(code.slice(0, at) + wrong + code.slice(at + 1))).toBeNull();
      }),
    );
  });

  it('notices any two characters exchanged', () => {
    assert(
      property(bytes, array(integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 2 }), (seed, [a = 0, b = 0]) => {
        const code = codeFromBytes(seed);
        const letters = [...code];
        [letters[a], letters[b]] = [code.charAt(b), code.charAt(a)];
        const typed = letters.join('');
        expect(parseInstitutionCode(typed)).toBe(typed === code ? code : null);
      }),
    );
  });

  it('reads what people type: groups, lower case, full width, look-alikes', () => {
    const code = codeFromBytes(new Uint8Array(9));
    expect(code).toBe('0000000000');
    expect(parseInstitutionCode('ooooo-OOOOO')).toBe(code);
    expect(parseInstitutionCode('０００００　０００００')).toBe(code);
    expect(parseInstitutionCode(groupCode(code))).toBe(code);
    for (const typed of ['', '000000000', '00000000000', '000000000!', '𠮷'.repeat(5)])
      expect(parseInstitutionCode(typed)).toBeNull();
  });
});

describe('统一社会信用代码 (GB 32100-2015)', () => {
  it.each(['91350100M000100Y43', '914403001922038216', '91110000802100433B'])('%s is right', (code) => {
    expect(checkCreditCode(code)).toEqual({ wellFormed: true, checkDigit: true });
  });

  it.each([
    '91350100M0001TGQXM',
    '91350211M0000XUF46',
    '91350203M0001FUE2P',
  ])('%s is a real code with a failing check character', (code) => {
    expect(checkCreditCode(code)).toEqual({ wellFormed: true, checkDigit: false });
  });

  it.each([
    '91350100M000100Y4',
    '91350100M000100Y433',
    '9135010OM000100Y43',
    '91350100m000100y43',
    '',
  ])('%s is not well formed', (code) => {
    expect(checkCreditCode(code).wellFormed).toBe(false);
  });
});
