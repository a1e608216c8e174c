/** The demo's workspace on disk: made once, then an ordinary workspace that may be edited like any other. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isoDate } from '../../core/domain/iso-date.ts';
import { makeInspectorKey } from '../publish/signing/inspector-key.ts';
import type { County, CountyOptions, DemoRulebook } from './county.ts';
import { DEMO_PICTURES } from './pictures.ts';

/** What the demo remembers of itself, in `demo.json`. */
export interface DemoState {
  readonly seed: string;
  readonly rulebook: DemoRulebook;
  /** The grade year. */
  readonly year: number;
  /** As last written to `bureau.json` by us; another one there is the reader's own and stays. */
  readonly origin: string;
  /** Digest of workbook, bureau.json, pictures and build of the last publication; null before it. */
  readonly published: string | null;
}

const STATE = 'demo.json';
const PASSPHRASE = 'passphrase.txt';
const INPUTS = ['bureau.json', 'workbook.xlsx'];
/** Not in every demo: made before there were pictures, or with ratings that somebody put there. */
const OPTIONAL_INPUTS = ['ratings.json', ...Object.keys(DEMO_PICTURES).map((name) => `pictures/${name}`)];

/** Results of a year come out in its first weeks: until March the grades in force are those of the year before. */
export function gradeYear(day: string): number {
  const year = Number(day.slice(0, 4));
  return Number(day.slice(5, 7)) >= 3 ? year : year - 1;
}

/** Writes `bureau.json`, `workbook.xlsx` and the footer's pictures; the same county gives the same bytes. */
export async function writeCounty(dir: string, county: County): Promise<void> {
  // exceljs takes a while to load and is needed only here.
  const { writeWorkbook } = await import('../publish/workspace/write-workbook.ts');
  await mkdir(join(dir, 'pictures'), { recursive: true });
  for (const [name, svg] of Object.entries(DEMO_PICTURES)) await writeFile(join(dir, 'pictures', name), svg);
  const file = join(dir, 'workbook.xlsx');
  await writeWorkbook(file, county.rows, { rulebook: county.bureau.rulebook, overwrite: true });
  await writeFile(file, await withoutClock(await readFile(file)));
  await writeFile(join(dir, 'bureau.json'), `${JSON.stringify(county.bureau, null, 2)}\n`);
}

/** The same archive with one fixed day on every entry: exceljs puts the time of writing there. */
async function withoutClock(zip: Uint8Array): Promise<Uint8Array> {
  const { unzipSync, zipSync } = await import('fflate');
  // ZIP holds local time: a local day is the same bytes in every time zone.
  return zipSync(unzipSync(zip), { mtime: new Date(2026, 0, 1) });
}

/** The demo of this folder; makes it when there is none. An interrupted making leaves nothing that looks finished. */
export async function ensureDemo(dir: string, options: CountyOptions): Promise<DemoState> {
  const kept = await loadState(dir);
  if (kept !== null) return kept;
  const { createCounty } = await import('./county.ts');
  await writeCounty(dir, createCounty(options));
  const passphrase = randomBytes(18).toString('base64url');
  // A demo may keep its passphrase beside its keys; a bureau must not.
  await writeFile(join(dir, PASSPHRASE), `${passphrase}\n`, { mode: 0o600, flag: 'wx' }).catch(keepExisting);
  const { seed, rulebook, year, origin } = options;
  await makeInspectorKey(join(dir, 'keys'), isoDate(`${year}-01-01`));
  const state: DemoState = { seed, rulebook, year, origin, published: null };
  await saveState(dir, state);
  return state;
}

/** Puts the address under which this start is reached into `bureau.json`, unless somebody wrote another one there. */
export async function moveOrigin(dir: string, state: DemoState, origin: string): Promise<DemoState> {
  const file = join(dir, 'bureau.json');
  const bureau: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (state.origin === origin || typeof bureau !== 'object' || bureau === null) return state;
  if (!('origin' in bureau) || bureau.origin !== state.origin) return state;
  await writeFile(`${file}.new`, `${JSON.stringify({ ...bureau, origin }, null, 2)}\n`);
  await rename(`${file}.new`, file);
  const moved = { ...state, origin };
  await saveState(dir, moved);
  return moved;
}

/** Digest of what a publication of this demo depends on. */
export async function inputDigest(dir: string, buildDigest: string): Promise<string> {
  const hash = createHash('sha256').update(buildDigest);
  for (const name of INPUTS) hash.update(await readFile(join(dir, name)));
  for (const name of OPTIONAL_INPUTS) hash.update(await readFile(join(dir, name)).catch(() => ''));
  return hash.digest('hex');
}

export async function loadPassphrase(dir: string): Promise<string> {
  return (await readFile(join(dir, PASSPHRASE), 'utf8')).trim();
}

export async function saveState(dir: string, state: DemoState): Promise<void> {
  const file = join(dir, STATE);
  await writeFile(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`);
  await rename(`${file}.new`, file);
}

async function loadState(dir: string): Promise<DemoState | null> {
  const text = await readFile(join(dir, STATE), 'utf8').catch(() => null);
  // Written by this file alone, whole, by a rename.
  return text === null ? null : (JSON.parse(text) as DemoState);
}

function keepExisting(fault: NodeJS.ErrnoException): void {
  if (fault.code !== 'EEXIST') throw fault;
}
