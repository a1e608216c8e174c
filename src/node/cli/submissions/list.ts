/** `submissions list`. */
import { parseArgs } from 'node:util';
import { STATES, type SubmissionState } from '../../../core/complaint/status.ts';
import { atDesk } from '../../desk/desk.ts';
import { chinaTime, STATE_LABELS } from '../../desk/labels.ts';
import { type ListedSubmission, listSubmissions } from '../../desk/list.ts';
import type { Io } from '../command.ts';
import { misused, place } from './shared.ts';
import { USAGE } from './usage.ts';

export async function list(args: readonly string[], io: Io): Promise<0 | 2> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { state: { type: 'string', multiple: true, default: [] }, json: { type: 'boolean', default: false } },
  });
  const at = place(positionals, 0, io);
  const states = values.state.filter(isState);
  if (at === null || states.length !== values.state.length) return misused(USAGE.list, io);
  const rows = await atDesk(at.dir, io.env, (desk) => listSubmissions(desk, states, io.now()));
  io.out(values.json ? `${JSON.stringify(rows)}\n` : table(rows));
  return 0;
}

export function isState(text: string): text is SubmissionState {
  return STATES.some((state) => state === text);
}

function table(rows: readonly ListedSubmission[]): string {
  const lines = rows.map(({ number, receivedAt, state, due, overdue, deleted }) => {
    const marks = [overdue ? '⚠逾期 overdue' : '', deleted ? '（内容已删除 deleted）' : ''].join('');
    return `${number}  ${chinaTime(receivedAt)}  ${due ?? '—         '}  ${STATE_LABELS[state]} ${state} ${marks}`.trimEnd();
  });
  const late = rows.filter(({ overdue }) => overdue).length;
  const sum = `共${rows.length}件，逾期${late}件。/ ${rows.length} submissions, ${late} overdue.`;
  return `${['编号 number     收到 received（北京时间）期限 due    状态 state', ...lines, sum].join('\n')}\n`;
}
