/** `yixinma calendar DIR --year Y`: the year's deadlines of the bureau's rulebook, to read, print and tick off. */
import { readFile, writeFile } from 'node:fs/promises';
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
import { CONFIG_FILE, parseConfig, type WorkspaceConfig } from '../publish/workspace/config.ts';
import { Ledger } from '../publish/workspace/table.ts';
import type { Command, Io } from './command.ts';
import { noticeUnknownText } from './workdays.ts';

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
  const events = readEvents(values.on ?? [], io);
  const year = /^[12]\d{3}$/.test(values.year ?? '') ? Number(values.year) : null;
  if (given === undefined || positionals.length > 1 || year === null || !isLang(lang) || events === null) {
    io.err(`${calendar.usage}\n`);
    return 2;
  }
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

/** The days given with --on; null after every wrong one was named. */
function readEvents(given: readonly string[], io: Io): ReadonlyMap<string, IsoDate> | null {
  const events = new Map<string, IsoDate>();
  let good = true;
  for (const text of given) {
    const [event = '', date = ''] = text.split('=');
    const day = parseIsoDate(date);
    if (day === null || events.has(event)) {
      good = false;
      io.err(`--on ${text}：应为 事项=年-月-日，每个事项一次 / write EVENT=YYYY-MM-DD, each event once\n`);
    } else events.set(event, day);
  }
  return good ? events : null;
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
  await writeFile(path, content);
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
