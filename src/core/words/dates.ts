/** Days, instants and codes as people read them. */
import type { IsoDate } from '../domain/iso-date.ts';
import type { Lang } from './lang.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const HANS = '〇一二三四五六七八九十';

/** 2026年1月15日 for a day; any other text stays as it is. */
export function dayZh(text: string): string {
  return text.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');
}

/** 15 January 2026 for a day; any other text stays as it is. */
export function dayEn(text: string): string {
  return text.replace(
    /^(\d{4})-0?(\d+)-0?(\d+)$/,
    (_, year, month, date) => `${date} ${MONTHS[Number(month) - 1]} ${year}`,
  );
}

/** 2026年1月15日; 15 January 2026. */
export function dayText(day: IsoDate, lang: Lang): string {
  return dayIn(lang)(day);
}

/** Words a day in one language, and leaves any other text as it is. */
export function dayIn(lang: Lang): (text: string) => string {
  return lang === 'zh' ? dayZh : dayEn;
}

/** A small count as it is said: 三; ten and above in digits. Numbers stand as digits in English. */
export function countWord(count: number, lang: Lang): string {
  return lang === 'zh' && count >= 0 && count <= 10 ? HANS.charAt(count) : String(count);
}

/** A code one character at a time, so that a screen reader spells it: `7 K 3 M 9`. */
export function spelledOut(code: string): string {
  return [...code.replace(/\s/g, '')].join(' ');
}
