/**
 * The numbers of 阳山县医疗卫生信用信息管理实施方案: what share of each grade is drawn for inspection (四、重点任务（四）). The days
 * of January are the calendar's; what makes an A or an E the province's system knows, and the plan does not.
 */
import type { DrawShares } from '../../domain/draw.ts';
import { isoDate } from '../../domain/iso-date.ts';
import type { NumberTable } from '../numbers.ts';
import { DRAW } from './draw-shares.ts';

const from = isoDate('2022-01-01');

export const DRAW_ARTICLE = '四、重点任务（四）';

/** By grade: the share in percent. */
export const NUMBERS: NumberTable = tableOf(DRAW.shares);

function tableOf(shares: DrawShares): NumberTable {
  const series = Object.entries(shares).map(([grade, value]) => [
    grade,
    {
      article: DRAW_ARTICLE,
      text: {
        zh: `${grade}级按{n}%的比例随机抽查`,
        en: `Grade ${grade}: {n}% are drawn at random for inspection`,
      },
      values: [{ from, value }],
    },
  ]);
  return Object.fromEntries(series);
}
