/** How much of each grade is drawn for inspection. */
import type { DrawShares } from '../../domain/draw.ts';

/** 四(四)：按照A级5%、B级20%、C级50%、D和E级100%的随机监督抽查比例，开展现场检查. YS-1 says how a share is rounded. */
export const DRAW: { readonly article: string; readonly shares: DrawShares } = {
  article: '四、重点任务（四）',
  shares: { A: 5, B: 20, C: 50, D: 100, E: 100 },
};
