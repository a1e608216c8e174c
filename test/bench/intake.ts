/**
 * `npm run bench:intake [-- --json]`: durable submissions a second through the whole service over HTTP, at 1, 32 and 256
 * callers on both databases, beside the bare database doing the same inserts with as many callers in the same run,
 * alternating; medians. Goal: at least half of the bare database at 32 and 256 callers.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { testDatabase } from '../support/postgres.ts';
import { type Bare, barePostgres, bareSqlite, syncRate } from './intake-bare.ts';
import { type Measured, makeSubmission, poster, type Ready, runCallers } from './intake-load.ts';

const ROUNDS = 3;
const MILLISECONDS = 1500;
const CALLERS = [1, 32, 256];
const LARGEST_POOL = 60_000;

interface Line {
  readonly database: 'sqlite' | 'postgres';
  readonly callers: number;
  readonly service: Measured;
  readonly bare: Measured;
  readonly ratio: number;
  /** Of the service's process after the run. */
  readonly rssMB: number;
}

// Not under /tmp, which may be memory: the disk is what is measured.
const folder = await mkdtemp(join(process.cwd(), 'var-bench-'));
const all: Ready[] = [];
for (let i = 0; i < LARGEST_POOL; i++) all.push(await makeSubmission());

/** Every run stores the same submissions in a database of its own. */
const pool = (): Ready[] => [...all];
const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

async function ofService(file: string, databaseUrl: string, callers: number): Promise<Measured & { rssMB: number }> {
  const child = fork('test/bench/intake-server.ts', [file, databaseUrl], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const client = poster(port, callers);
  try {
    const measured = await runCallers(callers, MILLISECONDS, pool(), client.send);
    child.send('memory');
    const [{ rss }] = (await once(child, 'message')) as [{ rss: number }];
    return { ...measured, rssMB: Math.round(rss / 2 ** 20) };
  } finally {
    client.close();
    child.disconnect();
    await once(child, 'exit');
  }
}

async function ofBare(open: () => Promise<Bare>, callers: number): Promise<Measured> {
  const bare = await open();
  try {
    return await runCallers(callers, MILLISECONDS, pool(), bare.insert);
  } finally {
    await bare.close();
  }
}

let files = 0;
async function measure(database: Line['database'], callers: number): Promise<Line> {
  const services: (Measured & { rssMB: number })[] = [];
  const bares: Measured[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const file = join(folder, `${files++}.sqlite`);
    if (database === 'sqlite') {
      services.push(await ofService(file, '', callers));
      bares.push(await ofBare(() => bareSqlite(`${file}.bare`), callers));
    } else {
      const [first, second] = [await testDatabase({ durable: true }), await testDatabase({ durable: true })];
      services.push(await ofService(file, first.url, callers));
      bares.push(await ofBare(() => barePostgres(second.url, callers), callers));
      await first.drop();
      await second.drop();
    }
  }
  const of = (runs: readonly Measured[]): Measured => ({
    perSecond: Math.round(median(runs.map((run) => run.perSecond))),
    p99: Math.round(median(runs.map((run) => run.p99)) * 10) / 10,
  });
  const [service, bare] = [of(services), of(bares)];
  const ratio = Math.round((service.perSecond / bare.perSecond) * 100) / 100;
  return { database, callers, service, bare, ratio, rssMB: median(services.map((run) => run.rssMB)) };
}

/** Many rows a transaction, no service: what group commit alone could reach. */
async function groupedSqlite(size: number): Promise<number> {
  const bare = await bareSqlite(join(folder, `${files++}.sqlite`));
  const left = pool();
  const [start, end] = [performance.now(), performance.now() + MILLISECONDS];
  let count = 0;
  while (performance.now() < end && left.length >= size) {
    bare.insertMany(left.splice(-size));
    count += size;
  }
  const perSecond = Math.round(count / ((performance.now() - start) / 1000));
  await bare.close();
  return perSecond;
}

const lines: Line[] = [];
const syncs = await syncRate(join(folder, 'sync'));
for (const database of ['sqlite', 'postgres'] as const) {
  for (const callers of CALLERS) lines.push(await measure(database, callers));
}
const grouped = { 32: await groupedSqlite(32), 256: await groupedSqlite(256) };
await rm(folder, { recursive: true, force: true });

const machine = `${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
const goals = lines
  .filter(({ callers }) => callers > 1)
  .map(({ database, callers, ratio }) => ({
    name: `${database}, ${callers} callers: service / bare`,
    value: ratio,
    limit: 0.5,
    ok: ratio >= 0.5,
  }));
for (const { database, callers, service, bare, ratio, rssMB } of lines) {
  process.stdout.write(
    `${database.padEnd(9)}${String(callers).padStart(4)} callers: service ${service.perSecond}/s (p99 ${service.p99} ms, ${rssMB} MB), bare ${bare.perSecond}/s (p99 ${bare.p99} ms), ratio ${ratio}\n`,
  );
}
process.stdout.write(
  `bare SQLite, rows in groups: 32 → ${grouped[32]}/s, 256 → ${grouped[256]}/s; disk syncs ${syncs}/s\n`,
);
if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify({ name: 'intake', machine, results: { lines, grouped, syncs }, goals })}\n`);
}
process.exitCode = goals.every(({ ok }) => ok) ? 0 : 1;
