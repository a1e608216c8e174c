import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { HOLIDAY_NOTICES } from '../../../../src/core/domain/holiday-notices.ts';
import { isoDate } from '../../../../src/core/domain/iso-date.ts';
import { workCalendar } from '../../../../src/core/domain/workdays.ts';
import { RULEBOOKS } from '../../../../src/core/rulebooks/registry.ts';
import { planDocument } from '../../../../src/node/publish/calendar/document.ts';
import { planRows, planText } from '../../../../src/node/publish/calendar/rows.ts';
import { planWorkbook } from '../../../../src/node/publish/calendar/workbook.ts';
import { makeYearPlan, type PlanRequest, planJson } from '../../../../src/node/publish/calendar/year-plan.ts';

const CALENDARS = Object.fromEntries(RULEBOOKS.map(({ id, calendar: steps }) => [id, steps]));

function request(id: string, events: Readonly<Record<string, string>> = {}, more: Partial<PlanRequest> = {}) {
  return {
    bureau: { name: { zh: '示例县<卫健局>', en: 'Example & Co' }, demo: true },
    policy: { id, title: { zh: '示例办法', en: 'Example policy' }, documentNo: '示例〔2026〕1号' },
    year: 2026,
    rulings: {},
    steps: CALENDARS[id] ?? [],
    calendar: workCalendar(HOLIDAY_NOTICES),
    events: new Map(Object.entries(events).map(([event, day]) => [event, isoDate(day)])),
    ...more,
  };
}

function planOf(...given: Parameters<typeof request>) {
  const plan = makeYearPlan(request(...given));
  if (!plan.ok) throw new Error(plan.fault.code);
  return plan.value;
}

describe('a plan', () => {
  it('is refused for a year whose notice is not known', () => {
    expect(makeYearPlan(request('huancui', {}, { year: 2027 }))).toEqual({
      ok: false,
      fault: { code: 'notice-unknown', year: 2027 },
    });
  });

  it('is refused with the day of an event that the policy, or its rulings, do not have', () => {
    const fault = { code: 'unknown-event', event: 'proposed', valid: ['graded', 'discovered'] };
    const rulings = { 'WG-10': { choice: 'none', adoptedBy: '示例〔2026〕2号' } };
    expect(makeYearPlan(request('wugang', { proposed: '2026-10-08' }, { rulings }))).toEqual({ ok: false, fault });
    expect(makeYearPlan(request('jinjiang', { final: '2026-10-08' })).ok).toBe(false);
  });

  it('names the notices of all years that it touches, and the years that have none', () => {
    expect(planOf('jinjiang', { proposed: '2026-12-28' }).notices).toEqual([
      { year: 2026, documentNo: '国办发明电〔2025〕7号' },
      { year: 2027, documentNo: null },
    ]);
  });
});

describe('its rows', () => {
  it('leave a blank to fill where a day is missing, with the rule beside it', () => {
    const row = planRows(planOf('jinjiang'), 'zh')[3];
    expect(row).toMatchObject({ no: 4, day: '____年__月__日', term: '第3项起5个工作日内', article: '第二十二条' });
  });

  it('say the weekday, the latest case, and from when on', () => {
    const rows = planRows(planOf('jinjiang', { proposed: '2026-01-12' }), 'zh');
    expect(rows.map(({ day }) => day)).toEqual([
      '2026年1月5日（周一）',
      '2026年1月5日（周一）',
      '2026年1月12日（周一）',
      '2026年1月19日（周一）',
      '最迟2026年1月19日（周一）',
      '最迟2026年1月26日（周一）',
      '2026年1月20日（周二）起',
    ]);
    expect(rows[5]?.notes).toEqual(['按最迟情形计算']);
  });

  it('say what is no working day, what may change, what was written for another year, and what is not known', () => {
    const notes = (id: string, events = {}) => planRows(planOf(id, events), 'zh').map((row) => row.notes.join('|'));
    expect(notes('yangshan')[0]).toBe('当日不是工作日，此前最后一个工作日是2026年1月9日');
    expect(notes('huancui')[3]).toBe('2027年放假安排公布后可能变动|文件写的是2022年，本年度是否沿用由本局确定');
    expect(notes('cnmia', { certificate: '2025-03-03' })[13]).toBe('2028年放假安排未知，当日是否工作日不详');
    expect(notes('jinjiang', { proposed: '2026-12-28' })[3]).toBe('2027年放假安排未知，不能计算');
  });

  it('name a ruling with the document by which the bureau adopted it', () => {
    const rulings = { 'WG-10': { choice: 'default', adoptedBy: '示例〔2026〕2号' } };
    const rows = planRows(planOf('wugang', {}, { rulings }), 'zh');
    expect(rows[3]?.notes).toEqual(['公示由本局确定', '执行口径WG-10（示例〔2026〕2号）']);
  });

  it('have a sentence for every step of every policy in both languages', () => {
    for (const id of Object.keys(CALENDARS)) {
      for (const lang of ['zh', 'en'] as const) {
        const text = planText(planOf(id), lang);
        expect(text).not.toMatch(/undefined|null|NaN|\[object/);
        expect(text.split('\n').filter((line) => /^ ?\d+ {2}/.test(line))).toHaveLength(CALENDARS[id]?.length ?? 0);
      }
    }
  });
});

describe('its files', () => {
  it('as JSON: days, why one is missing, articles and both languages', () => {
    const { steps, notices } = JSON.parse(planJson(planOf('jinjiang')));
    expect(notices).toEqual([{ year: 2026, documentNo: '国办发明电〔2025〕7号' }]);
    expect(steps[0]).toMatchObject({ id: 'positive-material', article: '第二十条', day: '2026-01-05', workday: true });
    expect(steps[3]).toMatchObject({ day: null, missing: { code: 'event-missing', step: 'proposed' } });
  });

  it('as a workbook: one sheet for one page, a row a step, notices below, the demo marked', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Buffer.from(await planWorkbook(planOf('yangshan'), 'zh')).buffer);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['2026']);
    const sheet = workbook.getWorksheet('2026');
    expect(sheet?.pageSetup).toMatchObject({ paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 1 });
    const cells = (row: number) => [1, 2, 3, 4, 5].map((column) => sheet?.getRow(row).getCell(column).value);
    expect(cells(1)[0]).toBe('示例县<卫健局>2026年评价工作日程表');
    expect(cells(3)[0]).toBe('演示数据，均为虚构');
    expect(cells(4)).toEqual(['序号', '日期', '事项', '期限', '依据']);
    expect(cells(7)).toEqual([
      3,
      '2026年1月25日（周日）',
      '导出并在局网站公布分级评价结果汇总表',
      '每年1月25日前',
      '四、重点任务（三）',
    ]);
    expect(String(cells(11)[0])).toContain('国办发明电〔2025〕7号');
  });

  it('as a workbook that the clock has no part in', async () => {
    const plan = planOf('huancui');
    expect(await planWorkbook(plan, 'zh')).toEqual(await planWorkbook(plan, 'zh'));
  });

  it('as a page: needs nothing else, and shows a name with markup as text', () => {
    const html = planDocument(planOf('cnmia'), 'zh', isoDate('2026-01-05'));
    expect(html).toContain('<title>示例县&lt;卫健局&gt;2026年评价工作日程表</title>');
    expect(html).not.toMatch(/<卫健局>|<script|src=|href=|url\(|@import/);
    expect(html).toContain('演示数据，均为虚构');
    expect(html).toContain('打印日期：2026年1月5日');
    expect(html.match(/<tr>/g)).toHaveLength(1 + (CALENDARS.cnmia?.length ?? 0));
  });
});
