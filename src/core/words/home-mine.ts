/** The home page's line about what was written here and has not arrived (words: home.mine). No institution is named. */
import type { Lang } from './lang.ts';

const zh = ({ n }: { n: number }) => `我的提交（${n}件未送达）`;
const en: typeof zh = ({ n }) => `My submissions (${n} not delivered)`;

export const homeMine: Readonly<Record<Lang, typeof zh>> = { zh, en };
