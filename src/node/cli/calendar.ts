/** `yixinma calendar DIR --year Y`: the year's deadlines of the bureau's rulebook, to read, print and tick off. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chinaDay, type IsoDate, parseIsoDate } from '../../core/domain/iso-date.ts';
import { RULEBOOKS, rulebookById } from '../../core/rulebooks/registry.ts';
import type { Lang } from '../../core/words/index.ts';
import { planDocument } from '../publish/calendar/document.ts';
import { HOLIDAYS_FILE, holidaysProblemText, loadWorkCalendar } from '../publish/calendar/holidays-file.ts';
import { planText } from '../publish/calendar/rows.ts';
import { planWorkbook } from '../publish/calendar/workbook.ts';
import { makeYearPlan, type PlanRefusal, planJson, type YearPlan } from '../publish/calendar/year-plan.ts';
import { saveNamed } from '../publish/durable.ts';
import { CONFIG_FILE, parseConfig, type WorkspaceConfig } from '../publish/workspace/config.ts';
import { Ledger } from '../publish/workspace/table.ts';
import type { Command, Io } from './command.ts';
import { noticeUnknownText } from './workdays.ts';
import { wrongUsage } from './wrong-usage.ts';

const OPTIONS = {
  year: { type: 'string' },
  on: { type: 'string', multiple: true },
  lang: { type: 'string', default: 'zh' },
  xlsx: { type: 'string' },
  html: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

async function run(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [given] = positionals;
  const { lang } = values;
  const faults = faultsOf(positionals, values.year, lang);
  const events = readEvents(values.on ?? [], faults);
  const year = Number(values.year);
  if (given === undefined || !isLang(lang) || faults.length > 0) return wrongUsage(io, calendar, faults);
  const loaded = await loadPlan(resolve(io.cwd, given), year, events);
  if ('problems' in loaded) {
    io.out(values.json ? `${JSON.stringify({ problems: loaded.problems })}\n` : loaded.text);
    return 1;
  }
  const { plan } = loaded;
  io.out(values.json ? planJson(plan) : planText(plan, lang));
  if (values.xlsx !== undefined) await save(values.xlsx, await planWorkbook(plan, lang), io);
  if (values.html !== undefined) await save(values.html, planDocument(plan, lang, chinaDay(io.now())), io);
  return 0;
}

function isLang(text: string): text is Lang {
  return text === 'zh' || text === 'en';
}

function faultsOf([dir, ...more]: readonly string[], year: string | undefined, lang: string): string[] {
  const faults: string[] = [];
  if (dir === undefined) faults.push('缺少工作区文件夹。/ The folder of the workspace is missing.');
  if (more.length > 0)
    faults.push(`多写了“${more.join(' ')}”，请去掉。/ "${more.join(' ')}" is too much: leave it out.`);
  if (year === undefined) faults.push('缺少年度，例如 --year 2026。/ The year is missing, such as --year 2026.');
  else if (!/^[12]\d{3}$/.test(year)) {
    faults.push(`--year ${year}：应为四位数的年份，例如 2026。/ Write the year in four digits, such as 2026.`);
  }
  if (!isLang(lang)) faults.push(`--lang ${lang}：应为 zh 或 en。/ Write zh or en.`);
  return faults;
}

/** The days given with --on; every wrong one is added to `faults`. */
function readEvents(given: readonly string[], faults: string[]): ReadonlyMap<string, IsoDate> {
  const events = new Map<string, IsoDate>();
  for (const text of given) {
    const [event = '', date = ''] = text.split('=');
    const day = parseIsoDate(date);
    if (event === '' || day === null) {
      faults.push(
        `--on ${text}：应为“事项=日期”，日期须在日历上，例如 proposed=2026-01-12。/ Write EVENT=DATE with a day of the calendar, such as proposed=2026-01-12.`,
      );
    } else if (events.has(event)) {
      faults.push(`--on ${text}：“${event}”已写过一次，请只留一个。/ "${event}" is there already: keep one.`);
    } else events.set(event, day);
  }
  return events;
}

type Loaded = { readonly plan: YearPlan } | { readonly problems: readonly unknown[]; readonly text: string };

async function loadPlan(dir: string, year: number, events: ReadonlyMap<string, IsoDate>): Promise<Loaded> {
  const config = await loadConfig(dir);
  if ('problems' in config) return config;
  const calendar = await loadWorkCalendar(dir);
  if (!calendar.ok) return { problems: calendar.fault, text: holidaysProblemText(calendar.fault) };
  const { bureau, rulings } = config;
  const rulebook = rulebookById(bureau.rulebook);
  if (rulebook === null) throw new Error(`no calendar of the rulebook "${bureau.rulebook}"`);
  const { id, title, documentNo } = rulebook.terms(rulings);
  const plan = makeYearPlan({
    bureau: { name: { zh: bureau.name, en: bureau.nameEn }, demo: bureau.demo },
    policy: { id, title, documentNo },
    year,
    rulings,
    steps: rulebook.calendar,
    calendar: calendar.value,
    events,
  });
  return plan.ok ? { plan: plan.value } : { problems: [plan.fault], text: refusalText(plan.fault) };
}

/** `bureau.json` alone: a calendar needs no tables. */
async function loadConfig(
  dir: string,
): Promise<WorkspaceConfig | { readonly problems: readonly unknown[]; readonly text: string }> {
  const ledger = new Ledger();
  const json = await readFile(join(dir, CONFIG_FILE), 'utf8').catch(() => null);
  if (json === null) ledger.file('config-missing', { sheet: CONFIG_FILE });
  const config = json === null ? null : parseConfig(json, ledger);
  if (config !== null) return config;
  const lines = ledger.problems.map(({ message, remedy }) => `${message.zh}。${remedy.zh}\n${message.en}\n`);
  return { problems: ledger.problems, text: lines.join('') };
}

function refusalText(refusal: PlanRefusal): string {
  if (refusal.code === 'notice-unknown') return noticeUnknownText(refusal.year);
  const valid = refusal.valid.join(', ') || '—';
  return `没有“${refusal.event}”这一事项，可填：${valid} / no event "${refusal.event}": there are ${valid}\n`;
}

async function save(file: string, content: string | Uint8Array, io: Io): Promise<void> {
  const path = resolve(io.cwd, file);
  await saveNamed(path, content);
  io.err(`已写入 ${path}\n`);
}

export const calendar: Command = {
  name: 'calendar',
  summary: '本年度工作日程表 / the year’s deadlines of the rulebook',
  usage: `yixinma calendar DIR --year Y [--on EVENT=DATE]… [--lang zh|en] [--json] [--xlsx FILE] [--html FILE]
  --on    由本局确定的日期，例如公示之日 / a day that the bureau sets: --on proposed=2026-01-12
          事项 / events: ${eventList()}
  --xlsx  写成Excel表 / as a workbook
  --html  写成一页A4日程表，可打印 / as one page of A4 to print
新年度的放假安排写在 DIR/${HOLIDAYS_FILE}，见 yixinma workdays --help。/ Newer holiday notices: DIR/${HOLIDAYS_FILE}.`,
  run,
};

function eventList(): string {
  const events = RULEBOOKS.map(({ id, calendar: steps }) => {
    const names = steps.filter(({ when }) => when.kind === 'event').map((step) => step.id);
    return names.length === 0 ? null : `${id}: ${names.join(', ')}`;
  });
  return events.filter((line) => line !== null).join('; ');
}
