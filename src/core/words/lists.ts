/** The public lists (公布的名单), on the static page and in the app. */
import type { Lang } from './lang.ts';

const zh = {
  /** `date`: the day for which the list was made. */
  asOf: ({ date }: { date: string }) => `以下名单截至${date}，有变动即更新；以各机构的页面为准。`,
  none: '本规定没有要求公布名单。',
  nobody: '目前没有。',
  /** A list's heading: what it is, and how many stand on it. */
  heading: ({ title, n }: { title: string; n: number }) => `${title}，${n}家`,
  year: ({ year }: { year: number }) => `${year}年度`,
  /** A certificate past its term, with the grade that it gave. */
  ended: ({ year, grade, date }: { year: number; grade: string; date: string }) =>
    `${year}年度${grade}，有效期至${date}`,
  since: ({ date }: { date: string }) => `自${date}起`,
};

export type ListsWords = typeof zh;

const en: ListsWords = {
  asOf: ({ date }) => `As of ${date}, and renewed when anything changes. What counts is the institution’s own page.`,
  none: 'These rules ask for no public list.',
  nobody: 'None at present.',
  heading: ({ title, n }) => `${title}: ${n}`,
  year: ({ year }) => `for ${year}`,
  ended: ({ year, grade, date }) => `${grade} for ${year}, valid until ${date}`,
  since: ({ date }) => `since ${date}`,
};

export const listsWords: Readonly<Record<Lang, ListsWords>> = { zh, en };
