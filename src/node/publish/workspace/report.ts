/** What `check` says: as text, as JSON and as a table for Excel. */
import { counted } from '../../../core/words/lang.ts';
import { SHEET_KEYS, SHEETS } from './columns.ts';
import { groupBy } from './group-by.ts';
import type { LoadedWorkspace, RefusedWorkspace, WorkspaceCounts } from './load.ts';
import { type CheckProblem, problemTitle } from './problem.ts';

/** What `loadWorkspace` gives. */
export type Checked = LoadedWorkspace | RefusedWorkspace;

export const REPORT_FILE = 'check-report.csv';
/** Rows shown of each code in the text; the table has all of them. */
const SHOWN = 3;

/** The outcome, for people: counts of each sheet, then the problems by code, errors first. */
export function renderReport(checked: Checked): string {
  const groups = [...groupBy(checked.problems, ({ code }) => code).values()];
  const errors = groups.filter(([first]) => first?.severity === 'error');
  const warnings = groups.filter(([first]) => first?.severity === 'warning');
  return [
    ...(checked.problems.some(({ code }) => code === 'tables-unchecked') ? [] : [...countLines(checked.counts), '']),
    ...errors.flatMap(groupLines),
    ...warnings.flatMap(groupLines),
    verdict(checked),
    '',
  ].join('\n');
}

function countLines(counts: WorkspaceCounts): readonly string[] {
  return SHEET_KEYS.filter((key) => key === 'institutions' || counts[key].read > 0).map((key) => {
    const { read, accepted, quarantined } = counts[key];
    const en = `${SHEETS[key].titleEn}: ${read} read, ${accepted} accepted, ${quarantined} quarantined`;
    return `${SHEETS[key].title}：读取${read}行，采用${accepted}行，暂不采用${quarantined}行 / ${en}`;
  });
}

function groupLines(group: readonly CheckProblem[]): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const { zh, en } = problemTitle(first.code);
  const mark = first.severity === 'error' ? '错误' : '提醒';
  const more = group.length > SHOWN ? [`    …… 还有${group.length - SHOWN}处 / ${group.length - SHOWN} more`] : [];
  return [
    `【${mark}】${zh}（${group.length}处） / ${en} (${group.length})`,
    ...group.slice(0, SHOWN).map((problem) => `    ${placeOf(problem)}${problem.message.zh}。${problem.remedy.zh}`),
    ...more,
    `    ${first.remedy.en}`,
    '',
  ];
}

/** 机构 第5行“地址”：… – only what is known of the place. */
function placeOf({ sheet, row, column, value }: CheckProblem): string {
  const where = `${sheet ?? ''}${row === null ? '' : ` 第${row}行`}${column === null ? '' : `“${column}”`}`.trim();
  const shown = value === null ? '' : `〔${value.replace(/\s+/g, ' ')}〕`;
  return where === '' && shown === '' ? '' : `${where}${shown}：`;
}

function verdict(checked: Checked): string {
  if (!checked.ok) return '现在还不能公布，请先改正上面的错误。 / This workspace cannot be published yet.';
  const lost = checked.incompleteFacts.size;
  const hold = lost === 0 ? '' : `其中${lost}家有处罚、事件或评定没有采用，本次不评等级。`;
  const holdEn = lost === 0 ? '' : ` ${lost} of them get no grade: rows of their evidence were quarantined.`;
  const count = checked.entries.length;
  return `可以公布：${count}家机构。${hold} / Ready to publish: ${counted(count, 'institution')}.${holdEn}`;
}

/** The outcome for programs. */
export function reportJson(checked: Checked): string {
  const { counts, problems } = checked;
  const incompleteFacts = checked.ok ? [...checked.incompleteFacts] : [];
  return `${JSON.stringify({ ok: checked.ok, counts, incompleteFacts, problems }, null, 2)}\n`;
}

const HEADINGS = ['级别', '代码', '表', '行', '列', '内容', '问题', '处理办法', 'Problem', 'Remedy'];

/** All problems as CSV, so that Excel and WPS open it with a double click. */
export function reportCsv(problems: readonly CheckProblem[]): string {
  const rows = problems.map((problem) => [
    problem.severity === 'error' ? '错误' : '提醒',
    problem.code,
    problem.sheet ?? '',
    problem.row === null ? '' : String(problem.row),
    problem.column ?? '',
    problem.value ?? '',
    problem.message.zh,
    problem.remedy.zh,
    problem.message.en,
    problem.remedy.en,
  ]);
  return csvText([HEADINGS, ...rows]);
}

/** A table with byte order mark and CRLF; no cell runs as a formula. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(csvField).join(',')).join('\r\n')}\r\n`;
}

/** A text that starts like a formula would run in the clerk's Excel (CSV injection): an apostrophe keeps it text. */
function csvField(text: string): string {
  const safe = /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
