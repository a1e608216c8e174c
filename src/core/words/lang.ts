/** The two languages of every sentence. Chinese comes first everywhere. */
import type { Bureau } from '../domain/bureau.ts';
import type { Text } from '../domain/terms.ts';

export type Lang = 'zh' | 'en';

/** One text of a rulebook in the language asked for. */
export function pick(text: Text, lang: Lang): string {
  return text[lang];
}

/** English: `1 warning`, `2 warnings`. `n`: also as written, `0.5`. */
export function counted(n: number | string, one: string, more = `${one}s`): string {
  return `${n} ${String(n) === '1' ? one : more}`;
}

/** When the telephone is answered: on English pages in English where the bureau says it. */
export function hoursIn(lang: Lang, contact: Pick<Bureau, 'phoneHours' | 'phoneHoursEn'>): string {
  return (lang === 'en' && contact.phoneHoursEn) || contact.phoneHours;
}

/** Fills `{name}` placeholders of a sentence that came as data; one without a value stays visible. */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  const known = new Map(Object.entries(values));
  return sentence.replace(/\{(\w+)\}/g, (whole, key: string) => known.get(key) ?? whole);
}
