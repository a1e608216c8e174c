/** A plan as the sentences of a table: the same for the command line, the workbook and the printed page. */
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import { yearOf } from '../../../core/domain/workdays.ts';
import type { CalendarStep, MonthDay, PlannedStep } from '../../../core/rulebooks/calendar.ts';
import { calendarWords } from '../../../core/words/calendar.ts';
import { dayIn, type Lang, pick, words } from '../../../core/words/index.ts';
import type { YearPlan } from './year-plan.ts';

export interface PlanRow {
  readonly no: number;
  /** The day as people read it; a blank to fill by hand where there is none. */
  readonly day: string;
  readonly what: string;
  readonly term: string;
  readonly article: string;
  readonly notes: readonly string[];
}

/** What stands above and below the table. */
export interface PlanTexts {
  readonly title: string;
  readonly basis: string;
  readonly notices: string;
  readonly counting: string;
  /** Null for a real bureau. */
  readonly demo: string | null;
}

export function planTexts({ bureau, policy, year, notices }: YearPlan, lang: Lang): PlanTexts {
  const say = calendarWords[lang];
  const list = notices.map((notice) => say.notice({ year: notice.year, doc: notice.documentNo }));
  return {
    title: say.title({ bureau: pick(bureau.name, lang), year }),
    basis: say.basis({ title: pick(policy.title, lang), doc: policy.documentNo }),
    notices: say.notices({ list: list.join(say.joined) }),
    counting: say.counting,
    demo: bureau.demo ? words[lang].head.demo : null,
  };
}

/** The rows in the policy's order, numbered from 1: terms refer to each other by these numbers. */
export function planRows(plan: YearPlan, lang: Lang): readonly PlanRow[] {
  const line = (id: string) => plan.steps.findIndex(({ step }) => step.id === id) + 1;
  return plan.steps.map((planned, index) => ({
    no: index + 1,
    day: dayCell(planned, lang),
    what: pick(planned.step.title, lang),
    term: termCell(planned.step, line, lang),
    article: planned.step.article,
    notes: notesOf(planned, plan, lang),
  }));
}

function dayCell({ step, from, day, latest }: PlannedStep, lang: Lang): string {
  const say = calendarWords[lang];
  if (!day.ok) return say.blank;
  const text = (date: IsoDate) =>
    say.day({ date: dayIn(lang)(date), weekday: say.weekdays[new Date(date).getUTCDay()] ?? '' });
  if (from !== null) return say.span({ from: text(from), to: text(day.value) });
  const date = text(day.value);
  if (step.when.kind === 'not-before') return latest ? say.latestSince({ date }) : say.since({ date });
  return latest ? say.latestDay({ date }) : date;
}

function termCell({ when, writtenFor }: CalendarStep, line: (id: string) => number, lang: Lang): string {
  const say = calendarWords[lang];
  const dayWords = ({ month, day }: MonthDay) => ({ year: writtenFor, month, day: day === 'last' ? 0 : day });
  switch (when.kind) {
    case 'by':
      return say.by(dayWords(when.day));
    case 'on':
      return say.on(dayWords(when.day));
    case 'between':
      return say.between({ from: dayWords(when.from), to: dayWords(when.to) });
    case 'event':
      return when.latest === null ? say.event : say.eventLatest({ line: line(when.latest) });
    case 'within': {
      const { count } = when;
      const term = { line: line(when.after), count };
      if (when.unit === 'working-days') return say.workingDays(term);
      return when.unit === 'days' ? say.days(term) : say.months(term);
    }
    case 'before':
      return say.before({ line: line(when.step), count: when.months });
    case 'not-before':
      return say.notBefore({ line: line(when.after) });
  }
}

function notesOf(planned: PlannedStep, plan: YearPlan, lang: Lang): readonly string[] {
  const say = calendarWords[lang];
  const { step, day, latest, workday, maybeChanged } = planned;
  const before = planned.workdayBefore;
  const notes: string[] = [];
  if (!day.ok && day.fault.code === 'notice-unknown') notes.push(say.noticeUnknown(day.fault));
  if (workday === false) notes.push(say.notWorking({ before: before && dayIn(lang)(before) }));
  if (day.ok && workday === 'unknown') notes.push(say.workdayUnknown({ year: yearOf(day.value) }));
  if (day.ok && maybeChanged) notes.push(say.maybeChanged({ year: yearOf(day.value) + 1 }));
  if (latest && day.ok && step.when.kind !== 'event') notes.push(say.latest);
  if (step.remark !== null) notes.push(pick(step.remark, lang));
  if (step.writtenFor !== null && step.writtenFor !== plan.year) notes.push(say.writtenFor({ year: step.writtenFor }));
  if (step.ruling !== null) {
    notes.push(say.ruling({ id: step.ruling.id, doc: plan.rulings[step.ruling.id]?.adoptedBy ?? null }));
  }
  return notes;
}

/** The table for a terminal: two lines a row, since Chinese columns align in few of them. */
export function planText(plan: YearPlan, lang: Lang): string {
  const { title, basis, notices, counting, demo } = planTexts(plan, lang);
  const say = calendarWords[lang];
  const { columns } = say;
  const part = (label: string, text: string) => say.labelled({ label, text });
  const lines = planRows(plan, lang).flatMap(({ no, day, what, term, article, notes }) => [
    `${String(no).padStart(2)}  ${day}  ${what}`,
    `    ${part(columns.term, term)}  ${part(columns.article, article)}`,
    ...(notes.length === 0 ? [] : [`    ${part(columns.note, notes.join(say.joined))}`]),
  ]);
  return [title, basis, ...(demo === null ? [] : [demo]), '', ...lines, '', notices, counting, ''].join('\n');
}
