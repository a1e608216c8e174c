/**
 * The inspector key as people hand it on: 27 random characters and a check character over the institution codes' 31 letters
 * and digits (no I, O, S, V, Z), so that one wrong character, and any two exchanged, are noticed when typed. 31^27 > 2^133.
 */
import { CODE_ALPHABET, checkCharacter, tidyTyped } from '../domain/institution-code.ts';

declare const brand: unique symbol;
/** 28 characters of the alphabet with a correct check character. */
export type InspectorCode = string & { readonly [brand]: true };

const BODY = 27;
const GROUP = /.{4}(?=.)/g;
/** In front of the code in a scanned one: plain text, no address, so that no scanner opens anything. */
const PREFIX = 'YIXINMA-INSPECTOR:';

export type TypingFault =
  /** `length`: how many characters there are. */
  { readonly code: 'length'; readonly length: number } | { readonly code: 'character' | 'check' };

/** Reads what was typed, pasted or scanned. */
export function parseInspectorCode(typed: string): InspectorCode | TypingFault {
  const plain = typed.normalize('NFKC').trim().toUpperCase();
  const text = tidyTyped(plain.startsWith(PREFIX) ? plain.slice(PREFIX.length) : plain);
  if ([...text].some((character) => !CODE_ALPHABET.includes(character))) return { code: 'character' };
  if (text.length !== BODY + 1) return { code: 'length', length: text.length };
  return checkCharacter(text.slice(0, BODY)) === text.charAt(BODY) ? (text as InspectorCode) : { code: 'check' };
}

/** A new one. `random` gives so many random bytes. */
export function newInspectorCode(random: (length: number) => Uint8Array): InspectorCode {
  const size = CODE_ALPHABET.length;
  let body = '';
  while (body.length < BODY) {
    // Bytes above the last whole multiple of 31 would favour the first characters.
    for (const byte of random(BODY)) {
      if (byte < size * 8 && body.length < BODY) body += CODE_ALPHABET.charAt(byte % size);
    }
  }
  return `${body}${checkCharacter(body)}` as InspectorCode;
}

/** In seven groups of four, as printed and read out. */
export function groupInspectorCode(code: InspectorCode): string {
  return code.replace(GROUP, '$& ');
}

/** What the printed code says, all of it alphanumeric (ISO/IEC 18004). */
export function scannedInspectorCode(code: InspectorCode): string {
  return PREFIX + code;
}
