/**
 * One reading in a process of its own, so that its peak memory is its own: `read-xlsx-run.ts FILE rows|tables|exceljs`;
 * prints JSON. `rows` lets each row go, `tables` keeps all as `loadWorkspace` needs them.
 */
import { readXlsxFile } from '../../src/node/publish/workspace/read-xlsx.ts';
import { withFile } from '../../src/node/publish/workspace/xlsx/source.ts';
import { readSheets } from '../../src/node/publish/workspace/xlsx/workbook.ts';

const [file = '', how = ''] = process.argv.slice(2);

async function byRows(): Promise<number> {
  let count = 0;
  await withFile(file, async (source) => {
    for await (const { rows } of readSheets(source)) for await (const some of rows) count += some.length;
  });
  return count;
}

async function asTables(): Promise<number> {
  const read = await readXlsxFile(file);
  if (!read.ok) throw new Error(read.fault.code);
  return read.value.reduce((sum, { rows }) => sum + rows.length, 0);
}

async function byExceljs(): Promise<number> {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  return workbook.worksheets.reduce((sum, sheet) => sum + sheet.actualRowCount, 0);
}

const start = performance.now();
const before = process.resourceUsage().maxRSS;
const rows = await (how === 'rows' ? byRows() : how === 'tables' ? asTables() : byExceljs());
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
process.stdout.write(
  `${JSON.stringify({
    rows,
    seconds: (performance.now() - start) / 1000,
    processor: (userCPUTime + systemCPUTime) / 1e6,
    peakMiB: maxRSS / 1024,
    aboveMiB: (maxRSS - before) / 1024,
  })}\n`,
);
