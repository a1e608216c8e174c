/**
 * `npm run bench:serve [-- --json] [-- --counts 1000,10000]`: pages on request of invented institutions with 8.8 staff each, by the
 * server in a process of its own. Random pages, each asked for once, plain and by brotli; then the very same pages as files of
 * the same server, in the same run: only the ratio says much on a busy machine.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildIfChanged } from '../../src/node/build/build.ts';
import { createRandom } from '../../src/node/demo/random.ts';
import { writeLargeCounty } from './publish-county.ts';

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, counts: { type: 'string', default: '1000,10000,100000' } },
});
const COUNTS = options.counts.split(',').map(Number);
const ASKED = 1000;
const WARM_UP = 100;
/** Of the server, ms. */
const GOAL = 10;
const RUN = fileURLToPath(new URL('publish-run.ts', import.meta.url));
const CLI = fileURLToPath(new URL('../../scripts/yixinma.ts', import.meta.url));
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

interface Serving {
  readonly url: string;
  readonly seconds: number;
  readonly child: ChildProcess;
  memory(): Promise<{ readonly nowMiB: number; readonly peakMiB: number }>;
}

/** From the start of the process to its first line, which is its address. */
async function serve(dir: string): Promise<Serving> {
  const start = performance.now();
  const child = spawn(process.execPath, [CLI, 'serve', dir, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim().slice(0, -1)));
    child.once('exit', () => reject(new Error('the server has ended')));
  });
  const field = (text: string, name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1] ?? 0) / 1024;
  return {
    url,
    seconds: (performance.now() - start) / 1000,
    child,
    async memory() {
      const text = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return { nowMiB: field(text, 'VmRSS'), peakMiB: field(text, 'VmHWM') };
    },
  };
}

interface Answer {
  readonly ms: number;
  readonly bytes: Buffer;
}

function ask(address: string, encoding: string): Promise<Answer> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    get(address, { agent, headers: { 'Accept-Encoding': encoding } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        if (response.statusCode !== 200) return reject(new Error(`${address}: ${response.statusCode}`));
        resolve({ ms: performance.now() - start, bytes: Buffer.concat(parts) });
      });
    }).on('error', reject);
  });
}

/** Milliseconds of each, sorted, and bytes of all. */
async function askAll(url: string, codes: readonly string[], encoding: string) {
  const all: Answer[] = [];
  for (const code of codes) all.push(await ask(`${url}/i/${code}`, encoding));
  const ms = all.map((one) => one.ms).sort((a, b) => a - b);
  const at = (share: number) => ms[Math.min(ms.length - 1, Math.floor(share * ms.length))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), bytes: all.reduce((sum, { bytes }) => sum + bytes.length, 0) / all.length };
}

async function measureServer(dir: string, codes: readonly string[]) {
  const server = await serve(dir);
  try {
    for (const code of codes.slice(0, WARM_UP)) await ask(`${server.url}/i/${code}`, 'identity');
    const [first, second] = [codes.slice(WARM_UP, WARM_UP + ASKED), codes.slice(WARM_UP + ASKED)];
    const plain = await askAll(server.url, first, 'identity');
    const brotli = await askAll(server.url, second, 'br');
    return { seconds: server.seconds, plain, brotli, ...(await server.memory()) };
  } finally {
    const ended = new Promise((resolve) => server.child.once('exit', resolve));
    server.child.kill();
    await ended;
  }
}

/** The same pages as files: a site of their own with nothing else in it. */
async function asFiles(from: string, to: string, codes: readonly string[]): Promise<void> {
  const server = await serve(from);
  await mkdir(join(to, 'i'), { recursive: true });
  for (const code of codes) {
    await writeFile(join(to, 'i', `${code}.html`), (await ask(`${server.url}/i/${code}`, 'identity')).bytes);
  }
  server.child.kill();
  for (const name of ['index.html', '404.html'])
    await cp(join(await realpath(join(from, 'site')), name), join(to, name));
}

async function measure(count: number) {
  const dir = await mkdtemp(join(tmpdir(), 'bench-serve-'));
  try {
    const county = join(dir, 'county');
    await writeLargeCounty(county, count, { pages: 'on-request' });
    execFileSync(process.execPath, [RUN, county, new Date().toISOString()], { stdio: ['ignore', 'ignore', 'inherit'] });
    const all = (await readFile(join(county, 'codes.csv'), 'utf8')).trim().split('\n').slice(1);
    const random = createRandom('bench/serve');
    const codes = Array.from({ length: WARM_UP + 2 * ASKED }, () => random.pick(all).slice(0, 10));
    await asFiles(county, join(dir, 'files'), codes);
    const requested = await measureServer(county, codes);
    const files = await measureServer(join(dir, 'files'), codes);
    return { count, requested, files, load: loadavg()[0] ?? 0 };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

await buildIfChanged(process.cwd(), new Date());
const results: Awaited<ReturnType<typeof measure>>[] = [];
for (const count of COUNTS) {
  const result = await measure(count);
  results.push(result);
  const { requested, files, load } = result;
  process.stdout.write(
    `${count} institutions: ready in ${requested.seconds.toFixed(1)} s, ${requested.nowMiB.toFixed(0)} MiB, at most ${requested.peakMiB.toFixed(0)} MiB (load ${load.toFixed(1)})\n`,
  );
  for (const kind of ['plain', 'brotli'] as const) {
    const [one, other] = [requested[kind], files[kind]];
    const ratio = (name: 'p50' | 'p99') =>
      `${name} ${one[name].toFixed(2)} ms, as a file ${other[name].toFixed(2)} ms: ${(one[name] / other[name]).toFixed(2)} ×`;
    process.stdout.write(
      `  ${kind}: ${ratio('p50')}; ${ratio('p99')}; ${one.bytes.toFixed(0)} B, as a file ${other.bytes.toFixed(0)} B\n`,
    );
    process.stdout.write(
      `${one.p99 <= GOAL ? 'ok    ' : 'MISSED'} ${count}, ${kind}, p99 ≤ ${GOAL} ms: ${one.p99.toFixed(2)}\n`,
    );
  }
}
if (options.json) process.stdout.write(`${JSON.stringify({ name: 'serve', results })}\n`);
