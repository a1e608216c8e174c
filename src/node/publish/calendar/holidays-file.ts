/** `holidays.json` of a workspace: notices that came after this version of the program, or that replace its own. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { noticesWith } from '../../../core/domain/holiday-notices.ts';
import { type NoticeProblem, type NoticeProblemCode, parseNotices } from '../../../core/domain/parse-notices.ts';
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import type { Text } from '../../../core/domain/terms.ts';
import { type WorkCalendar, workCalendar } from '../../../core/domain/workdays.ts';

export const HOLIDAYS_FILE = 'holidays.json';

export type HolidaysProblem = NoticeProblem | { readonly code: 'not-json'; readonly path: ''; readonly value: string };

/** The working days that a workspace knows: the built-in notices and its own. Without the file, the built-in ones. */
export async function loadWorkCalendar(dir: string): Promise<Result<WorkCalendar, readonly HolidaysProblem[]>> {
  let text: string;
  try {
    text = await readFile(join(dir, HOLIDAYS_FILE), 'utf8');
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return ok(workCalendar(noticesWith([])));
    throw fault;
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (fault) {
    return fail([{ code: 'not-json', path: '', value: fault instanceof Error ? fault.message : String(fault) }]);
  }
  const notices = parseNotices(raw);
  return notices.ok ? ok(workCalendar(noticesWith(notices.value))) : notices;
}

/** What the file looks like, for help and refusals: a list of notices, here with one that is built in. */
export const HOLIDAYS_EXAMPLE =
  '[{ "year": 2026, "documentNo": "国办发明电〔2025〕7号", "holidays": ["2026-01-01/01-03", …], "workedWeekends": ["2026-01-04", …] }]';

const TEXTS: Readonly<Record<HolidaysProblem['code'], Text>> = {
  'not-json': { zh: '不是合法的JSON，请检查括号、引号和逗号', en: 'not JSON: look at brackets, quotes and commas' },
  'wrong-type': {
    zh: '类型不对：year为四位年份，documentNo为文号，holidays、workedWeekends为日期列表',
    en: 'wrong type: year is a number, documentNo a text, holidays and workedWeekends are lists of days',
  },
  missing: { zh: '缺少这一项，请补上', en: 'missing: add it' },
  'year-twice': { zh: '同一年写了两次，请合并为一条', en: 'this year stands twice: make it one' },
  'not-a-day': {
    zh: '不是有效日期，请写成2027-05-01或2027-05-01/05-05',
    en: 'no such day: write 2027-05-01 or 2027-05-01/05-05',
  },
  'span-reversed': {
    zh: '起止日期颠倒，或超过31天，请核对',
    en: 'the end is before the start, or more than 31 days later: check it',
  },
  'wrong-year': {
    zh: '不属于该年度（元旦假期可从上年12月28日起），请核对',
    en: 'no day of that year (a New Year holiday may begin from 28 December before): check it',
  },
  'not-a-weekend': {
    zh: '调休上班日应为周六或周日，请核对',
    en: 'a worked day must be a Saturday or Sunday: check it',
  },
  'day-twice': {
    zh: '同一天写了两次，或既放假又上班，请删去一处',
    en: 'the day stands twice, or as holiday and as worked: remove one',
  },
  'statutory-day-missing': {
    zh: '缺少每年必放的法定节假日，通知可能没有录全',
    en: 'a statutory holiday is missing: the notice may not be copied whole',
  },
} satisfies Record<NoticeProblemCode | 'not-json', Text>;

/** A line a problem, with its place and what to do. */
export function holidaysProblemText(problems: readonly HolidaysProblem[]): string {
  const lines = problems.map(({ code, path, value }) => {
    const { zh, en } = TEXTS[code];
    return `${HOLIDAYS_FILE} ${path}${value === '' ? '' : `〔${value}〕`}：${zh} / ${en}\n`;
  });
  return lines.join('');
}
