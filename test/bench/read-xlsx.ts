/**
 * `npm run bench:workbook [-- --json] [-- --counts 10000,100000]`: invented institutions with 8.8 staff each as one workbook,
 * read by our reader – row by row, and as tables that are kept – and by exceljs. Every reading is a process of its own, so
 * its peak memory is its own; the program itself is in it. On a busy machine only seconds of the processor say much.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeLargeWorkbook } from './large-workbook.ts';

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, counts: { type: 'string', default: '10000,100000' } },
});
const RUN = fileURLToPath(new URL('read-xlsx-run.ts', import.meta.url));
const WAYS = ['rows', 'tables', 'exceljs'] as const;

interface Reading {
  readonly rows: number;
  readonly seconds: number;
  readonly processor: number;
  readonly peakMiB: number;
}

function read(file: string, way: string): Reading {
  // exceljs needs more than Node gives by itself.
  const args = ['--max-old-space-size=12288', RUN, file, way];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Reading;
}

const dir = await mkdtemp(join(tmpdir(), 'yixinma-bench-'));
const results: object[] = [];
try {
  for (const count of options.counts.split(',').map(Number)) {
    const file = join(dir, 'workbook.xlsx');
    const { rows } = writeLargeWorkbook(file, count);
    const { size } = await stat(file);
    const readings = WAYS.map((way) => ({ way, ...read(file, way), load: loadavg()[0] ?? 0 }));
    const exceljs = readings.at(-1);
    for (const reading of readings) {
      if (exceljs === undefined || reading.rows !== rows) throw new Error(`${reading.way} read ${reading.rows} rows`);
      const [faster, leaner] = [exceljs.processor / reading.processor, exceljs.peakMiB / reading.peakMiB];
      results.push({ institutions: count, bytes: size, ...reading, faster, leaner });
      if (options.json) continue;
      const { way, seconds, processor, peakMiB, load } = reading;
      process.stdout.write(
        `${count} institutions, ${rows} rows, ${(size / 1e6).toFixed(1)} MB · ${way}: ${seconds.toFixed(1)} s, processor ${processor.toFixed(1)} s (1/${faster.toFixed(1)}), peak ${peakMiB.toFixed(0)} MiB (1/${leaner.toFixed(1)}), load ${load.toFixed(1)}\n`,
      );
    }
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ cores: cpus().length, results }, null, 2)}\n`);
} finally {
  await rm(dir, { recursive: true, force: true });
}
