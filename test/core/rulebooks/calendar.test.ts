import { describe, expect, it } from 'vitest';
import { HOLIDAY_NOTICES } from '../../../src/core/domain/holiday-notices.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { workCalendar } from '../../../src/core/domain/workdays.ts';
import { planYear, step, stepsUnder } from '../../../src/core/rulebooks/calendar.ts';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';
import type { Choices } from '../../../src/core/rulebooks/rulings.ts';

const CALENDARS = Object.fromEntries(RULEBOOKS.map(({ id, calendar: steps }) => [id, steps]));

const calendar = workCalendar(HOLIDAY_NOTICES);

/** The plan by step: the day, or why there is none; `~` before a day taken at its latest. */
function days(id: string, year: number, events: Readonly<Record<string, string>> = {}, choices: Choices = {}) {
  const entered = new Map(Object.entries(events).map(([event, day]) => [event, isoDate(day)]));
  const plan = planYear(CALENDARS[id] ?? [], { year, calendar, events: entered, choices });
  return Object.fromEntries(
    plan.map(({ step: { id: name }, day, latest }) => {
      const missing = () => (day.ok || day.fault.code === 'event-missing' ? null : `no notice of ${day.fault.year}`);
      return [name, day.ok ? `${latest ? '~' : ''}${day.value}` : missing()];
    }),
  );
}

describe('Jinjiang, articles 19 to 23', () => {
  it('takes material by 5 January and leaves the rest blank until the proposal has its day', () => {
    expect(days('jinjiang', 2026)).toEqual({
      'positive-material': '2026-01-05',
      'negative-material': '2026-01-05',
      proposed: null,
      'proposed-end': null,
      objection: null,
      'objection-answer': null,
      final: null,
    });
  });

  it('publicises 5 working days, answers objections of the last day 5 later, and publishes after the term', () => {
    expect(days('jinjiang', 2026, { proposed: '2026-01-12' })).toMatchObject({
      proposed: '2026-01-12',
      'proposed-end': '2026-01-19',
      objection: '~2026-01-19',
      'objection-answer': '~2026-01-26',
      final: '2026-01-20',
    });
  });

  it('counts the answer from the objection’s own day where it was entered', () => {
    expect(days('jinjiang', 2026, { proposed: '2026-01-12', objection: '2026-01-14' })).toMatchObject({
      objection: '2026-01-14',
      'objection-answer': '2026-01-21',
    });
  });

  it('counts over Spring Festival with its worked Saturdays', () => {
    expect(days('jinjiang', 2026, { proposed: '2026-02-10' })).toMatchObject({ 'proposed-end': '2026-02-24' });
  });

  it('does not count into a year whose notice is not known', () => {
    expect(days('jinjiang', 2026, { proposed: '2026-12-28' })).toMatchObject({
      'proposed-end': 'no notice of 2027',
      objection: null,
      final: 'no notice of 2027',
    });
  });
});

describe('Wugang', () => {
  it('hangs boards within a month of grading and scores a downgrade within 5 calendar days', () => {
    const plan = days('wugang', 2026, { graded: '2026-01-31', discovered: '2026-10-01', proposed: '2026-11-02' });
    expect(plan).toMatchObject({
      boards: '2026-02-28',
      'downgrade-scored': '2026-10-06',
      'proposed-end': '2026-11-09',
      rated: '2026-10-31',
    });
  });

  it('has no publicity stage where the bureau adopted WG-10 none, and marks it as a ruling where it has one', () => {
    const steps = CALENDARS.wugang ?? [];
    const ids = (choices: Choices) => stepsUnder(steps, choices).map(({ id }) => id);
    expect(ids({})).toContain('proposed-end');
    expect(ids({ 'WG-10': 'none' })).toEqual(ids({}).filter((id) => !id.startsWith('proposed')));
    expect(steps.filter(({ id }) => id.startsWith('proposed')).map(({ ruling }) => ruling?.id)).toEqual([
      'WG-10',
      'WG-10',
    ]);
  });

  it('says of the days of 2021 that they were written for 2021', () => {
    const written = (CALENDARS.wugang ?? []).filter(({ when }) => 'day' in when || 'from' in when);
    expect(written.map(({ writtenFor }) => writtenFor)).toEqual([2021, 2021, 2021, 2021, 2021]);
  });
});

