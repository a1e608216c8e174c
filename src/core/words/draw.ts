/** Draws for inspection (双随机抽查): the app's page, and the link that leads to it. */
import type { Lang } from './lang.ts';

/** Apart from the page's words: the home page needs this one alone. */
export const drawLink: Readonly<Record<Lang, string>> = {
  zh: '双随机抽查结果',
  en: 'Draws for inspection',
};

const zh = {
  title: '双随机抽查',
  intro: '检查对象按等级和比例随机抽取，先后由种子决定。检查前只公布封存值；检查后公布种子和名单，谁都可以重新计算。',
  none: '还没有公布过抽取。封存后，这里会显示封存值；检查后，显示种子和名单。',
  /** Where the policy draws nobody. */
  notDrawn: '这里没有抽查结果',
  notDrawnWhy: ({ title }: { title: string }) => `《${title}》没有要求按等级随机抽取检查对象。`,
  unreadable: '抽取记录读不出来，请向发布单位核实。',
  round: ({ n }: { n: number }) => `第${n}次抽取`,
  committed: ({ date }: { date: string }) => `${date}封存`,
  revealed: ({ date }: { date: string }) => `${date}公布种子和结果`,
  sealed: '已封存抽签种子，抽取结果在检查后公布',
  neverRevealed: '这一次的种子一直没有公布，就封存了新的一次。请向发布单位询问。',
  checking: '正在重新计算……',
  same: '重新计算：一致',
  differs: '重新计算：不一致',
  unable: '这个浏览器不能重新计算，请用下面的方法核对。',
  fault: {
    list: '名单的顺序、编码或等级有误，不能按它抽取。',
    commitment: '种子和名单算出的封存值，与公布的封存值不同。',
    counts: '名单中各等级的家数，与封存时公布的不同。',
    drawn: '按种子和名单抽出的机构，与公布的不同。',
  },
  pool: ({ grade, of }: { grade: string; of: number }) => `${grade}：${of}家`,
  drawn: ({ grade, of, percent, drawn }: { grade: string; of: number; percent: number; drawn: number }) =>
    `${grade}：${of}家，按${percent}%抽取${drawn}家`,
  drawnList: ({ n }: { n: number }) => `抽中的${n}家`,
  rounding: '不是整数的，向上取整。',
  article: ({ title, article }: { title: string; article: string }) => `依据：《${title}》${article}`,
  gone: '已不在公布名单',
  seed: '种子',
  commitment: '封存值',
  compare: '请与检查前公布的封存值对照。种子或名单改动一点，封存值就不同。',
  how: '用openssl自己计算',
  howSave: '先保存名单，在保存的文件夹里打开终端，运行下面的命令。',
  saveList: ({ name }: { name: string }) => `保存名单${name}`,
  howCommitment: '第一条算出封存值：',
  howDraw: '第二条逐行列出抽中机构的等级和编码：',
};

export type DrawWords = typeof zh;

const en: DrawWords = {
  title: 'Draws for inspection',
  intro:
    'Who is inspected is drawn at random, a share of each grade, in an order that a seed decides. Before the inspections only a commitment is published; afterwards the seed and the list, so that anyone can draw again.',
  none: 'No draw has been published yet. Once one is sealed its commitment stands here, and after the inspections the seed and the list.',
  notDrawn: 'There are no draws here',
  notDrawnWhy: ({ title }) => `${title} does not ask for a draw by grade.`,
  unreadable: 'The record of draws cannot be read; ask the bureau.',
  round: ({ n }) => `Draw no. ${n}`,
  committed: ({ date }) => `Sealed ${date}`,
  revealed: ({ date }) => `Seed and result published ${date}`,
  sealed: 'The seed is sealed; the result is published after the inspections',
  neverRevealed: 'The seed of this draw was never published before a new one was sealed. Ask the bureau.',
  checking: 'Drawing again…',
  same: 'Recomputed: same',
  differs: 'Recomputed: not the same',
  unable: 'This browser cannot draw again; check it in the way below.',
  fault: {
    list: 'The order, a code or a grade of the list is wrong, so that nothing can be drawn from it.',
    commitment: 'Seed and list give another commitment than the published one.',
    counts: 'The list holds other numbers by grade than were published when it was sealed.',
    drawn: 'Seed and list give other institutions than those published.',
  },
  pool: ({ grade, of }) => `${grade}: ${of}`,
  drawn: ({ grade, of, percent, drawn }) => `${grade}: ${drawn} drawn of ${of} (${percent}%)`,
  drawnList: ({ n }) => `The ${n} drawn`,
  rounding: 'A share that is not whole is rounded up.',
  article: ({ title, article }) => `Under ${title}, ${article}`,
  gone: 'no longer in the published list',
  seed: 'Seed',
  commitment: 'Commitment',
  compare:
    'Compare it with the commitment published before the inspections. With the slightest change of seed or list it is another.',
  how: 'Compute it yourself with openssl',
  howSave: 'Save the list first, open a terminal in its folder, and run these commands.',
  saveList: ({ name }) => `Save the list ${name}`,
  howCommitment: 'The first prints the commitment:',
  howDraw: 'The second prints grade and code of each institution drawn, a line each:',
};

export const drawWords: Readonly<Record<Lang, DrawWords>> = { zh, en };
