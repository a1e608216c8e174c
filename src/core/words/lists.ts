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
  /** Above the towns of a list that is too long for one page; `byRegion` of an association's. */
  byTown: '按乡镇查看',
  byRegion: '按地区查看',
  /** Where an institution's town is not stated. */
  noTown: '未注明乡镇',
  noRegion: '未注明地区',
  inTown: ({ title, town }: { title: string; town: string }) => `${title}：${town}`,
  count: ({ n }: { n: number }) => `${n}家`,
  page: ({ nth, of }: { nth: number; of: number }) => `第${nth}页，共${of}页`,
  pageNo: ({ nth }: { nth: number }) => `第${nth}页`,
  next: '下一页',
  all: '全部名单',
  find: '按名称查一家机构',
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
  byTown: 'By town',
  byRegion: 'By region',
  noTown: 'Town not stated',
  noRegion: 'Region not stated',
  inTown: ({ title, town }) => `${title}, ${town}`,
  count: ({ n }) => String(n),
  page: ({ nth, of }) => `Page ${nth} of ${of}`,
  pageNo: ({ nth }) => `Page ${nth}`,
  next: 'Next page',
  all: 'All lists',
  find: 'Find one institution by name',
};

export const listsWords: Readonly<Record<Lang, ListsWords>> = { zh, en };
