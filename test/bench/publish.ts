/**
 * `npm run bench:publish [-- --json] [-- --counts 1000,10000] [-- --on-request]`: invented institutions with 8.8 staff each as CSV files, published whole
 * – read, graded, signed, rendered, switched –, then published again with 100 of them changed, twice. Every publication is a process
 * of its own. Seconds of the wall and of the processor stand beside each other: on a busy machine only the second says much.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { constants, gunzipSync, zstdCompressSync } from 'node:zlib';
import { buildIfChanged } from '../../src/node/build/build.ts';
import { largeCountyId, writeLargeCounty } from './publish-county.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    counts: { type: 'string', default: '1000,10000,100000' },
    /** Institutions' pages are no files (decision 049). */
    'on-request': { type: 'boolean', default: false },
  },
});
const COUNTS = options.counts.split(',').map(Number);
const CHANGED = 100;
const STEP = 10;
const RUN = fileURLToPath(new URL('publish-run.ts', import.meta.url));
const DATA = /\.(?:index|profile|penalties)[^/]*\.bin$/;
const ZSTD = { params: { [constants.ZSTD_c_compressionLevel]: 19 } };

interface Cost {
  readonly seconds: number;
  readonly user: number;
  readonly system: number;
  readonly peakMiB: number;
  readonly institutions: number;
  readonly unchanged: boolean;
}

function publish(dir: string, at: string): Cost & { readonly load: number } {
  const text = execFileSync(process.execPath, [RUN, dir, at], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { ...(JSON.parse(text) as Cost), load: loadavg()[0] ?? 0 };
}

/** Digest and bytes of every file of the current release, by path. */
async function filesOf(dir: string): Promise<Map<string, { readonly digest: string; readonly bytes: number }>> {
  const root = await realpath(join(dir, 'site'));
  const files = new Map<string, { digest: string; bytes: number }>();
  for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const hash = createHash('sha256');
    await pipeline(createReadStream(file), hash);
    files.set(file.slice(root.length + 1), { digest: hash.digest('hex'), bytes: (await stat(file)).size });
  }
  return files;
}

/** What is signed of the institutions, as stored, and what `zstd -19` makes of the very same content. */
async function dataBytes(dir: string): Promise<{ readonly stored: number; readonly zstd: number }> {
  const root = await realpath(join(dir, 'site/d/targets'));
  const entries = await readdir(root, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && DATA.test(entry.name));
  let [stored, zstd] = [0, 0];
  for (const { parentPath, name } of files) {
    const bytes = await readFile(join(parentPath, name));
    stored += bytes.length;
    zstd += zstdCompressSync(gunzipSync(bytes), ZSTD).length;
  }
  return { stored, zstd };
}

/** A hundred grades lowered by a decision, spread over the whole list: what a bureau amends within a year. */
async function lower(dir: string, count: number): Promise<void> {
  const step = Math.floor(count / CHANGED);
  const rows = Array.from({ length: CHANGED }, (_, nth) => {
    return `${largeCountyId(nth * step)},直接降级,2026-01-15,示卫信〔2026〕${nth + 1}号,差\n`;
  });
  await writeFile(join(dir, 'workbook/事件.csv'), `机构编号,事件类型,日期,文书号,降至等级\n${rows.join('')}`);
}

/** Another telephone for as many: a wrong one must leave, and its part of the data is made anew. */
async function correct(dir: string, count: number): Promise<void> {
  const file = join(dir, 'workbook/机构.csv');
  const lines = (await readFile(file, 'utf8')).split('\n');
  const step = Math.floor(count / CHANGED);
  for (let nth = 0; nth < CHANGED; nth++) {
    const at = 1 + nth * step;
    lines[at] = (lines[at] ?? '').replace(/,0000-8/, ',0000-9');
  }
  await writeFile(file, lines.join('\n'));
}

type Files = Awaited<ReturnType<typeof filesOf>>;

const bytesOf = (files: Files): number => [...files.values()].reduce((total, { bytes }) => total + bytes, 0);

/** What of the site is new to whoever has the files of before: all of it, and of it what is signed. */
async function publishAgain(dir: string, at: string, before: Files) {
  const cost = publish(dir, at);
  if (cost.unchanged) throw new Error('nothing was changed');
  const files = await filesOf(dir);
  const fresh = new Map([...files].filter(([path, { digest }]) => before.get(path)?.digest !== digest));
  const signed = new Map([...fresh].filter(([path]) => path.startsWith('d/')));
  return { cost, files, freshBytes: bytesOf(fresh), signedBytes: bytesOf(signed) };
}

