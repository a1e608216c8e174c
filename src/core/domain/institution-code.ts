/**
 * The public code of an institution: 9 characters and a check character over the 31 letters and digits of GB 32100
 * (no I, O, S, V, Z). 31 is prime and every weight differs, so one wrong character, and any two exchanged, are noticed.
 */

declare const brand: unique symbol;
/** Ten characters of the alphabet with a correct check character, upper case. */
export type InstitutionCode = string & { readonly [brand]: true };

export const CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SIZE = CODE_ALPHABET.length;
const BODY = 9;
/** What people type for a character that the alphabet leaves out because it looks like another. */
const LOOKALIKE: Readonly<Record<string, string>> = { O: '0', I: '1', S: '5', V: 'U', Z: '2' };

/** Of at most 29 characters of the alphabet: each place has a weight of its own. */
export function checkCharacter(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum += CODE_ALPHABET.indexOf(body.charAt(i)) * (i + 2);
  return CODE_ALPHABET.charAt((SIZE - (sum % SIZE)) % SIZE);
}

/** What was typed in capitals of the alphabet: without blanks and hyphens, full-width forms and look-alikes as meant. */
export function tidyTyped(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-·]/g, '')
    .replace(/[OISVZ]/g, (letter) => LOOKALIKE[letter] ?? letter);
}

/**
 * Reads a code as people type it: any case, spaces and hyphens, full-width forms, look-alikes (O for 0).
 * Null when it is not ten characters or the check character disagrees.
 */
export function parseInstitutionCode(typed: string): InstitutionCode | null {
  const text = tidyTyped(typed);
  if (text.length !== BODY + 1) return null;
  for (const character of text) if (!CODE_ALPHABET.includes(character)) return null;
  return checkCharacter(text.slice(0, BODY)) === text.charAt(BODY) ? (text as InstitutionCode) : null;
}

/** The code whose nine body characters are taken from at least 9 random or hashed bytes (each reduced mod 31). */
export function codeFromBytes(bytes: Uint8Array): InstitutionCode {
  if (bytes.length < BODY) throw new RangeError('a code needs 9 bytes');
  let body = '';
  for (let i = 0; i < BODY; i++) body += CODE_ALPHABET.charAt((bytes[i] ?? 0) % SIZE);
  return `${body}${checkCharacter(body)}` as InstitutionCode;
}

/** The code in two groups of five, as printed and read out: `7K3M9 PQ2XD`. */
export function groupCode(code: InstitutionCode): string {
  return `${code.slice(0, 5)} ${code.slice(5)}`;
}
