/** Numbers in the right form that belong to nobody: region 419999 is not assigned. */
import { checkCreditCode } from '../../core/domain/credit-code.ts';
import { CODE_ALPHABET } from '../../core/domain/institution-code.ts';
import type { Random } from './random.ts';

/** No such county: the last two pairs are outside GB/T 2260. */
export const REGION = '419999';

/** A 统一社会信用代码 with a right check character (GB 32100-2015): 12 public institution, 52 private non-enterprise, 91 company, 92 sole trader. */
export function fictionalCreditCode(random: Random, prefix: '12' | '52' | '91' | '92'): string {
  const body = Array.from({ length: 6 }, () => random.int(10)).join('');
  const start = `${prefix}${REGION}MD0${body}`;
  const last = [...CODE_ALPHABET].find((character) => checkCreditCode(`${start}${character}`).checkDigit);
  if (last === undefined) throw new RangeError(`no check character fits ${start}`);
  return `${start}${last}`;
}

/** A 登记号 of 22 characters: 9 body, 6 region, 2 economic type, 4 category, 1 management class. */
export function fictionalLicenceNumber(random: Random, category: string): string {
  const body = Array.from({ length: 8 }, () => random.int(10)).join('');
  return `X${body}${REGION}${random.pick(['11', '21', '31'])}${category}${random.pick(['1', '2', '9'])}`;
}

/** A filing number as a bureau writes it. */
export function fictionalFilingNumber(serial: number, year: number): string {
  return `BA${REGION}-${year}-${String(serial).padStart(4, '0')}`;
}

const landline = (random: Random): string => `0000-8${String(random.int(1_000_000)).padStart(6, '0')}`;
const wide = (text: string): string =>
  text.replace(/[0-9-]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));

/** Telephone cells as clerks write them: extensions, two numbers, day and night, full-width digits, brackets. */
export function fictionalPhone(random: Random): string {
  const one = landline(random);
  const form = random.int(24);
  if (form === 0) return `${one}转${random.between(801, 899)}`;
  if (form === 1) return `${one}、${landline(random)}`;
  if (form === 2) return `${one}（白天），${landline(random)}（夜间）`;
  if (form === 3) return wide(one);
  if (form === 4) return `（0000）${one.slice(5)}`;
  if (form === 5) return one.replace('-', ' ');
  return one;
}

/** The form of a mobile number with a prefix that no person's telephone has (140 belongs to machines). */
export function fictionalMobile(random: Random): string {
  return `140${String(random.int(100_000_000)).padStart(8, '0')}`;
}

/** The form of an identity number with a check character that is wrong on purpose: it can be nobody's (GB 11643-1999). */
export function impossibleIdentityNumber(): string {
  const body = `${REGION}19010101000`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body.charAt(at)), 0);
  const right = '10X98765432'.charAt(sum % 11);
  return `${body}${right === '0' ? '1' : '0'}`;
}
