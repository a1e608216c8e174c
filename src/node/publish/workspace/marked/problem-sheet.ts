/** 问题: every problem of a check, as the last sheet of the clerk's own workbook. */
import { PROBLEM_SHEET } from '../columns.ts';
import type { CheckProblem } from '../problem.ts';
import type { Parts } from './parts.ts';
import { cellName, escapeXml } from './xml.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEADINGS = ['级别', '表', '行', '列', '内容', '问题', '处理办法'];
const WIDTHS = [8, 14, 8, 18, 24, 44, 50];

/** Writes the sheet, in the place of an earlier check's. */
export function writeProblemSheet(parts: Parts, problems: readonly CheckProblem[]): void {
  const earlier = parts.sheets().find(({ title }) => title === PROBLEM_SHEET)?.path;
  parts.write(earlier ?? newSheet(parts), sheetXml(problems));
}

function newSheet(parts: Parts): string {
  const path = parts.free('xl/worksheets/sheet', 'xml');
  parts.declare(
    `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  );
  const id = parts.relate('xl/workbook.xml', 'worksheet', path);
  const workbook = parts.text('xl/workbook.xml');
  const used = [...workbook.matchAll(/\ssheetId="(\d+)"/g)].map(([, number]) => Number(number));
  const element = `<sheet xmlns:r="${RELATIONS}" name="${PROBLEM_SHEET}" sheetId="${Math.max(0, ...used) + 1}" r:id="${id}"/>`;
  parts.write('xl/workbook.xml', workbook.replace('</sheets>', `${element}</sheets>`));
  return path;
}

function sheetXml(problems: readonly CheckProblem[]): string {
  const lines = problems.map(({ severity, sheet, row, column, value, message, remedy }) => [
    severity === 'error' ? '错误' : '提醒',
    ...[sheet, row, column, value, message.zh, remedy.zh],
  ]);
  const none = problems.length === 0 ? [['', null, null, null, null, '没有发现问题。']] : [];
  const rows = [HEADINGS, ...lines, ...none].map((cells, index) => {
    const inner = cells.map((cell, at) => cellXml(cell, cellName(at + 1, index + 1)));
    return `<row r="${index + 1}">${inner.join('')}</row>`;
  });
  const columns = WIDTHS.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>${rows.join('')}</sheetData><autoFilter ref="A1:G${rows.length}"/></worksheet>`;
}

/** Texts stand in the cell itself, so that none of them can be a formula. */
function cellXml(cell: string | number | null | undefined, name: string): string {
  if (cell === null || cell === undefined || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${name}"><v>${cell}</v></c>`;
  return `<c r="${name}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
}
