/** What stands in the pictures, as pages: a terminal, a sheet with its marks, one part beside or below another. */
import ExcelJS from 'exceljs';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const STYLE = `
  body { margin: 0; background: #fff; }
  main { display: grid; gap: 18px 24px; padding: 20px; width: 1160px; font: 17px/1.45 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif; color: #16242c; }
  main.beside { grid-template-columns: 1fr 332px; }
  h2 { margin: 0 0 8px; font-size: 19px; color: #0b5563; }
  pre { margin: 0; padding: 14px 18px; border-radius: 8px; background: #14222c; color: #e8eef1; font: inherit; font-size: 15px; white-space: pre-wrap; }
  pre b { color: #8fd3c5; font-weight: normal; }
  table { border-collapse: collapse; font-size: 14px; }
  td, th { border: 1px solid #d5dde2; padding: 3px 7px; text-align: left; white-space: nowrap; }
  th { background: #e7ecf3; }
  .error { background: #ffc7ce; }
  .warning { background: #ffe699; }
  img { display: block; width: 330px; border: 1px solid #d5dde2; }
`;

type Part = readonly [title: string, html: string];

export function pageOf(parts: readonly Part[], beside: boolean): string {
  const sections = parts.map(([title, html]) => `<section><h2>${escaped(title)}</h2>${html}</section>`).join('');
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>${STYLE}</style><main class="${beside ? 'beside' : ''}">${sections}</main>`;
}

/** A command and the first `lines` of what it said. */
export function terminalOf(command: string, said: string, lines: number): string {
  const all = said.trim().split('\n');
  const shown = all.length > lines ? [...all.slice(0, lines), '……'] : all;
  return `<pre><b>$ ${escaped(command)}</b>\n${escaped(shown.join('\n'))}</pre>`;
}

/** The filled columns of a sheet, coloured where a conditional format without a condition says so. */
export async function markedSheet(file: string, title: string): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const sheet = workbook.getWorksheet(title);
  if (sheet === undefined) throw new Error(`no sheet ${title}`);
  const marks = marksOf(sheet);
  const columns = Array.from({ length: sheet.columnCount }, (_, at) => at + 1).filter((column) =>
    Array.from({ length: sheet.actualRowCount - 1 }, (_, at) => sheet.getCell(at + 2, column)).some(
      ({ text, address }) => text !== '' || marks.has(address),
    ),
  );
  const rows = Array.from({ length: sheet.actualRowCount }, (_, at) => {
    const tag = at === 0 ? 'th' : 'td';
    const cells = columns.map((column) => {
      const { text, address } = sheet.getCell(at + 1, column);
      return `<${tag} class="${marks.get(address) ?? ''}">${escaped(text)}</${tag}>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table>${rows.join('')}</table>`;
}

/** Cells by their colour: red is an error, as the marked copy has it. */
function marksOf(sheet: ExcelJS.Worksheet): ReadonlyMap<string, 'error' | 'warning'> {
  const { conditionalFormattings } = sheet as unknown as {
    conditionalFormattings: readonly { ref: string; rules: readonly { priority: number }[] }[];
  };
  const marks = new Map<string, 'error' | 'warning'>();
  for (const { ref, rules } of conditionalFormattings)
    for (const cell of ref.split(' ')) marks.set(cell, rules[0]?.priority === 1 ? 'error' : 'warning');
  return marks;
}
