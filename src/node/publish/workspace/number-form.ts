/** Numbers as people write them to be read, or not to be found: one form in which long numbers are looked for. */

/** Chinese digits, also those of cheques, and 幺 as one says it on the telephone. */
const CHINESE = '〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺';
const CHINESE_DIGIT = new RegExp(`[${CHINESE}]`, 'g');
const VALUES = '001234567891234567891';
/** What may stand between two digits of one number: blanks, and up to three characters that are no letter or digit. */
const GAP = String.raw`\s*(?:[^\p{L}\p{N}\s]\s*){0,3}`;
/** Eleven digits close together: fewer Chinese ones belong to names, such as 二〇二医院. */
const MANY = new RegExp(`[0-9${CHINESE}](?:${GAP}[0-9${CHINESE}]){10,}`, 'gu');
const ONLY_GAP = new RegExp(`^${GAP}$`, 'u');
const LONG_NUMBER = new RegExp(String.raw`\d(?:${GAP}[\dX]){10,}`, 'gu');

/** A group of digits and where it stands in the form; `gap` is what stands before it since the last group. */
export interface DigitGroup {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  readonly gap: string;
}

/**
 * NFKC, upper case, every kind of dash as `-`, digits of every script as 0–9, nothing that only decorates a digit
 * (combining marks, variation selectors, invisible characters). Chinese digits stay: see `numberForms`.
 */
export function numberForm(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/[‐‑‒–—―−ー]/g, '-')
    .toUpperCase();
}

/**
 * The form, and where Chinese digits may belong to a long number the readings of it, all of the same length: every one
 * is a digit, or all but the first (张三一三八…), or all but the last (…五六七八三楼).
 */
export function numberForms(text: string): readonly string[] {
  const form = numberForm(text);
  const all = form.replace(MANY, inDigits);
  if (all === form) return [form];
  const allButFirst = form.replace(MANY, (run) => run.charAt(0) + inDigits(run.slice(1)));
  const allButLast = form.replace(MANY, (run) => inDigits(run.slice(0, -1)) + run.slice(-1));
  return [all, form, allButFirst, allButLast];
}

function inDigits(run: string): string {
  return run.replace(CHINESE_DIGIT, (digit) => VALUES.charAt(CHINESE.indexOf(digit)));
}

/** Digits of a script stand in tens, 0 first; tens may follow each other directly. */
function asciiDigit(digit: string): string {
  if (/[0-9]/.test(digit)) return digit;
  const code = digit.codePointAt(0) ?? 0;
  let before = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(before - 1))) before--;
  return String((code - before) % 10);
}

/** Characters that hide no digit, whatever form they are brought into. */
const MARKS = new Set([...'，。、；：（）《》【】“”—'].map((mark) => mark.charCodeAt(0)));
const CHINESE_CODES = new Set([...CHINESE].map((digit) => digit.charCodeAt(0)));

/**
 * False where a text surely has fewer digits than `count`, Chinese ones included, so that nothing needs to be looked for: most cells
 * of a workbook. A character that might stand for a digit, or for several (㉑), leaves it open.
 */
export function mayHoldDigits(text: string, count: number): boolean {
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code >= 0x30 && code <= 0x39) || CHINESE_CODES.has(code)) digits++;
    else if (code > 0x7e && !(code >= 0x4e00 && code <= 0x9fff) && !MARKS.has(code)) return true;
  }
  return digits >= count;
}

/** Runs of digit groups with nothing but gaps between them. With `X` also the check character of identity numbers. */
export function digitRuns(form: string, withX: boolean): readonly (readonly DigitGroup[])[] {
  const runs: DigitGroup[][] = [];
  let last = -1;
  for (const found of form.matchAll(withX ? /\d+X?|X/g : /\d+/g)) {
    const between = last < 0 ? null : form.slice(last, found.index);
    const joined = between !== null && ONLY_GAP.test(between) ? between.replace(/[^\S\n]/g, '') : null;
    last = found.index + found[0].length;
    const group = { digits: found[0], start: found.index, end: last, gap: joined ?? '' };
    const run = runs.at(-1);
    if (run && joined !== null) run.push(group);
    else runs.push([group]);
  }
  return runs;
}

/** The form with every long number in it replaced. */
export function blotLongNumbers(form: string, blot: string): string {
  return form.replace(LONG_NUMBER, blot);
}

/** Neighbouring groups of a run that make up exactly `length` digits, from every start. */
export function groupsOfLength(run: readonly DigitGroup[], length: number): readonly (readonly DigitGroup[])[] {
  return run.flatMap((_, start) => {
    let sum = 0;
    for (let end = start; end < run.length && sum < length; end++) {
      sum += run[end]?.digits.length ?? 0;
      if (sum === length) return [run.slice(start, end + 1)];
    }
    return [];
  });
}
