/**
 * Two simulated years of a county with its daily timer. On no day after its last is any penalty's text, or who left, in any byte of
 * the site; every proof still verifies. `npm run test:two-years` does it for all policies and every single day.
 */
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../src/core/domain/bytes.ts';
import { addDays, type IsoDate } from '../../src/core/domain/iso-date.ts';
import { isStaffFile } from '../../src/core/domain/opening-file.ts';
import type { PageProof } from '../../src/core/snapshot/page-proof.ts';
import { publicNow } from '../../src/core/snapshot/public-now.ts';
import { type InspectorKey, importInspectorKey, openStaff } from '../../src/core/snapshot/staff-file.ts';
import { compareWithBuild } from '../../src/node/publish/compare-build.ts';
import { loadPageSource } from '../../src/node/publish/on-request/load.ts';
import { pagesOf } from '../../src/node/publish/on-request/render.ts';
import { publishRelease } from '../../src/node/publish/publish.ts';
import { refreshRelease } from '../../src/node/publish/refresh.ts';
import { loadBuild } from '../../src/node/publish/renderer.ts';
import { makeInspectorKey } from '../../src/node/publish/signing/inspector-key.ts';
import { readTree } from '../../src/node/publish/site.ts';
import { directoryFetcher } from '../../src/node/verify/fetchers.ts';
import { proofOfPage } from '../../src/node/verify/page-block.ts';
import { fingerprint } from '../../src/node/verify/read-release.ts';
import { verifySite } from '../../src/node/verify/verify-site.ts';
import { openDataset } from '../../src/web/app/data/dataset.ts';
import { viewOn } from '../../src/web/page/enhance/proof.ts';
import { memoryStore } from '../../src/web/store/memory-store.ts';
import { checkOrigin, loadKept, type VerifiedRelease } from '../../src/web/sync/check.ts';
import { planWithStaff } from '../../src/web/sync/release-files.ts';
import { temporaryFolder } from '../support/browser.ts';
import {
  amongMany,
  everyDay,
  FIRST,
  NEVER,
  publications,
  relevantDays,
  type Shown,
  sheetsOn,
  shownOver,
} from '../support/two-years.ts';
import { PASSPHRASE, writeCounty } from '../support/workspace.ts';

const DAILY = process.env.TWO_YEARS === 'daily';
const DIST = join(process.cwd(), 'dist');
/** The timer runs half an hour after midnight in China, a publication is made at ten. */
const atNight = (day: IsoDate) => new Date(`${addDays(day, -1)}T16:30:00Z`);
const atTen = (day: IsoDate) => new Date(`${day}T02:00:00Z`);

/** `files`: pages are files, the data undivided. `parts`: a county whose data lie in parts, with pages on request. */
type Form = 'files' | 'parts';
const PART_LIMIT = 1500;

class County {
  readonly dir: string;
  readonly rulebook: string;
  readonly form: Form;
  readonly key: InspectorKey;
  readonly shown: readonly Shown[];
  last = FIRST;
  checks = 0;
  /** Publications that left parts as they were, with one of late changes. */
  late = 0;
  files = 0;
  bytes = 0;

  constructor(dir: string, rulebook: string, form: Form, key: InspectorKey) {
    this.dir = dir;
    this.rulebook = rulebook;
    this.form = form;
    this.key = key;
    this.shown = shownOver(this.register);
  }

  get register(): boolean {
    return this.rulebook === 'huancui';
  }

  /** Whether there was a publication that day. */
  async publishOn(day: IsoDate): Promise<boolean> {
    const due = publications(this.rulebook === 'wugang').find((one) => one.day === day);
    if (due === undefined) return false;
    await this.write(day);
    const { year, stage, until } = due;
    const limit = this.form === 'parts' ? { partLimit: PART_LIMIT } : {};
    const about = { dir: this.dir, year, stage, ...(until && { until }), now: atTen(day), ...limit };
    const outcome = await publishRelease({ ...about, passphrase: PASSPHRASE, dist: DIST });
    if (!outcome.ok) throw new Error(`${day}: ${JSON.stringify(outcome.fault)}`);
    if ((await this.everything(day, atTen(day))).includes('"v":2,"year":')) this.late++;
    return true;
  }

  write(day: IsoDate): Promise<void> {
    const { form, rulebook, register } = this;
    const sheets = sheetsOn(day, register);
    return form === 'files'
      ? writeCounty(this.dir, sheets, { rulebook })
      : writeCounty(this.dir, amongMany(sheets), { rulebook, pages: 'on-request' });
  }

  async refreshOn(day: IsoDate): Promise<void> {
    const outcome = await refreshRelease({ dir: this.dir, now: atNight(day), dist: DIST });
    expect([day, outcome.left, outcome.oldLayout]).toEqual([day, [], false]);
  }

