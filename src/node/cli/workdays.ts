/** `yixinma workdays add DATE N`: the last day of a term in working days. */
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { HOLIDAY_NOTICES, noticesWith } from '../../core/domain/holiday-notices.ts';
import { parseIsoDate } from '../../core/domain/iso-date.ts';
import { ok } from '../../core/domain/result.ts';
import { addWorkdays, maybeChanged, workCalendar, yearOf } from '../../core/domain/workdays.ts';
import {
  HOLIDAYS_EXAMPLE,
  HOLIDAYS_FILE,
  holidaysProblemText,
  loadWorkCalendar,
} from '../publish/calendar/holidays-file.ts';
import type { Command, Io } from './command.ts';
import { wrongUsage } from './wrong-usage.ts';

const FIRST = HOLIDAY_NOTICES.at(0)?.year;
const LAST = HOLIDAY_NOTICES.at(-1)?.year;

const USAGE = `yixinma workdays add DATE N [--dir DIR] [--json]
  DATE之后第N个工作日（N为正整数，当日不计）/ the N-th working day after DATE; DATE itself is not counted
  --dir   工作区，读取其中的 ${HOLIDAYS_FILE} / a workspace whose ${HOLIDAYS_FILE} is read too
已录入${FIRST}至${LAST}年的放假安排。新的年度写在工作区的 ${HOLIDAYS_FILE} 中，不必更换程序，例如：
The notices of ${FIRST} to ${LAST} are built in. Newer ones go into the workspace; the form is:
${HOLIDAYS_EXAMPLE}`;

/** What is said where a year's notice is missing; also by `calendar`. */
export function noticeUnknownText(year: number): string {
  return (
    `${year}年放假安排的通知尚未录入，不能计算。通知公布后，写入工作区的 ${HOLIDAYS_FILE}，格式例如：\n` +
    `The holiday notice for ${year} is not known: nothing is computed. Once it is out, put it into ${HOLIDAYS_FILE} of the workspace, in this form:\n` +
    `${HOLIDAYS_EXAMPLE}\n`
  );
}

export const workdays: Command = {
  name: 'workdays',
  summary: '计算工作日期限 / the last day of a term in working days',
  usage: USAGE,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { dir: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const [, date = '', count = ''] = positionals;
    const faults = faultsOf(positionals);
    const event = parseIsoDate(date);
    if (event === null || faults.length > 0) return wrongUsage(io, this, faults);
    const calendar = await calendarOf(values.dir, io);
    if (calendar === null) return 2;
    if (!calendar.ok) {
      io.out(values.json ? `${JSON.stringify({ problems: calendar.fault })}\n` : holidaysProblemText(calendar.fault));
      return 1;
    }
    const end = addWorkdays(calendar.value, event, Number(count));
    if (!end.ok) {
      io.out(values.json ? `${JSON.stringify({ problems: [end.fault] })}\n` : noticeUnknownText(end.fault.year));
      return 1;
    }
    const changeable = maybeChanged(calendar.value, end.value);
    io.out(values.json ? `${JSON.stringify({ date: end.value, maybeChanged: changeable })}\n` : `${end.value}\n`);
    if (changeable) tellChangeable(yearOf(end.value) + 1, io);
    return 0;
  },
};

/** All that is wrong with `add DATE N`, in the order in which it is typed. */
function faultsOf([verb, date, count, ...more]: readonly string[]): string[] {
  const faults: string[] = [];
  if (verb !== 'add') {
    faults.push(`第一个词应为 add，现为“${verb ?? ''}”。/ The first word is add, not "${verb ?? ''}".`);
  }
  if (date === undefined) faults.push('缺少日期，例如 2026-01-12。/ A date is missing, such as 2026-01-12.');
  else if (parseIsoDate(date) === null) {
    faults.push(
      `“${date}”不是日历上的日期，应写成 2026-01-12 这样。/ "${date}" is no day of the calendar: write it as 2026-01-12.`,
    );
  }
  if (count === undefined) faults.push('缺少工作日数，例如 5。/ The number of working days is missing, such as 5.');
  else if (!/^[1-9]\d{0,5}$/.test(count)) {
    faults.push(
      `“${count}”不是工作日数，应为1到999999的整数。/ "${count}" is no number of working days: a whole number from 1 to 999999.`,
    );
  }
  if (more.length > 0)
    faults.push(`多写了“${more.join(' ')}”，请去掉。/ "${more.join(' ')}" is too much: leave it out.`);
  return faults;
}

function tellChangeable(year: number, io: Io): void {
  io.err(`注意：${year}年放假安排公布后，这一天可能变动。/ This day may change with the notice for ${year}.\n`);
}

/** Null after a folder that does not exist was named: a mistyped path must not fall back to the built-in notices. */
async function calendarOf(dir: string | undefined, io: Io) {
  if (dir === undefined) return ok(workCalendar(noticesWith([])));
  const folder = resolve(io.cwd, dir);
  const there = await access(folder).then(
    () => true,
    () => false,
  );
  if (there) return loadWorkCalendar(folder);
  io.err(`没有这个文件夹：${dir}，请核对 --dir 后面的路径。/ No such folder: ${dir}. Check the path after --dir.\n`);
  return null;
}
