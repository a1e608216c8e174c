/** 统一社会信用代码, GB 32100-2015. */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const FORM = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

export interface CreditCodeCheck {
  /** 18 characters of the standard's alphabet, region in digits. */
  readonly wellFormed: boolean;
  /** The check character agrees. Real early pilot codes fail it, so it only ever warns (policy facts). */
  readonly checkDigit: boolean;
}

/** Checks form and check character: weights 3^i mod 31, check = (31 − Σ mod 31) mod 31 (GB 32100-2015, 4.6). */
export function checkCreditCode(text: string): CreditCodeCheck {
  if (!FORM.test(text)) return { wellFormed: false, checkDigit: false };
  let weight = 1;
  let sum = 0;
  for (const character of text.slice(0, 17)) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return { wellFormed: true, checkDigit: ALPHABET.charAt((31 - (sum % 31)) % 31) === text.charAt(17) };
}
