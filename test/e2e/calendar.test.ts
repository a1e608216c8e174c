/** The printed 日程表: one sheet of A4 for every policy, with every note that can stand on it. */
import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HOLIDAY_NOTICES } from '../../src/core/domain/holiday-notices.ts';
import { isoDate } from '../../src/core/domain/iso-date.ts';
import { workCalendar } from '../../src/core/domain/workdays.ts';
import { RULEBOOKS } from '../../src/core/rulebooks/registry.ts';
import { planDocument } from '../../src/node/publish/calendar/document.ts';
import { makeYearPlan } from '../../src/node/publish/calendar/year-plan.ts';
import { launchBrowser, shotPath } from '../support/browser.ts';

const CALENDARS = Object.fromEntries(RULEBOOKS.map(({ id, calendar: steps }) => [id, steps]));

const MM = 25.4 / 72;
/** A Saturday at the end of a year: weekends, unknown notices and possible changes come up together. */
const LATE = isoDate('2026-12-26');

let browser: Browser;
let pdfium: PDFiumLibrary;
beforeAll(async () => {
  pdfium = await PDFiumLibrary.init();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  pdfium?.destroy();
});

function documentOf(id: string, lang: 'zh' | 'en', full: boolean): string {
  const steps = CALENDARS[id] ?? [];
  const events = full ? steps.filter(({ when }) => when.kind === 'event').map((step) => [step.id, LATE] as const) : [];
  const plan = makeYearPlan({
    bureau: {
      name: {
        zh: '示例自治州示例蒙古族藏族自治县卫生健康局',
        en: 'Health Commission of the Example Autonomous County',
      },
      demo: true,
    },
    policy: {
      id,
      title: { zh: '示例县医疗机构信用评价管理办法', en: 'Example policy' },
      documentNo: '示例卫健规〔2026〕1号',
    },
    year: 2026,
    rulings: { 'WG-10': { choice: 'default', adoptedBy: '示例卫健〔2026〕12号' } },
    steps,
    calendar: workCalendar(HOLIDAY_NOTICES),
    events: new Map(events),
  });
  if (!plan.ok) throw new Error(plan.fault.code);
  return planDocument(plan.value, lang, isoDate('2026-01-05'));
}

it.each(Object.keys(CALENDARS))('%s prints on one page of A4, blank or filled in, in both languages', async (id) => {
  const page = await browser.newPage({ viewport: { width: 794, height: 1123 } });
  for (const lang of ['zh', 'en'] as const) {
    for (const full of [false, true]) {
      await page.setContent(documentOf(id, lang, full));
      if (lang === 'zh' && full) await page.screenshot({ path: await shotPath(`calendar-${id}`) });
      const pdf = await pdfium.loadDocument(await page.pdf({ preferCSSPageSize: true }));
      expect(pdf.getPageCount(), `${lang} ${full}`).toBe(1);
      const { originalWidth, originalHeight } = pdf.getPage(0).getOriginalSize();
      expect([Math.round(originalWidth * MM), Math.round(originalHeight * MM)]).toEqual([210, 297]);
      pdf.destroy();
    }
  }
  await page.close();
});

it('does not scroll sideways on a phone: only the table does', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  await page.setContent(documentOf('wugang', 'zh', true));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.close();
});