  /** Every byte below the releases, data files unpacked and the encrypted ones opened, and what is served on request: one text. */
  async everything(day: IsoDate, now: Date): Promise<string> {
    const texts = [...(await this.onRequest(day, now)).values()];
    for (const [path, bytes] of await readTree(join(this.dir, 'releases'))) {
      // What every release has of the build says nothing of this county.
      if (path.includes('/assets/')) continue;
      this.files++;
      this.bytes += bytes.length;
      texts.push(await this.readable(path, Uint8Array.from(bytes)));
    }
    return texts.join('\n');
  }

  #served: { readonly now: Date; readonly files: ReadonlyMap<string, string> } | null = null;

  /** The three institutions of which something is told, in every form in which they are served. */
  async onRequest(day: IsoDate, now: Date): Promise<ReadonlyMap<string, string>> {
    if (this.form === 'files') return new Map();
    if (this.#served?.now.getTime() !== now.getTime()) this.#served = { now, files: await this.render(day, now) };
    return this.#served.files;
  }

  async render(day: IsoDate, now: Date): Promise<ReadonlyMap<string, string>> {
    const folder = await realpath(join(this.dir, 'site'));
    const loaded = await loadPageSource(folder, null, [this.key], now);
    if (!loaded.ok) throw new Error(`${day}: ${loaded.fault.join()}`);
    const render = pagesOf(loaded.value, await loadBuild(DIST));
    const lines = (await readFile(join(this.dir, 'codes.csv'), 'utf8')).split('\n');
    const codes = lines.flatMap((line) => /^([^,]+),"A\d"/.exec(line)?.[1] ?? []);
    const paths = codes.flatMap((code) => [`i/${code}.html`, `en/i/${code}.html`, `i/${code}.json`]);
    expect(paths).toHaveLength(9);
    return new Map(paths.map((path) => [path, render(path, day) ?? '']));
  }

  async readable(path: string, bytes: Bytes): Promise<string> {
    if (!path.endsWith('.bin')) return Buffer.from(bytes).toString('utf8');
    const staff = isStaffFile(path.replace(/[0-9a-f]{64}\./, ''));
    const packed = staff ? await openStaff(this.key, bytes) : bytes;
    if (packed === null) throw new Error(`not opened: ${path}`);
    return gunzipSync(packed).toString('utf8');
  }

  /** `published`: whether that day's publication, if there is one, is out. */
  async expectSite(day: IsoDate, published: boolean): Promise<void> {
    this.checks++;
    const now = published ? atTen(day) : atNight(day);
    const all = await this.everything(day, now);
    expectTexts(all, this.shown, day, published);
    for (const text of NEVER) expect([day, text, all.includes(text)]).toEqual([day, text, false]);
    const days = [...all.matchAll(/"shownUntil":"([\d-]+)"/g)].map(([, last = '']) => last);
    expect([day, days.filter((last) => last < day)]).toEqual([day, []]);
    const root = fingerprint(await readFile(join(this.dir, 'site/d/metadata/1.root.json')));
    const served = await this.onRequest(day, now);
    const text = async (path: string) =>
      served.get(path) ?? (await readFile(join(this.dir, 'site', path), 'utf8').catch(() => null));
    const options = { inspector: this.key, inFolder: true };
    const { problems } = await verifySite(this.fetcher(), text, root, now, options);
    expect([day, problems]).toEqual([day, []]);
  }

  fetcher() {
    return directoryFetcher(join(this.dir, 'site/d'));
  }

  async pages(): Promise<readonly PageProof[]> {
    const files = await readTree(await realpath(join(this.dir, 'site')));
    const html = [...files].filter(([path]) => /^(?:en\/)?i\/[^/]+\.html$/.test(path));
    return html.flatMap(([, bytes]) => proofOfPage(Buffer.from(bytes).toString('utf8')) ?? []);
  }
}

/** What is past its last day is in no byte; what is in its term is there, so that the search can fail both ways. */
function expectTexts(all: string, shown: readonly Shown[], day: IsoDate, published: boolean): void {
  for (const { texts, first, last, byTerm } of shown) {
    // What a publication takes out is there until it is made.
    const over = byTerm || published ? day > last : day > addDays(last, 1);
    const there = published ? day >= first && day <= last : day > first && day <= last;
    for (const text of texts) {
      if (over) expect([day, text, all.includes(text)]).toEqual([day, text, false]);
      if (there) expect([day, text, all.includes(text)]).toEqual([day, text, true]);
    }
  }
}

/** A phone with the inspector key, whose clock a test sets. */
class Phone {
  readonly county: County;
  readonly store = memoryStore();
  readonly pin: string;

  constructor(county: County, pin: string) {
    this.county = county;
    this.pin = pin;
  }

  parts(now: Date) {
    const pin = { rootSha256: this.pin, minimumVersion: 1, builtAt: '2026-01-01T00:00:00Z' };
    const config = { pin, bureau: 'example', basePath: '/' };
    return { config, plan: planWithStaff, store: this.store, now: () => now };
  }

