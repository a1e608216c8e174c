/** The plan as an Excel workbook: one sheet, set up for one page of A4, with a column to tick off. */
import ExcelJS from 'exceljs';
import { calendarWords } from '../../../core/words/calendar.ts';
import type { Lang } from '../../../core/words/index.ts';
import { planRows, planTexts } from './rows.ts';
import type { YearPlan } from './year-plan.ts';

const WIDTHS = [6, 24, 44, 26, 22, 46, 14];
const THIN = { style: 'thin', color: { argb: 'FF8795A1' } } as const;
/** A fixed day, so that the clock has no part in the file. */
const CREATED = new Date(Date.UTC(2026, 0, 1));

export async function planWorkbook(plan: YearPlan, lang: Lang): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.created = CREATED;
  workbook.modified = CREATED;
  const texts = planTexts(plan, lang);
  const say = calendarWords[lang];
  const { no, day, what, term, article, note, done } = say.columns;
  const sheet = workbook.addWorksheet(String(plan.year), {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 1 },
  });
  sheet.columns = WIDTHS.map((width) => ({ width, style: { alignment: { vertical: 'middle', wrapText: true } } }));
  const above = [texts.title, texts.basis, ...(texts.demo === null ? [] : [texts.demo])];
  for (const line of above) spanned(sheet, line);
  sheet.getRow(1).font = { bold: true, size: 16 };
  sheet.getRow(1).height = 30;
  const head = sheet.addRow([no, day, what, term, article, note, done]);
  head.font = { bold: true };
  const rows = planRows(plan, lang).map((row) =>
    sheet.addRow([row.no, row.day, row.what, row.term, row.article, row.notes.join(say.joined), '']),
  );
  for (const row of [head, ...rows]) {
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.border = { top: THIN, left: THIN, bottom: THIN, right: THIN };
    });
  }
  sheet.views = [{ state: 'frozen', ySplit: head.number }];
  for (const line of [texts.notices, texts.counting]) spanned(sheet, line);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function spanned(sheet: ExcelJS.Worksheet, line: string): void {
  const row = sheet.addRow([line]);
  sheet.mergeCells(row.number, 1, row.number, WIDTHS.length);
}
