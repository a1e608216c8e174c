/**
 * `npm run bench:verify [-- --json] [-- --rounds N] [-- --institutions N]`: what verifying costs in a real browser, on a processor
 * as it is and slowed down four times, as a share of the whole load. A first visit to a page: from its script to the result, and all
 * of it from the tap. A release of 100,000 institutions: the app's check, and its data read until a person can search. All in one
 * run, in turn, so that what the machine does beside falls on all alike. The browser slows the page's own thread down, not the ones
 * on which it computes hashes and signatures.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { CODE_ALPHABET, codeFromBytes } from '../../src/core/domain/institution-code.ts';
import { buildIfChanged } from '../../src/node/build/build.ts';
import { houseNames, personName, streetAddress, TOWNS, villageNames } from '../../src/node/demo/names.ts';
import { createRandom } from '../../src/node/demo/random.ts';
import { copySite } from '../e2e/app-support.ts';
import { serveAltered } from '../e2e/page-support.ts';
import { launchBrowser, temporaryFolder } from '../support/browser.ts';
import { makeDemo } from '../support/demo-site.ts';
import { record } from '../support/records.ts';
import { configFor, DAY, publish } from '../web/app/support.ts';
import { type Network, openLink, UNSHAPED } from './page-link.ts';
import { typicalPage } from './page-variants.ts';
import { newPhone } from './page-visit.ts';
import type { Load } from './verify-harness.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '7' },
    institutions: { type: 'string', default: '100000' },
  },
});
const rounds = Number(options.rounds);
const institutions = Number(options.institutions);
const SLOWDOWNS = [1, 4] as const;
const PAGE_NETWORKS: readonly Network[] = [UNSHAPED, { name: '1.6 Mbit/s', rtt: 150, rate: 1600 }];
const RELEASE_NETWORKS: readonly Network[] = [UNSHAPED, { name: '20 Mbit/s', rtt: 50, rate: 20_000 }];

/** A large release as one folder of files, in as many towns as it needs. */
async function writeRelease(folder: string) {
  const random = createRandom('release');
  const [houses, villages] = [houseNames(), villageNames()];
  const records = Array.from({ length: institutions }, (_, nth) => {
    const town = `${villages[(nth >> 5) % villages.length]?.slice(0, -1)}${random.pick(TOWNS)}`;
    const bytes = Uint8Array.from(
      { length: 9 },
      (_, place) => Math.floor(nth / CODE_ALPHABET.length ** place) % CODE_ALPHABET.length,
    );
    return record({
      code: codeFromBytes(bytes),
      name: `${town}${random.pick(houses)}诊所`,
      town,
      address: streetAddress(town, random),
      phone: `0000-8${String(random.int(1e6)).padStart(6, '0')}`,
      principal: personName(random),
      staff: { doctors: random.between(1, 9), nurses: random.between(0, 9), others: 0 },
    });
  });
  const { files } = publish({ records });
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return configFor(files);
}

/** The harness as one script for the page. */
async function harness(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      minify: true,
      lib: {
        entry: join(import.meta.dirname, 'verify-harness.ts'),
        formats: ['iife'],
        name: 'harness',
        fileName: 'harness',
      },
      rollupOptions: { output: { codeSplitting: false } },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (output === undefined || !('output' in output)) throw new Error('nothing was bundled');
  return output.output[0].code;
}

await buildIfChanged(process.cwd(), new Date());
const demo = join(await temporaryFolder('bench-verify'), 'demo');
await makeDemo(demo);
const siteDir = await copySite(demo);
const config = await writeRelease(join(siteDir, 'large/d'));
const script = await harness();
const server = await serveAltered(siteDir);
const link = await openLink(Number(new URL(server.url).port));
const browser = await launchBrowser();
const path = await typicalPage(siteDir);

async function slowed<Value>(slowdown: number, work: (page: Page) => Promise<Value>): Promise<Value> {
  const context = await newPhone(browser);
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    return await work(page);
  } finally {
    await context.close();
  }
}

/** Milliseconds from the script's arrival to the words, without the wait for the bundle; and since the tap. */
function visitPage(network: Network, slowdown: number): Promise<{ verify: number; whole: number }> {
  link.network = network;
  return slowed(slowdown, async (page) => {
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('#ver:not(.plain)')) return;
        observer.disconnect();
        Object.assign(window, { shownAt: performance.now() });
      }).observe(document, { subtree: true, attributes: true, childList: true });
    });
    await page.goto(link.url + path);
    await page.waitForFunction(() => 'shownAt' in window);
    return page.evaluate(() => {
      const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      const named = (name: RegExp) => entries.find(({ name: url }) => name.test(url));
      const [own, bundle] = [named(/\/assets\/page-\w+\.js$/), named(/bundle\.json$/)];
      const whole = (window as unknown as { shownAt: number }).shownAt;
      if (!own || !bundle) throw new Error('no timing');
      // The script waits for the document to be read.
      const { domInteractive } = performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming;
      const before = bundle.fetchStart - Math.max(own.responseEnd, domInteractive);
      return { verify: before + whole - bundle.responseEnd, whole };
    });
  });
}

function loadRelease(network: Network, slowdown: number): Promise<Load> {
  link.network = network;
  return slowed(slowdown, async (page) => {
    await page.goto(`${link.url}/robots.txt`);
    await page.evaluate(script);
    const load = (input: [string, unknown, number]) =>
      (globalThis as unknown as { loadRelease: (...of: typeof input) => Promise<Load> }).loadRelease(...input);
    return page.evaluate(load, [`${link.url}/large/d/`, config, DAY.getTime()] as [string, unknown, number]);
  });
}

type Times = Readonly<Record<string, number>>;
const runs = SLOWDOWNS.flatMap((slowdown) => [
  ...PAGE_NETWORKS.map((network) => ({ what: 'first visit to a page', network, slowdown, visit: visitPage })),
  ...RELEASE_NETWORKS.map((network) => ({
    what: `${institutions} institutions`,
    network,
    slowdown,
    visit: loadRelease,
  })),
]).map((run) => ({ ...run, times: [] as Times[] }));

for (const { visit, network, slowdown } of runs) if (network === UNSHAPED) await visit(network, slowdown);
for (let round = 0; round < rounds; round++) {
  const first = round % runs.length;
  for (const run of [...runs.slice(first), ...runs.slice(0, first)]) {
    run.times.push({ ...(await run.visit(run.network, run.slowdown)) });
  }
}
await browser.close();
await link.cut();
await server.close();

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

const lines = runs.map(({ what, network, slowdown, times }) => {
  const of = (key: string) => Math.round(median(times.map((one) => one[key] ?? Number.NaN)) * 10) / 10;
  const share = median(times.map(({ verify = Number.NaN, whole = Number.NaN }) => verify / whole));
  const keys = Object.keys(times[0] ?? {});
  return {
    what,
    network: network.name,
    slowdown,
    share: Math.round(share * 1000) / 10,
    ...Object.fromEntries(keys.map((key) => [key, of(key)])),
  };
});
process.stdout.write(`${rounds} rounds, medians, milliseconds; share of the whole in %\n`);
for (const { what, network, slowdown, share, ...times } of lines) {
  const told = Object.entries(times).map(([key, value]) => `${key} ${value}`);
  process.stdout.write(`${what}, ${network}, ${slowdown}×: ${told.join(', ')}; verifying is ${share} %\n`);
}
if (options.json) {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? '?'}, Node ${process.versions.node}`;
  process.stdout.write(`${JSON.stringify({ name: 'verify', machine, rounds, lines })}\n`);
}
