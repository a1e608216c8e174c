/** What the terminal says while a publication is under way, and when the disk ends. */
import type { Lang } from './lang.ts';

const zh = {
  read: '正在读取工作簿',
  grade: '正在评定',
  sign: '正在签名',
  write: '正在写网页',
  flush: '正在存盘',
  switch: '正在换上新的一版',
  count: ({ done, of }: { done: number; of: number }) => `，${done}/${of}家`,
  /** Of less than a minute; rounded up. */
  seconds: ({ n }: { n: number }) => `，还要约${n}秒`,
  minutes: ({ n }: { n: number }) => `，还要约${n}分钟`,
  diskFull: '磁盘空间不够，这次没有做成，网站还是原来的内容。请腾出空间，再运行一次同样的命令。',
  diskFullAfter: '网站已经换上新的一版，但磁盘空间不够，收尾没有做完。请腾出空间，再运行一次同样的命令。',
};

export type PublishingWords = typeof zh;

const en: PublishingWords = {
  read: 'reading the workbook',
  grade: 'grading',
  sign: 'signing',
  write: 'writing pages',
  flush: 'saving',
  switch: 'switching',
  count: () => '',
  seconds: ({ n }) => `, about ${n} s left`,
  minutes: ({ n }) => `, about ${n} min left`,
  diskFull:
    'The disk is full: nothing was done, and the site is as it was. Make room, then run the same command again.',
  diskFullAfter:
    'The site was switched, but the disk is full and the rest was not done. Make room, then run the same command again.',
};

export const publishingWords: Readonly<Record<Lang, PublishingWords>> = { zh, en };