describe('Yangshan', () => {
  it('has its three days of January and a month for manual entries', () => {
    expect(days('yangshan', 2026, { information: '2026-03-31' })).toEqual({
      'others-data': '2026-01-10',
      generated: '2026-01-20',
      published: '2026-01-25',
      information: '2026-03-31',
      entered: '2026-04-30',
      'objection-answer': null,
    });
  });

  it('says that a deadline is no working day and names the last one before, and does not move it', () => {
    const plan = planYear(CALENDARS.yangshan ?? [], { year: 2026, calendar, events: new Map(), choices: {} });
    expect(plan.slice(0, 3).map(({ workday, workdayBefore }) => [workday, workdayBefore])).toEqual([
      [false, '2026-01-09'],
      [true, null],
      [false, '2026-01-23'],
    ]);
  });
});

describe('Huancui', () => {
  it.each([
    [2026, '2026-02-28'],
    [2028, '2028-02-29'],
  ])('mobilises by the end of February %i, plans by the 28th', (year, end) => {
    expect(days('huancui', year)).toEqual({
      mobilisation: end,
      plans: `${year}-02-28`,
      implementation: `${year}-11-30`,
      summary: `${year}-12-31`,
    });
  });

  it('works from March to November, and knows its plan to be of 2022', () => {
    const plan = planYear(CALENDARS.huancui ?? [], { year: 2022, calendar, events: new Map(), choices: {} });
    expect(plan.map(({ from }) => from)).toEqual([null, null, '2022-03-01', '2022-12-01']);
    expect(plan.every(({ step: { writtenFor } }) => writtenFor === 2022)).toBe(true);
  });
});

describe('CNMIA, article 18', () => {
  it('accepts in 10, reports in 30, hears objections 5 and reconsiders in 10, publicises 7, uploads in 20', () => {
    const day = '2026-03-02';
    const events = { application: day, 'self-rating': day, opinion: day, objection: day, proposed: day, final: day };
    expect(days('cnmia', 2026, events)).toMatchObject({
      accepted: '2026-03-16',
      report: '2026-04-14',
      'objection-end': '2026-03-09',
      reconsidered: '2026-03-16',
      'proposed-end': '2026-03-11',
      uploaded: '2026-03-30',
    });
  });

  it('lets a certificate run 3 years, asks for renewal 6 months before, and extends at most 6', () => {
    expect(days('cnmia', 2026, { certificate: '2023-08-31' })).toMatchObject({
      expiry: '2026-08-31',
      renewal: '2026-02-28',
      'extension-end': '2027-02-28',
    });
  });
});

describe('every calendar', () => {
  it.each(Object.entries(CALENDARS))('%s: ids are unique and every line names its place in the policy', (_, steps) => {
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
    for (const { id, article, title } of steps) {
      expect(id).toMatch(/^[a-z][a-z-]*$/);
      expect(article).toMatch(/第.+条|[一二三四五六七八九十]、|^文件没有规定$/);
      expect(title.zh && title.en).toBeTruthy();
    }
  });

  it.each(Object.keys(CALENDARS))('%s: counts only from lines above, under every choice of its rulings', (id) => {
    const dropped = (CALENDARS[id] ?? []).flatMap(({ ruling }) =>
      ruling?.droppedBy == null ? [] : [{ [ruling.id]: ruling.droppedBy }],
    );
    for (const choices of [{}, ...dropped]) expect(() => days(id, 2026, {}, choices)).not.toThrow();
  });

  it('refuses to count from a line that does not stand above', () => {
    const lost = step({
      id: 'lost',
      title: { zh: '甲', en: 'A' },
      article: '第一条',
      when: { kind: 'not-before', after: 'nowhere' },
    });
    const input = { year: 2026, calendar, events: new Map(), choices: {} };
    expect(() => planYear([lost], input)).toThrow('no step "nowhere"');
  });
});
