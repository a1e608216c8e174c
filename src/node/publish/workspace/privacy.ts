/** Private numbers at the door (policy facts: Staff; data as it really comes). */
import {
  blotLongNumbers,
  type DigitGroup,
  digitRuns,
  groupsOfLength,
  mayHoldDigits,
  numberForms,
} from './number-form.ts';

const REGION = String.raw`(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)\d{4}`;
const DAY = String.raw`(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`;
const MOBILE = String.raw`1[3-9]\d{9}`;
/** 18 digits (GB 11643-1999): region, day of birth, three digits, check digit – which may be mistyped. */
const LONG = new RegExp(
  String.raw`(?<!\d)(?:${MOBILE})?${REGION}(?:18|19|20)\d{2}${DAY}\d{3}[\dX](?:${MOBILE})?(?!\d)`,
);
/** 15 digits, in use until 2013. Not beside letters: that is some other code. */
const SHORT = new RegExp(String.raw`(?<![0-9A-Z])${REGION}\d{2}${DAY}\d{3}(?![0-9A-Z])`);
/** In groups, only births that filing numbers with a date of these years do not look like. */
const SHORT_IN_GROUPS = new RegExp(`^${REGION}[3-9]\\d${DAY}\\d{3}$`);
const LONG_IN_GROUPS = new RegExp(`^${REGION}1[89]\\d{2}${DAY}\\d{3}[\\dX]$`);

/** Area codes do not begin with 01 but for Beijing's, local numbers not with 0, 1 or 9; 0000 is in examples. */
const AREA = String.raw`0(?:10|2\d|[3-9]\d{2}|000)`;
const LOCAL = String.raw`[2-8](?:\d{6,7}|\d{2,3}[ -]\d{4})`;
const BESIDE = String.raw`(?:${AREA}[ ()/-]{0,3}|(?!20[0-4]\d))[2-8]\d{6,7}`;
/** Written without anything between: a mobile number and a landline, or two mobile numbers. */
const GLUED = [
  new RegExp(String.raw`(?<!\d)(?:${BESIDE}|${MOBILE})(${MOBILE})(?!\d)`, 'dg'),
  new RegExp(String.raw`(?<!\d)(${MOBILE})(?:${AREA}[ ()/-]{0,3}[2-8]\d{6,7}|${MOBILE})(?!\d)`, 'dg'),
];
const BEFORE = [
  /^(?:00)?(?:86)?0?(?=1)/,
  ...[6, 7].map((length) => new RegExp(String.raw`^(?:${AREA})?[2-8]\d{${length}}(?=1[3-9])`)),
];
const TIME = String.raw`(?:[01]?\d|2[0-3]):[0-5]\d`;
const DATE = String.raw`(?:19|20)\d{2}([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])`;
/** Numbers that are plainly something else; between them and their neighbours nothing is put together. */
const HARMLESS = [
  new RegExp(String.raw`(?<!\d)${AREA}[ ()/-]{0,3}${LOCAL}(?!\d)`, 'g'),
  /(?<!\d)[48]00[ -]\d{3}[ -]\d{4}(?!\d)/g,
  new RegExp(String.raw`(?<!\d)${TIME}\s*[-~]+\s*${TIME}(?!\d)`, 'g'),
  new RegExp(String.raw`(?<!\d[-./]?)${DATE}(?:\s*[-~]+\s*${DATE.replace('\\1', '\\2')})?(?!\d)`, 'g'),
];
/** Separators of lists (rooms, sums, hours): across them only the usual groupings of a mobile number count. */
const LIST = /[,、;:/\n]/;
const USUAL = new Set(['3-4-4', '4-3-4', '3-2-2-2-2', '3-4-2-2', '3-2-2-4', '1-1-1-1-1-1-1-1-1-1-1']);

/** Where in the form a private number stands. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Check digit of an identity number (GB 11643-1999, ISO 7064 MOD 11-2). */
function identityCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(digits.charAt(i)) * (2 ** (17 - i) % 11);
  return '10X98765432'.charAt(sum % 11) === digits.charAt(17);
}

/** Whether 18 characters are an identity number beyond doubt; a credit code of digits can have the same look. */
export function isIdentityNumber(code: string): boolean {
  return code.length === 18 && LONG.test(code) && identityCheckDigit(code);
}

