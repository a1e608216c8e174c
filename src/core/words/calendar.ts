/** The year's deadlines (日程表) and working days: on the printed page, in the table and on the command line. */
import { counted, type Lang } from './lang.ts';

/** `day` 0: the last day of the month; `year` null: every year. */
interface DayWords {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}
/** A term that counts from line `line` of the table. */
interface TermWords {
  readonly line: number;
  readonly count: number;
}

const dayZh = ({ year, month, day }: DayWords) =>
  `${year === null ? '每年' : `${year}年`}${month}月${day === 0 ? '底' : `${day}日`}`;

export const calendarZh = {
  title: ({ bureau, year }: { bureau: string; year: number }) => `${bureau}${year}年评价工作日程表`,
  basis: ({ title, doc }: { title: string; doc: string }) =>
    doc === '' ? `依据《${title}》` : `依据《${title}》（${doc}）`,
  notice: ({ year, doc }: { year: number; doc: string | null }) =>
    doc === null ? `${year}年放假安排的通知尚未录入` : `${year}年：${doc}`,
  notices: ({ list }: { list: string }) => `工作日按国务院办公厅放假安排的通知计算（${list}）`,
  counting: '期限从次日起算。期限最后一天不是工作日的，表中只作说明，不自行提前或顺延。',
  columns: { no: '序号', day: '日期', what: '事项', term: '期限', article: '依据', note: '说明', done: '完成情况' },
  weekdays: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  day: ({ date, weekday }: { date: string; weekday: string }) => `${date}（${weekday}）`,
  span: ({ from, to }: { from: string; to: string }) => `${from}至${to}`,
  since: ({ date }: { date: string }) => `${date}起`,
  latestDay: ({ date }: { date: string }) => `最迟${date}`,
  latestSince: ({ date }: { date: string }) => `${date}起（最迟情形）`,
  blank: '____年__月__日',
  /** A label before its text; notes one after another. */
  labelled: ({ label, text }: { label: string; text: string }) => `${label}：${text}`,
  joined: '；',
  by: (day: DayWords) => `${dayZh(day)}前`,
  on: dayZh,
  between: ({ from, to }: { from: DayWords; to: DayWords }) =>
    `${dayZh(from)}至${to.month}月${to.day === 0 ? '底' : `${to.day}日`}`,
  event: '按实际日期填写',
  eventLatest: ({ line }: { line: number }) => `按实际日期填写，不晚于第${line}项`,
  workingDays: ({ line, count }: TermWords) => `第${line}项起${count}个工作日内`,
  days: ({ line, count }: TermWords) => `第${line}项起${count}个自然日内`,
  months: ({ line, count }: TermWords) =>
    count % 12 === 0 ? `第${line}项起${count / 12}年` : `第${line}项起${count}个月内`,
  before: ({ line, count }: TermWords) => `第${line}项前${count}个月`,
  notBefore: ({ line }: { line: number }) => `第${line}项之后`,
  notWorking: ({ before }: { before: string | null }) =>
    before === null ? '当日不是工作日' : `当日不是工作日，此前最后一个工作日是${before}`,
  workdayUnknown: ({ year }: { year: number }) => `${year}年放假安排未知，当日是否工作日不详`,
  noticeUnknown: ({ year }: { year: number }) => `${year}年放假安排未知，不能计算`,
  maybeChanged: ({ year }: { year: number }) => `${year}年放假安排公布后可能变动`,
  latest: '按最迟情形计算',
  writtenFor: ({ year }: { year: number }) => `文件写的是${year}年，本年度是否沿用由本局确定`,
  ruling: ({ id, doc }: { id: string; doc: string | null }) =>
    doc === null ? `执行口径${id}` : `执行口径${id}（${doc}）`,
};

type CalendarWords = typeof calendarZh;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];
const dayEn = ({ year, month, day }: DayWords) =>
  `${day === 0 ? 'the end of' : day} ${MONTHS[month - 1]} ${year === null ? 'each year' : year}`;

export const calendarEn: CalendarWords = {
  title: ({ bureau, year }) => `${bureau}: calendar of the evaluation, ${year}`,
  basis: ({ title, doc }) => (doc === '' ? `Under “${title}”` : `Under “${title}” (${doc})`),
  notice: ({ year, doc }) => (doc === null ? `the notice for ${year} is not entered yet` : `${year}: ${doc}`),
  notices: ({ list }) => `Working days by the State Council’s holiday notices (${list})`,
  counting: 'A term starts on the next day. A last day that is no working day is pointed out, and not moved.',
  columns: { no: 'No.', day: 'Day', what: 'What', term: 'Term', article: 'Source', note: 'Notes', done: 'Done' },
  weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  day: ({ date, weekday }) => `${date} (${weekday})`,
  span: ({ from, to }) => `${from} to ${to}`,
  since: ({ date }) => `from ${date}`,
  latestDay: ({ date }) => `${date} at the latest`,
  latestSince: ({ date }) => `from ${date} (latest case)`,
  blank: '____-__-__',
  labelled: ({ label, text }) => `${label}: ${text}`,
  joined: '; ',
  by: (day) => `by ${dayEn(day)}`,
  on: (day) => `on ${dayEn(day)}`,
  between: ({ from, to }) => `from ${dayEn(from)} to ${to.day === 0 ? 'the end of' : to.day} ${MONTHS[to.month - 1]}`,
  event: 'entered when it happens',
  eventLatest: ({ line }) => `entered when it happens, not after no. ${line}`,
  workingDays: ({ line, count }) => `${counted(count, 'working day')} from no. ${line}`,
  days: ({ line, count }) => `${counted(count, 'calendar day')} from no. ${line}`,
  months: ({ line, count }) => `${counted(count, 'month')} from no. ${line}`,
  before: ({ line, count }) => `${counted(count, 'month')} before no. ${line}`,
  notBefore: ({ line }) => `after no. ${line}`,
  notWorking: ({ before }) => (before === null ? 'no working day' : `no working day; the last one before is ${before}`),
  workdayUnknown: ({ year }) => `the holidays of ${year} are not known, so whether it is a working day is open`,
  noticeUnknown: ({ year }) => `the holidays of ${year} are not known: not computed`,
  maybeChanged: ({ year }) => `may change with the notice for ${year}`,
  latest: 'computed for the latest case',
  writtenFor: ({ year }) => `written for ${year}; whether it holds this year the bureau decides`,
  ruling: ({ id, doc }) => (doc === null ? `ruling ${id}` : `ruling ${id} (${doc})`),
};

export const calendarWords: Readonly<Record<Lang, CalendarWords>> = { zh: calendarZh, en: calendarEn };
