/** The grade (words: grade.*). Grade words, and 等级 or 级别, come from the rulebook (`noun`, `grade`, `word`). */
import { countWord } from './dates.ts';

export const gradeZh = {
  title: ({ year, noun }: { year: number | string; noun: string }) => `${year}年度${noun}`,
  inYear: ({ year, noun, grade }: { year: number; noun: string; grade: string }) => `${year}年度${noun}${grade}`,
  /** What a screen reader says of the mark after the noun. */
  said: ({ grade, word, level, levels }: Said) => {
    const [at, of] = [Number(level), Number(levels)];
    const place = at === 1 ? '为最高级' : at === of ? '为最低级' : `从高到低为第${countWord(at, 'zh')}级`;
    return `${grade}${word === '' ? '' : `，${word}`}，共${countWord(of, 'zh')}级，${place}`;
  },
  nounSaid: ({ noun }: { noun: string }) => `${noun}：`,
  disclaimer: '等级反映依法执业情况，不代表医疗技术水平。',
  valid: ({ date }: { date: string }) => `有效期至${date}`,
  validUntilNext: '有效至下一年度等级公布',
  changed: ({ date, old, now }: { date: string; old: string; now: string }) =>
    `本年度有调整：${date}由${old}调整为${now}`,
  changedWhy: ({ article, approval }: { article: string; approval: string }) => `依据：${article}，${approval}`,
};

interface Said {
  grade: string;
  word: string;
  /** 1 is best. */
  level: number | string;
  levels: number | string;
}

type GradeWords = typeof gradeZh;

const ORDINALS: Readonly<Record<number, string>> = { 2: 'second', 3: 'third', 4: 'fourth' };

export const gradeEn: GradeWords = {
  title: ({ year, noun }) => `${year} ${noun}`,
  inYear: ({ year, noun, grade }) => `${year} ${noun}: ${grade}`,
  said: ({ grade, word, level, levels }) => {
    const [at, of] = [Number(level), Number(levels)];
    const place = at === 1 ? 'highest' : at === of ? 'lowest' : `${ORDINALS[at] ?? `${at}th`} highest`;
    return `${grade}${word === '' ? '' : `, ${word}`}, the ${place} of ${of} grades`;
  },
  nounSaid: ({ noun }) => `${noun}: `,
  disclaimer: 'The grade is about lawful practice, not medical skill.',
  valid: ({ date }) => `Valid until ${date}`,
  validUntilNext: 'Valid until the next grades are published',
  changed: ({ date, old, now }) => `Changed this year: ${old} to ${now} on ${date}`,
  changedWhy: ({ article, approval }) => `Under ${article}, ${approval}`,
};