/** The same in a copy, without what the last publication kept (decision 063). */
async function publishWithoutKept(dir: string, at: string) {
  const copy = `${dir}-whole`;
  try {
    await cp(dir, copy, { recursive: true, verbatimSymlinks: true });
    await rm(join(copy, 'kept'), { recursive: true });
    return publish(copy, at);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function measure(count: number) {
  const dir = await mkdtemp(join(tmpdir(), 'bench-publish-'));
  try {
    await writeLargeCounty(dir, count, options['on-request'] ? { pages: 'on-request' } : {});
    const whole = publish(dir, '2026-01-15T02:00:00Z');
    if (whole.institutions !== count) throw new Error(`only ${whole.institutions} of ${count} were taken`);
    const data = await dataBytes(dir);
    const first = await filesOf(dir);
    await lower(dir, count);
    const unkept = options['on-request'] ? await publishWithoutKept(dir, '2026-01-16T02:00:00Z') : null;
    const lowered = await publishAgain(dir, '2026-01-16T02:00:00Z', first);
    await correct(dir, count);
    const corrected = await publishAgain(dir, '2026-01-17T02:00:00Z', lowered.files);
    return { count, whole, data, unkept, lowered, corrected, files: first.size, siteBytes: bytesOf(first) };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

type Result = Awaited<ReturnType<typeof measure>>;

function goalsOf(results: readonly Result[]) {
  const goals: { name: string; value: number; limit: number; ok: boolean }[] = [];
  const goal = (name: string, value: number, limit: number) =>
    goals.push({ name, value: +value.toFixed(2), limit, ok: value <= limit });
  const large = results.find(({ count }) => count === 100_000);
  const small = results.find(({ count }) => count === 100_000 / STEP);
  if (large === undefined) return goals;
  const processor = ({ whole }: Result): number => whole.user + whole.system;
  goal('100000 complete with pages, s', large.whole.seconds, 90);
  goal('100000 peak memory, MiB', large.whole.peakMiB, 1024);
  if (small) goal('growth from 10000 to 100000, processor time', processor(large) / processor(small), 11);
  const { lowered, siteBytes } = large;
  goal('100 of 100000 lowered, s', lowered.cost.seconds, 5);
  goal('100 of 100000 lowered, % of the bytes, pages too', (lowered.freshBytes / siteBytes) * 100, 2);
  goal('100 of 100000 lowered, signed files, % of the bytes', (lowered.signedBytes / siteBytes) * 100, 2);
  return goals;
}

await buildIfChanged(process.cwd(), new Date());
const results: Result[] = [];
for (const count of COUNTS) {
  const result = await measure(count);
  results.push(result);
  const { whole, unkept, lowered, corrected, data } = result;
  const cost = (of: typeof whole): string =>
    `${of.seconds.toFixed(1)} s (processor ${(of.user + of.system).toFixed(1)} s, load ${of.load.toFixed(1)}), peak ${of.peakMiB.toFixed(0)} MiB`;
  const again = ({ cost: of, freshBytes, signedBytes }: typeof lowered): string =>
    `${cost(of)}; ${(freshBytes / 1e6).toFixed(1)} MB differ, of them signed ${(signedBytes / 1e6).toFixed(2)} MB`;
  const processor = (of: typeof whole): number => of.user + of.system;
  const ratio = unkept && (processor(unkept) / processor(lowered.cost)).toFixed(1);
  const beside = unkept && `\n    without what was kept: ${cost(unkept)}; ${ratio} times the processor time`;
  process.stdout.write(
    `${count} institutions: ${cost(whole)}\n  signed data ${(data.stored / count).toFixed(1)} B an institution, zstd -19 ${(data.zstd / count).toFixed(1)} B; site ${(result.siteBytes / 1e6).toFixed(0)} MB in ${result.files} files\n  ${CHANGED} grades lowered: ${again(lowered)}${beside ?? ''}\n  ${CHANGED} telephones corrected: ${again(corrected)}\n`,
  );
}
const goals = goalsOf(results);
for (const { name, value, limit, ok } of goals)
  process.stdout.write(`${ok ? 'ok    ' : 'MISSED'} ${name}: ${value} (≤ ${limit})\n`);
if (options.json) {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
  process.stdout.write(`${JSON.stringify({ name: 'publish', machine, results, goals })}\n`);
}
