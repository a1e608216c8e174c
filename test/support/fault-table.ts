/** What the fault tests counted, one line each, in `shots/faults.csv` (ignored by git): the table of the closing note. */
import { appendFile, mkdir } from 'node:fs/promises';

export interface FaultCounts {
  readonly acknowledged: number;
  readonly stored: number;
  readonly lost: number;
  readonly doubled: number;
}

export async function noteFault(fault: string, counts: FaultCounts, remark = ''): Promise<void> {
  const { acknowledged, stored, lost, doubled } = counts;
  await mkdir('shots', { recursive: true });
  await appendFile('shots/faults.csv', `${[fault, acknowledged, stored, lost, doubled, remark].join(',')}\n`);
}
