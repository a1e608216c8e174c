/** `submissions list`. */

import { parseArgs } from 'node:util';
import { STATES, type SubmissionState } from '../../../core/complaint/status.ts';
import { KINDS } from '../../../core/complaint/submission.ts';
import { counted } from '../../../core/words/lang.ts';
import { reportWords } from '../../../core/words/report.ts';
import { atDesk } from '../../desk/desk.ts';
import { isKind } from '../../desk/kinds.ts';
import { chinaTime, STATE_LABELS } from '../../desk/labels.ts';
import { type ListedSubmission, listSubmissions } from '../../desk/list.ts';
import type { Io } from '../command.ts';
import { folderFaults, notOneOf } from '../wrong-usage.ts';
import { misused, place } from './shared.ts';
import { USAGE } from './usage.ts';

const UNSORTED = 'unsorted';
const { kindsShort } = reportWords.zh.rep;

export async function list(args: readonly string[], io: Io): Promise<0 | 2> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      state: { type: 'string', multiple: true, default: [] },
      kind: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
    },
  });
  const at = place(positionals, 0, io);
  const states = values.state.filter(isState);
  const kinds = values.kind.filter((kind) => isKind(kind) || kind === UNSORTED);
  const understood = states.length === values.state.length && kinds.length === values.kind.length;
  if (at === null || !understood) {
    const wrong = [
      ...values.state.filter((one) => !isState(one)).map((one) => notOneOf('--state', one, STATES)),
      ...values.kind
        .filter((one) => !(isKind(one) || one === UNSORTED))
        .map((one) => notOneOf('--kind', one, [...KINDS, UNSORTED])),
    ];
    return misused(USAGE.list, io, [...folderFaults(positionals), ...wrong]);
  }
  const rows = await atDesk(at.dir, io.env, (desk) => listSubmissions(desk, { states, kinds }, io.now()));
  io.out(values.json ? `${JSON.stringify(rows)}\n` : table(rows));
  return 0;
}

export function isState(text: string): text is SubmissionState {
  return STATES.some((state) => state === text);
}

function table(rows: readonly ListedSubmission[]): string {
  const lines = rows.map(({ number, receivedAt, state, kind, due, overdue, deleted }) => {
    const marks = [overdue ? '⚠逾期 overdue' : '', deleted ? '（内容已删除 deleted）' : ''].join('');
    return `${number}  ${chinaTime(receivedAt)}  ${due ?? '—         '}  ${STATE_LABELS[state]} ${state}  ${kind === null ? '未分拣' : kindsShort[kind]} ${marks}`.trimEnd();
  });
  const late = rows.filter(({ overdue }) => overdue).length;
  const sum = `共${rows.length}件，逾期${late}件。/ ${counted(rows.length, 'submission')}, ${late} overdue.`;
  const unsorted = rows.filter(({ kind, deleted }) => kind === null && !deleted).length;
  const hint =
    unsorted === 0
      ? []
      : [
          `${unsorted}件未分拣，不知是不是评价，先按有期限计算；运行 submissions sort 分拣。/ ${unsorted} not sorted: any may be a rating, and counts as a complaint until you run submissions sort.`,
        ];
  return `${['编号 number     收到 received（北京时间）期限 due    状态 state  类别 kind', ...lines, sum, ...hint].join('\n')}\n`;
}
