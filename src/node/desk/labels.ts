/** The desk's words for what stands in a submission. Clerks read Chinese. */
import type { SubmissionState } from '../../core/complaint/status.ts';

export const STATE_LABELS: Readonly<Record<SubmissionState, string>> = {
  received: '已收到',
  accepted: '已受理',
  refused: '不予受理',
  moved: '已转出',
  investigating: '正在调查核实',
  answered: '已答复',
  closed: '已办结',
};

/** `2026-03-02 16:00`, Chinese standard time. */
export function chinaTime(iso: string): string {
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
