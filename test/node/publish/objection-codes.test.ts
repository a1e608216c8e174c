import { describe, expect, it } from 'vitest';
import { CODE_ALPHABET, parseInstitutionCode } from '../../../src/core/domain/institution-code.ts';
import { checkObjectionCode, objectionCode } from '../../../src/node/publish/objection-codes.ts';

const SECRET = Buffer.alloc(32, 7);
const code = objectionCode(SECRET, 'example', 2026, 'A1');
const check = (typed: string, id = 'A1', year = 2026, bureau = 'example', secret = SECRET) =>
  checkObjectionCode(typed, secret, bureau, year, id);

describe('an objection code', () => {
  it('has ten characters in two groups of five, the last of them a check character', () => {
    expect(code).toMatch(new RegExp(`^[${CODE_ALPHABET}]{5} [${CODE_ALPHABET}]{5}$`));
    expect(parseInstitutionCode(code)).not.toBeNull();
    expect(objectionCode(SECRET, 'example', 2026, 'A1')).toBe(code);
    // Printed on letters: an update of the program must not make them void.
    expect(code).toBe('PKUKW QNF2K');
  });

  it('is taken as people type it', () => {
    for (const typed of [code, code.toLowerCase(), code.replace(' ', ''), ` ${code.replace(' ', '-')} `]) {
      expect(check(typed), typed).toBe(true);
    }
  });

  it('is of one institution, one year, one bureau and one secret', () => {
    expect(check(code, 'A2')).toBe(false);
    expect(check(code, 'A1', 2027)).toBe(false);
    expect(check(code, 'A1', 2026, 'other')).toBe(false);
    expect(check(code, 'A1', 2026, 'example', Buffer.alloc(32, 8))).toBe(false);
    // Fields do not run into each other.
    expect(objectionCode(SECRET, 'a', 2026, '1')).not.toBe(objectionCode(SECRET, 'a2', 26, '1'));
  });

  it('mistyped in any one character is refused', () => {
    const plain = code.replace(' ', '');
    for (let at = 0; at < plain.length; at++) {
      for (const other of CODE_ALPHABET) {
        if (other === plain[at]) continue;
        expect(check(plain.slice(0, at) + other + plain.slice(at + 1))).toBe(false);
      }
    }
    for (const typed of ['', plain.slice(1), `${plain}0`, '!!!!!!!!!!']) expect(check(typed)).toBe(false);
  });

  it('uses every character equally often: the first eight are not favoured, as a plain remainder would', () => {
    const all = Array.from({ length: 2000 }, (_, n) =>
      objectionCode(SECRET, 'example', 2026, `${n}`).replace(' ', '').slice(0, 9),
    ).join('');
    expect(new Set(all).size).toBe(31);
    const first = [...all].filter((character) => CODE_ALPHABET.indexOf(character) < 8).length;
    // 4,645 of 18,000 are due to them, with a standard deviation of 59; a plain remainder gives 5,062.
    expect(Math.abs(first - (18_000 * 8) / 31)).toBeLessThan(240);
  });
});
