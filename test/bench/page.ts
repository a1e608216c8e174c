/**
 * `npm run bench:page [-- --json] [--rounds N]`: when the institution page is painted on a cheap phone (360 × 740, processor
 * slowed down four times) on two slow networks, beside a bare page of equal bytes and beside the same page as a
 * single-page app; alternating in one run, medians of 15 rounds, each with a browser that has seen nothing. Then the
 * second visit after the server has ended. Over plain http from this machine itself, which counts as secure: TLS would add
 * the same round trip to each first connection and bring the ratios nearer to one.
 */
import { readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliBytes } from '../../src/node/build/budgets.ts';
import { buildIfChanged } from '../../src/node/build/build.ts';
import { copySite, portOf, serve } from '../e2e/app-support.ts';
import { launchBrowser, temporaryFolder } from '../support/browser.ts';
import { makeDemo } from '../support/demo-site.ts';
import { type Network, openLink, UNSHAPED } from './page-link.ts';
import { atMost, ratioOf, requestsOf, summarise, tableOf } from './page-report.ts';
import { addControl, addSpa, bytesServed, type Paths, typicalPage, VARIANTS, type Variant } from './page-variants.ts';
import { firstVisit, look, newPhone, type Paints, secondVisit, WHOLE_PAGE } from './page-visit.ts';

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '15' } },
});
const rounds = Number(options.rounds);

const [FAST, SLOW]: readonly [Network, Network] = [
  { name: '1.6 Mbit/s', rtt: 150, rate: 1600 },
  { name: '400 kbit/s', rtt: 150, rate: 400 },
];
/** What is there when a variant has shown everything: the result of the check, a paragraph, the page. */
const DONE: Readonly<Record<Variant, string>> = { page: '#ver:not(.plain)', control: 'p', spa: '#page' };

await buildIfChanged(process.cwd(), new Date());
const demo = join(await temporaryFolder('bench-page'), 'demo');
await makeDemo(demo);
const siteDir = await copySite(demo);
const server = await serve(siteDir);
const link = await openLink(portOf(server));
const browser = await launchBrowser();

const page = await typicalPage(siteDir);
const spa = await addSpa(siteDir, page);
const paths: Paths = { page, control: await addControl(browser, siteDir, server.url, page), spa: spa.path };

async function coldVisit(network: Network, variant: Variant, height?: number): Promise<Paints> {
  link.network = network;
  const context = await newPhone(browser, height);
  try {
    return await look(context, link.url + paths[variant], DONE[variant]);
  } finally {
    await context.close();
  }
}

// Unmeasured: the browser reads the Chinese fonts, the server compresses each file once.
for (const variant of VARIANTS) await coldVisit(UNSHAPED, variant);
link.network = UNSHAPED;
const { asked, elsewhere } = await firstVisit(browser, link, page);

const runs = [FAST, SLOW].flatMap((network) =>
  VARIANTS.map((variant) => ({ network, variant, paints: [] as Paints[] })),
);
const seconds: Paints[] = [];
const wholes: Paints[] = [];
for (let round = 0; round < rounds; round++) {
  // Each goes first in turn: what the machine does beside falls on all alike.
  const first = round % runs.length;
  for (const run of [...runs.slice(first), ...runs.slice(0, first)]) {
    run.paints.push(await coldVisit(run.network, run.variant));
  }
  wholes.push(await coldVisit(SLOW, 'page', WHOLE_PAGE));
  link.network = UNSHAPED;
  seconds.push(await secondVisit(browser, link, page, DONE.page));
}

async function together(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map((file) => bytesServed(server.url + file)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

const scripts = asked.filter(({ path, by }) => by === 'page' && path.endsWith('.js')).map(({ path }) => path);
/** Bodies, as the server compresses them. */
const bytes = {
  page: await bytesServed(server.url + page),
  control: await bytesServed(server.url + paths.control),
  spa: await together(['/spa', '/record.json', ...spa.files]),
  pageScript: await together(scripts),
  spaScript: await together(spa.files.filter((file) => file.endsWith('.js'))),
};
await browser.close();
await link.cut();
await server.end();

const ofApp = scripts.filter((path) => !/^\/assets\/page-\w+\.js$/.test(path));
const scriptFiles = await Promise.all(scripts.map((path) => readFile(join(siteDir, path))));
const scriptBest = scriptFiles.reduce((sum, file) => sum + brotliBytes(file), 0);

const lines = [
  ...runs.map(({ network, variant, paints }) => summarise(network.name, variant, paints)),
  summarise(SLOW.name, 'whole page in view', wholes),
  summarise('server ended', 'second visit', seconds),
];
const ratios = [FAST, SLOW].map(({ name }) => ({
  network: name,
  control: ratioOf(lines, name, 'control'),
  spa: ratioOf(lines, name, 'spa'),
}));
const shiftOf = (...variants: readonly string[]) =>
  Math.max(...lines.filter(({ variant }) => variants.includes(variant)).map(({ cls }) => cls));
const goals = [
  atMost(`${FAST.name}: largest paint / bare control`, ratios[0]?.control ?? Number.NaN, 1.15),
  atMost(`${FAST.name}: largest paint / single-page app`, ratios[0]?.spa ?? Number.NaN, 0.45),
  atMost('layout shift of a first visit', shiftOf('page'), 0),
  // Without a network the line of verification is two lines longer than what stood there: a tenth of what counts as good.
  atMost('layout shift, whole page in view or without a network', shiftOf('whole page in view', 'second visit'), 0.01),
  atMost('page script, brotli bytes as check:budgets counts them', scriptBest, 8192),
  atMost('second visit, server ended: largest paint, ms', lines.at(-1)?.lcp.median ?? Number.NaN, 300),
  atMost('files of the app that the page asks for', ofApp.length, 0),
  atMost('requests to other origins', elsewhere.length, 0),
];

const output = [
  `${rounds} rounds`,
  ...tableOf(lines),
  ...ratios.map(
    ({ network, control, spa: app }) => `${network}: page / control ${control}, page / single-page app ${app}`,
  ),
  `bytes served: ${Object.entries(bytes)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')}`,
  ...requestsOf(asked),
  ...elsewhere.map((url) => `  elsewhere: ${url}`),
  ...goals.map(({ name, value, limit, ok }) => `${ok ? 'ok    ' : 'MISSED'} ${name}: ${value} (≤ ${limit})`),
];
for (const line of output) process.stdout.write(`${line}\n`);
if (options.json) {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
  const results = { rounds, lines, ratios, bytes, requests: asked };
  process.stdout.write(`${JSON.stringify({ name: 'page', machine, results, goals })}\n`);
}
process.exitCode = goals.every(({ ok }) => ok) ? 0 : 1;
