/** The bureau's list of supervision: `yixinma supervision`, on the terminal and as a table for Excel. Never published. */
import { counted, type Lang } from './lang.ts';

const zh = {
  title: ({ bureau, date }: { bureau: string; date: string }) => `${bureau}监督检查清单（${date}，内部使用，不公布）`,
  basis: ({ title, doc }: { title: string; doc: string }) =>
    doc === '' ? `依据《${title}》` : `依据《${title}》（${doc}）`,
  asks: ({ text, article }: { text: string; article: string }) => `${text}（${article}）`,
  counting: '只计日常抽查；规定的检查、专项检查、投诉举报核查不计入次数。',
  change: '等级在统计期间内有调整的，按当日的等级要求，统计整个期间的检查。',
  draw: ({ n, from, on }: { n: number; from: string; on: string }) =>
    `按第${n}次抽取（${from}封存，${on}公开）：抽中的机构须检查，自封存之日起统计。`,
  noDraw: '还没有公开过抽取结果，没有机构按抽取应当检查。',
  sealed: ({ n }: { n: number }) => `第${n}次抽取已封存，公开之前不在本清单中。`,
  drawn: '抽中，须检查',
  columns: {
    left: '还差',
    done: '已查',
    over: '超出',
    asks: '要求',
    grade: '等级',
    code: '机构编码',
    id: '机构编号',
    town: '乡镇',
    name: '机构名称',
    year: '年度',
    atLeast: '至少',
    atMost: '至多',
    article: '依据',
    from: '起',
    last: '止',
    span: '统计期间',
    notes: '备注',
  },
  /** `last` null: without an end so far. */
  span: ({ from, last }: { from: string; last: string | null }) => (last === null ? `${from}起` : `${from}至${last}`),
  changed: ({ from, date }: { from: string; date: string }) => `原为${from}，${date}调整`,
  unread: ({ n }: { n: number }) => `有${n}行监督检查没有采用，次数可能偏少`,
  total: ({ n, due, left, over }: { n: number; due: number; left: number; over: number }) =>
    `共${n}家：${due}家还差${left}次，${over}家超出`,
  unasked: ({ n }: { n: number }) => `没有现行等级、没有规定次数的${n}家：`,
  noNumber: '没有规定次数',
  allUnread: ({ n }: { n: number }) =>
    `“监督检查”表有${n}行没有采用，没有计入。请先运行 yixinma check，照报告改正后再看本清单。`,
  lapsed: '等级已过有效期',
  sep: '；',
};

export type SupervisionWords = typeof zh;

const en: SupervisionWords = {
  title: ({ bureau, date }) => `${bureau}: supervision, ${date} (for the bureau alone, never published)`,
  basis: ({ title, doc }) => (doc === '' ? `Under “${title}”` : `Under “${title}” (${doc})`),
  asks: ({ text, article }) => `${text} (${article})`,
  counting: 'Routine checks alone count; prescribed, special and complaint checks do not.',
  change: 'A grade that changed within the span asks its number for the whole span.',
  draw: ({ n, from, on }) =>
    `By draw no. ${n} (sealed ${from}, revealed ${on}): who was drawn is due, counted from the day of sealing.`,
  noDraw: 'No draw is revealed yet, so nobody is due by one.',
  sealed: ({ n }) => `Draw no. ${n} is sealed, and not in this list before its reveal.`,
  drawn: 'drawn, due',
  columns: {
    left: 'left',
    done: 'done',
    over: 'over',
    asks: 'asked',
    grade: 'grade',
    code: 'code',
    id: 'number',
    town: 'town',
    name: 'name',
    year: 'year',
    atLeast: 'at least',
    atMost: 'at most',
    article: 'article',
    from: 'from',
    last: 'to',
    span: 'span',
    notes: 'notes',
  },
  span: ({ from, last }) => (last === null ? `from ${from}` : `${from} to ${last}`),
  changed: ({ from, date }) => `${from} before ${date}`,
  unread: ({ n }) => `${counted(n, 'row')} not accepted: the count may be too low`,
  total: ({ n, due, left, over }) => `${n} in all: ${left} left at ${due}, too many at ${over}`,
  unasked: ({ n }) => `No grade in force, no number asked (${n}):`,
  noNumber: 'no number asked',
  allUnread: ({ n }) =>
    `${counted(n, 'row')} of 监督检查 not accepted and not counted: run yixinma check, correct them, and ask again.`,
  lapsed: 'the grade has lapsed',
  sep: '; ',
};

export const supervisionWords: Readonly<Record<Lang, SupervisionWords>> = { zh, en };