const joined = (groups: readonly DigitGroup[]): string => groups.map(({ digits }) => digits).join('');

/** Whether a group ends after so many digits. */
function breaksAfter(groups: readonly DigitGroup[], length: number): boolean {
  let sum = 0;
  return groups.some(({ digits }) => {
    sum += digits.length;
    return sum === length;
  });
}

/** 18 digits in groups: the check digit agrees, which a list of telephones does not, or the groups are its parts. */
function isLongInGroups(groups: readonly DigitGroup[]): boolean {
  const digits = joined(groups);
  if (isIdentityNumber(digits)) return true;
  return LONG_IN_GROUPS.test(digits) && breaksAfter(groups, 6) && breaksAfter(groups, 14);
}

/** 15 digits have no check digit: the groups are its parts, or all of one size with the same sign between. */
function isShortInGroups(groups: readonly DigitGroup[], form: string): boolean {
  const [first, second] = groups;
  const last = groups.at(-1);
  if (!first || !second || !last || !SHORT_IN_GROUPS.test(joined(groups))) return false;
  if (/[A-Z]/.test(form.charAt(first.start - 1)) || /[A-Z]/.test(form.charAt(last.end))) return false;
  if (breaksAfter(groups, 6) && breaksAfter(groups, 12)) return true;
  const even = groups.slice(0, -1).every(({ digits }) => digits.length === first.digits.length);
  return even && !/[,、]/.test(second.gap) && groups.slice(1).every(({ gap }) => gap === second.gap);
}

/** Whether a text holds an identity number: digits of every script, decorated, in any groups. */
export function holdsIdentityNumber(text: string): boolean {
  return mayHoldDigits(text, 15) && numberForms(text).some(showsIdentityNumber);
}

function showsIdentityNumber(form: string): boolean {
  if (LONG.test(form) || SHORT.test(form)) return true;
  return digitRuns(form, true).some(
    (run) =>
      groupsOfLength(run, 18).some(isLongInGroups) ||
      groupsOfLength(run, 15).some((groups) => isShortInGroups(groups, form)),
  );
}

/** Whether a text holds a mainland mobile number, also as +86（138）0000-0000 or 一三八……. */
export function holdsMobileNumber(text: string): boolean {
  return mayHoldDigits(text, 11) && numberForms(text).some((form) => mobileSpans(form).length > 0);
}

/** Every mainland mobile number in a text of the form that `numberForm` gives. */
export function mobileSpans(form: string): readonly Span[] {
  const glued = GLUED.flatMap((pattern) =>
    [...form.matchAll(pattern)].map((found): Span => {
      const [start = 0, end = 0] = found.indices?.[1] ?? [];
      return { start, end };
    }),
  );
  // Letters of the same number, so that places stay what they are.
  const open = HARMLESS.reduce((rest, pattern) => rest.replace(pattern, (part) => 'Z'.repeat(part.length)), form);
  const inGroups = digitRuns(open, false).flatMap((run) => run.flatMap((_, at) => mobileFrom(run.slice(at))));
  return [...glued, ...inGroups];
}

/** The mobile number that the first groups make up: after 86, 0086 or 0, or written on to a landline. */
function mobileFrom(run: readonly DigitGroup[]): readonly Span[] {
  const [first, ...others] = run;
  if (!first) return [];
  return BEFORE.flatMap((before) => {
    const head = first.digits.replace(before, '');
    const start = first.end - head.length;
    const [groups] = groupsOfLength([{ digits: head, start, end: first.end, gap: '' }, ...others], 11);
    const last = groups?.at(-1);
    if (!groups || !last || groups[0]?.start !== start || !/^1[3-9]/.test(joined(groups))) return [];
    return isLikelyGrouping(groups) ? [{ start, end: last.end }] : [];
  });
}

function isLikelyGrouping(groups: readonly DigitGroup[]): boolean {
  if (groups.length <= 2 || !groups.slice(1).some(({ gap }) => LIST.test(gap))) return true;
  return USUAL.has(groups.map(({ digits }) => digits.length).join('-'));
}

/** A text with every long number blotted out where it holds a private one, so that a report never repeats it. */
export function withoutPrivateNumbers(text: string): string {
  if (!holdsIdentityNumber(text) && !holdsMobileNumber(text)) return text;
  const [form = ''] = numberForms(text);
  return blotLongNumbers(form, '（号码已隐去）');
}
