/** Codes as people type, paste and dictate them. */

/** Blanks, hyphens and dashes of every script, dots and commas that keyboards put in, and signs that nobody sees. */
const SEPARATORS = /[\s\p{Pd}\p{Cf}\u2212·・.,、。_]/gu;

/** Upper case, half width, without what stands between the groups. Look-alikes are the code's own business. */
export function typedCode(text: string): string {
  return text.normalize('NFKC').toUpperCase().replace(SEPARATORS, '');
}
