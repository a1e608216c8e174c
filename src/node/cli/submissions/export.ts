/** `submissions export`. */

import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { groupReceiptNumber } from '../../../core/complaint/receipt.ts';
import { utf8 } from '../../../core/domain/bytes.ts';
import { rulebookById } from '../../../core/rulebooks/registry.ts';
import { counted } from '../../../core/words/lang.ts';
import { bindFindings, type FindingFault, recordedSteps } from '../../desk/bind-findings.ts';
import { DECISIONS_FILE, loadFindings } from '../../desk/decisions.ts';
import { atDesk, type Desk } from '../../desk/desk.ts';
import { type EventsOut, eventsCsv, eventsFileName, eventsOf, type LeftOut } from '../../desk/export-events.ts';
import { chinaTime, STATE_LABELS } from '../../desk/labels.ts';
import { writeNew } from '../../desk/open-files.ts';
import { INTAKE_FOLDER } from '../../desk/place.ts';
import { loadCodes } from '../../publish/codes.ts';
import type { Io } from '../command.ts';
import { folderFaults, yearFaults } from '../wrong-usage.ts';
import { misused, place } from './shared.ts';
import { USAGE } from './usage.ts';

export async function exportRows(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: 'string' }, year: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const at = place(positionals, 0, io);
  const faults = [
    ...folderFaults(positionals),
    ...(values.year === undefined ? [] : yearFaults(values.year)),
    ...(values.out === undefined || /\.csv$/i.test(values.out) ? [] : [outFault(values.out)]),
  ];
  if (at === null || faults.length > 0) return misused(USAGE.export, io, faults);
  const year = values.year === undefined ? null : Number(values.year);
  const out =
    values.out === undefined ? join(at.dir, INTAKE_FOLDER, eventsFileName(io.now())) : resolve(io.cwd, values.out);
  return atDesk(at.dir, io.env, async (desk) => {
    const steps = await recordedSteps(desk.store);
    const bound = bindFindings(steps, await loadFindings(desk.dir));
    if (bound.faults.length > 0) return refuse(bound.faults, values.json, io);
    const events = eventsOf(bound, await loadCodes(desk.dir), year);
    const file = events.rows.length === 0 ? null : out;
    if (file !== null) {
      await writeNew(file, utf8(eventsCsv(events.rows)));
      await desk.store.note('exported', JSON.stringify({ rows: events.rows.length }), io.now().toISOString());
    }
    io.out(values.json ? `${JSON.stringify({ file, ...events })}\n` : report(events, file, desk));
    return 0;
  });
}

function outFault(typed: string): string {
  return `--out 的“${typed}”应以 .csv 结尾，例如 事件.csv。/ --out: "${typed}" must end in .csv.`;
}

const FAULTS: Readonly<Record<FindingFault['code'], string>> = {
  changed: '这一行与办理时的记录不符，被改动过 / its line is not the one that was recorded',
  added: '办理时没有这样的结论，这一行是后加的 / no such finding was recorded: the line was added',
  missing: '办理时有结论，文件里没有这一行 / a finding was recorded, and its line is gone',
  unbound:
    '旧版本办理的，留痕里没有结论的摘要，无法核对 / an earlier version recorded it without a digest: it cannot be checked',
};

function refuse(faults: readonly FindingFault[], json: boolean, io: Io): 1 {
  if (json) io.out(`${JSON.stringify({ code: 'findings', faults })}\n`);
  else {
    const lines = faults.map(
      ({ code, number, state, at }) =>
        `${groupReceiptNumber(number)} ${chinaTime(at)} ${STATE_LABELS[state]}：${FAULTS[code]}`,
    );
    io.err(`${[...lines, NEXT].join('\n')}\n`);
  }
  return 1;
}

const NEXT =
  `${DECISIONS_FILE}与留痕不一致，没有导出任何一行。请查明原因，从备份恢复这个文件；没有备份的，转回调查（investigating）后重新答复并写明结论；` +
  '已办结的不能重办，请核对卷宗后按原样改回这一行，与记录完全相同才会通过。' +
  `/ ${DECISIONS_FILE} and the audit disagree: nothing was exported. Find out why, and restore the file from a backup; without one, take it back to investigating and decide again. What is closed cannot be decided again: put its line back from the case file, exactly as it was.`;

const WHY: Readonly<Record<LeftOut, string>> = {
  unsubstantiated: '未查实 / unsubstantiated',
  'no-document-no': '查实，但没有文号；没有文号不计入评价 / no document number: it would not count',
  'no-day': '没有决定日期 / no day of the decision',
  reopened: '答复后又在调查，等新的结论 / being investigated again',
  'institution-unknown': '机构编码不在codes.csv / the code is not in codes.csv',
  'not-plain':
    '机构编号或文号会被表格软件当成公式，或含身份证号 / a cell that a spreadsheet would run, or an identity number',
  'other-year': '不是这一年的决定 / of another year',
  'not-taken': '没有走到这一步（被拒或中断），不计入 / its step was never taken: it does not count',
  'same-document': '同一机构同一文号已有一行 / the same document of the same institution is there already',
};

function report({ rows, left }: EventsOut, file: string | null, { bureau }: Desk): string {
  const rules = rulebookById(bureau.rulebook)?.rules ?? {};
  const counts = Object.keys(rules).some((rule) => rule.startsWith('complaint'));
  const lines = [
    ...left.map(({ number, why }) => `未导出 not exported ${groupReceiptNumber(number)}：${WHY[why]}`),
    file === null
      ? '没有可导出的行。/ Nothing to export.'
      : `已导出${rows.length}行到${file}，请贴到工作簿“事件”表的末尾。/ ${counted(rows.length, 'row')} for the sheet 事件.`,
    ...(rows.length > 0 && !counts
      ? [
          '注意：本地政策没有把投诉举报列为评价事项，这些行本身不影响等级；查实的是行业作风等政策列明的事项的，请按该事项另填一行。/ This policy has no rule for complaints: the rows change no grade by themselves.',
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}
