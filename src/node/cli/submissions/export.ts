/** `submissions export`. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { groupReceiptNumber } from '../../../core/complaint/receipt.ts';
import { utf8 } from '../../../core/domain/bytes.ts';
import { rulebookById } from '../../../core/rulebooks/registry.ts';
import { loadFindings } from '../../desk/decisions.ts';
import { atDesk, type Desk } from '../../desk/desk.ts';
import { type EventsOut, eventsCsv, eventsFileName, eventsOf, type LeftOut } from '../../desk/export-events.ts';
import { writeNew } from '../../desk/open-files.ts';
import { INTAKE_FOLDER } from '../../desk/place.ts';
import { loadCodes } from '../../publish/codes.ts';
import type { Io } from '../command.ts';
import { misused, place } from './shared.ts';
import { USAGE } from './usage.ts';

export async function exportRows(args: readonly string[], io: Io): Promise<0 | 2> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: 'string' }, year: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const at = place(positionals, 0, io);
  const year = values.year === undefined ? null : /^\d{4}$/.test(values.year) ? Number(values.year) : Number.NaN;
  if (at === null || Number.isNaN(year) || (values.out !== undefined && !/\.csv$/i.test(values.out))) {
    return misused(USAGE.export, io);
  }
  const out =
    values.out === undefined ? join(at.dir, INTAKE_FOLDER, eventsFileName(io.now())) : resolve(io.cwd, values.out);
  await atDesk(at.dir, io.env, async (desk) => {
    const events = await eventsOf(desk.store, await loadFindings(desk.dir), await loadCodes(desk.dir), year);
    const file = events.rows.length === 0 ? null : out;
    if (file !== null) {
      await writeNew(file, utf8(eventsCsv(events.rows)));
      await desk.store.note('exported', JSON.stringify({ rows: events.rows.length }), io.now().toISOString());
    }
    io.out(values.json ? `${JSON.stringify({ file, ...events })}\n` : report(events, file, desk));
  });
  return 0;
}

const WHY: Readonly<Record<LeftOut, string>> = {
  unsubstantiated: '未查实 / unsubstantiated',
  'no-document-no': '查实，但没有文号；没有文号不计入评价 / no document number: it would not count',
  'no-day': '没有决定日期 / no day of the decision',
  reopened: '答复后又在调查，等新的结论 / being investigated again',
  'institution-unknown': '机构编码不在codes.csv / the code is not in codes.csv',
  'not-plain':
    '机构编号或文号会被表格软件当成公式，或含身份证号 / a cell that a spreadsheet would run, or an identity number',
  'other-year': '不是这一年的决定 / of another year',
  'same-document': '同一机构同一文号已有一行 / the same document of the same institution is there already',
};

function report({ rows, left }: EventsOut, file: string | null, { bureau }: Desk): string {
  const rules = rulebookById(bureau.rulebook)?.rules ?? {};
  const counts = Object.keys(rules).some((rule) => rule.startsWith('complaint'));
  const lines = [
    ...left.map(({ number, why }) => `未导出 not exported ${groupReceiptNumber(number)}：${WHY[why]}`),
    file === null
      ? '没有可导出的行。/ Nothing to export.'
      : `已导出${rows.length}行到${file}，请贴到工作簿“事件”表的末尾。/ ${rows.length} rows for the sheet 事件.`,
    ...(rows.length > 0 && !counts
      ? [
          '注意：本地政策没有把投诉举报列为评价事项，这些行本身不影响等级；查实的是行业作风等政策列明的事项的，请按该事项另填一行。/ This policy has no rule for complaints: the rows change no grade by themselves.',
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}
