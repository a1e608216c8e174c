/** The demo county as tests use it: the same seed, year and instant every time. */
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, chinaDay } from '../../src/core/domain/iso-date.ts';
import { type County, createCounty, type DemoRulebook } from '../../src/node/demo/county.ts';
import { writeCounty } from '../../src/node/demo/workspace.ts';
import type { PublishInput } from '../../src/node/publish/publication.ts';
import { publishRelease } from '../../src/node/publish/publish.ts';
import type { PublishReport } from '../../src/node/publish/report.ts';
import { makeInspectorKey } from '../../src/node/publish/signing/inspector-key.ts';
import { temporaryFolder } from './browser.ts';
import { PASSPHRASE } from './workspace.ts';

export const DEMO_YEAR = 2026;

export function demoCounty(rulebook: DemoRulebook = 'wugang'): County {
  return createCounty({ seed: 'tests', rulebook, year: DEMO_YEAR, origin: 'https://yx.example.gov.cn' });
}

/**
 * Writes and publishes the county into `dir` with the real build. `now` is today by default: a browser's clock is
 * today's, and freshness is judged by it.
 */
export async function makeDemo(
  dir: string,
  rulebook: DemoRulebook = 'wugang',
  now: Date = new Date(),
): Promise<PublishReport> {
  await writeCounty(dir, demoCounty(rulebook));
  await makeInspectorKey(join(dir, 'keys'), chinaDay(now));
  return publishDemo(dir, { now });
}

/** Publishes the workspace again, for instance after a change of its rows. Throws when it is refused. */
export async function publishDemo(dir: string, difference: Partial<PublishInput> = {}): Promise<PublishReport> {
  const outcome = await publishRelease({
    dir,
    year: DEMO_YEAR,
    stage: 'final',
    now: new Date(),
    passphrase: PASSPHRASE,
    dist: join(process.cwd(), 'dist'),
    ...difference,
  });
  if (!outcome.ok) throw new Error(`the demo was refused: ${JSON.stringify(outcome.fault)}`);
  return outcome.value;
}

/**
 * The county with next year's grades proposed beside those in force, open for seven days from `now`: a visit a year later
 * finds other reasons, so that some grades differ.
 */
export async function makeProposed(dir: string, rulebook: DemoRulebook, now: Date): Promise<PublishReport> {
  await makeDemo(dir, rulebook, now);
  const until = addDays(chinaDay(now), 7);
  return publishDemo(dir, { now, year: DEMO_YEAR + 1, stage: 'proposed', until });
}

/** A copy of a published workspace that a test may change. */
export async function copyOf(dir: string): Promise<string> {
  const copy = join(await temporaryFolder('demo'), 'demo');
  await cp(dir, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

/** Institution id → code. */
export async function demoCodes(dir: string): Promise<ReadonlyMap<string, string>> {
  const lines = (await readFile(join(dir, 'codes.csv'), 'utf8')).trim().split('\n').slice(1);
  return new Map(lines.map((line) => [line.split(',')[1]?.replaceAll('"', '') ?? '', line.slice(0, 10)]));
}