  async goOnline(now: Date): Promise<VerifiedRelease> {
    const origin = () => this.county.fetcher();
    const outcome = await checkOrigin({ ...this.parts(now), origin, onProgress: () => undefined });
    if (outcome.kind === 'failed') throw new Error(JSON.stringify(outcome.problem));
    expect(outcome.saved).toBe('saved');
    return outcome.release;
  }

  /** All that its pages would show, by the phone's clock or a later one that it knows of. */
  async screens(now: Date): Promise<string> {
    const kept = await loadKept(this.parts(now));
    if (kept === null) throw new Error('nothing kept');
    const data = await openDataset(kept.plan.key, kept.plan.directory, kept.files);
    const known = kept.trusted.now > now ? kept.trusted.now : now;
    const day = new Date(known.getTime() + 8 * 3_600_000).toISOString().slice(0, 10) as IsoDate;
    const found = await Promise.all(data.entries.map(({ code }) => data.find(code)));
    return JSON.stringify(found.map((one) => one && publicNow(one.record, one.openings, day)));
  }
}

/** Of a copy from the first day, by date alone: what is past its term is not shown, whatever still lies there. */
function expectHidden(screens: string, shown: readonly Shown[], day: IsoDate): void {
  for (const { texts, last, byTerm } of shown) {
    if (!byTerm || day <= last) continue;
    for (const text of texts) expect([day, text, screens.includes(text)]).toEqual([day, text, false]);
  }
}

async function simulate(rulebook: string, form: Form): Promise<County> {
  const dir = join(await temporaryFolder('two-years'), 'county');
  await writeCounty(dir, {}, { rulebook });
  const { code } = await makeInspectorKey(join(dir, 'keys'), FIRST);
  const county = new County(dir, rulebook, form, await importInspectorKey(code));
  const relevant = relevantDays(county.register, rulebook === 'wugang');
  // In parts the first year stands for both, unless there is time for every day.
  const days = DAILY ? everyDay() : relevant.filter((day) => form === 'files' || day.startsWith('2026-'));
  await county.publishOn(FIRST);
  const pin = fingerprint(await readFile(join(dir, 'site/d/metadata/1.root.json')));
  const [offline, daily] = [new Phone(county, pin), new Phone(county, pin)];
  await offline.goOnline(atTen(FIRST));
  const saved = await county.pages();
  for (const day of days) {
    if (day > FIRST) {
      await county.refreshOn(day);
      await county.expectSite(day, false);
    }
    if (day === FIRST || (await county.publishOn(day))) await county.expectSite(day, true);
    expectHidden(await offline.screens(atTen(day)), county.shown, day);
    const later = saved.map((proof) => viewOn({ proof, view: publicNow(proof.record, [], day), sound: true }, day));
    expectHidden(JSON.stringify(later), county.shown, day);
    // The clock of this phone stands still: it learns of the day from what is signed.
    const held = await daily.goOnline(atTen(FIRST));
    expectHidden(await daily.screens(atTen(FIRST)), county.shown, day);
    const bytes = await Promise.all([...held.files].map(([path, file]) => county.readable(path, file)));
    expectTexts(bytes.join('\n'), county.shown, day, true);
    county.last = day;
  }
  return county;
}

describe('over two years, no text is left after its last day, and everything verifies', () => {
  const every = ['wugang', 'jinjiang', 'yangshan', 'huancui', 'cnmia'] as const;
  const all = every.flatMap((rulebook) => [[rulebook, 'files'] as const, [rulebook, 'parts'] as const]);
  const few = [['wugang', 'parts'] as const, ['huancui', 'files'] as const];
  it.each(DAILY ? all : few)('under %s, in %s', { timeout: DAILY ? 7_200_000 : 120_000 }, async (rulebook, form) => {
    const county = await simulate(rulebook, form);
    const site = await realpath(join(county.dir, 'site'));
    const root = fingerprint(await readFile(join(site, 'd/metadata/1.root.json')));
    const text = (path: string) => readFile(join(site, path), 'utf8').catch(() => null);
    const { release } = await verifySite(directoryFetcher(join(site, 'd')), text, root, atTen(county.last), {
      inspector: county.key,
    });
    if (release === null) throw new Error('not verified');
    const file = (path: string) => readFile(join(site, path)).catch(() => null);
    const list = async () => [...(await readTree(site)).keys()];
    const looks = await compareWithBuild(await loadBuild(DIST), release, { file, list }, atTen(county.last));
    expect(looks?.problems ?? 'not compared').toEqual([]);
    expect(county.late > 0).toBe(form === 'parts');
    if (DAILY) {
      const { checks, files, bytes, late } = county;
      process.stdout.write(
        `${rulebook}, ${form}: ${late} publications of late changes, ${checks} checks, ${files} files and ${bytes} bytes read\n`,
      );
    }
  });
});
