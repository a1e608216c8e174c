/**
 * `npm run rehearse:kills [-- --only publish] [-- --part steps|random|threads|full] [-- --random 30]`: the table of kills. Every command that changes a site or its
 * keys is killed before, and in the middle of, every kind of change that it makes to the disk; then, publishing, at so many random
 * moments each, half of them while a release is written; then it meets a full disk. After each the site must be the old one or the new one, and the
 * same command must end as if nothing had been. Exit code 1 where it was not so.
 */
import { parseArgs } from 'node:util';
import { buildIfChanged } from '../../src/node/build/build.ts';
import { ALONE_UP_TO } from '../../src/node/publish/page-threads.ts';
import { fillDisk } from '../support/kills/full-disk.ts';
import type { Death } from '../support/kills/mortal.ts';
import { ProvinceRehearsal } from '../support/kills/province.ts';
import {
  killAmongPages,
  killAt,
  killLater,
  type Reference,
  referenceOf,
  type Verdict,
} from '../support/kills/rehearsal.ts';
import { SCENARIOS, type Scenario } from '../support/kills/scenarios.ts';
import { isWriting, stepOf, unsafeMoments } from '../support/kills/steps.ts';
import { compileShim } from '../support/power-cut/shim.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, part: { type: 'string' }, random: { type: 'string', default: '30' } },
});
const does = (part: 'steps' | 'random' | 'threads' | 'full') => values.part === undefined || values.part === part;
const RANDOM = Number(values.random);
const ROOM = [0.02, 0.2, 0.4, 0.6, 0.8, 0.95, 0.995];
/** Of the pages of a county whose pages are written by threads. */
const PAGES = [0, 0.1, 0.4, 0.7, 0.9];
const PROVINCE = 'province refresh';
/** More pages than a step needs: a random moment then has something to fall into. */
const MANY = 60;

let wrong = 0;
function line(command: string, step: string, kind: string, verdicts: readonly Verdict[]): void {
  const count = (site: Verdict['site']): number => verdicts.filter((one) => one.site === site).length;
  const bad = verdicts.filter(({ faults }) => faults.length > 0);
  wrong += bad.length;
  const next = bad.length === 0 ? 'yes' : `NO: ${bad.flatMap(({ faults }) => faults).join('; ')}`;
  const cells = [command, step, kind, verdicts.length, count('old') + count('none'), count('new'), next];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

function head(last: string): void {
  process.stdout.write(
    `\n| command | ${last} | kind | times | old | new | next run ends as if nothing had been |\n|---|---|---|---|---|---|---|\n`,
  );
}

/** At the first and the last change of each kind. */
async function everyStep(
  command: string,
  changes: readonly string[],
  kill: (death: Death) => Promise<Verdict>,
): Promise<void> {
  for (const moment of unsafeMoments(changes)) {
    wrong++;
    process.stdout.write(`${command}: ${moment}\n`);
  }
  const steps = changes.map(stepOf);
  for (const step of new Set(steps)) {
    if (step.startsWith('mkdir')) continue;
    const moments = [...new Set([steps.indexOf(step), steps.lastIndexOf(step)])];
    for (const torn of step.startsWith('write') ? [false, true] : [false]) {
      const verdicts: Verdict[] = [];
      for (const at of moments) verdicts.push(await kill({ at, torn }));
      line(command, step, torn ? 'half written' : 'before', verdicts);
    }
  }
}

/** Half of the kills are aimed at the writing of a release, half at any moment. How many hit it. */
async function atRandom(reference: Reference, kills: number): Promise<number> {
  const { changes, scenario } = reference;
  const [first, last] = [changes.findIndex(isWriting), changes.indexOf('rename site')];
  const found: (Verdict & { readonly change: string })[] = [];
  while (found.length < kills) {
    const [from, to] = found.length % 2 === 0 ? [first, last] : [0, changes.length];
    const verdict = await killLater(reference, from + Math.floor(Math.random() * (to - from)), Math.random() * 3);
    if (verdict !== null) found.push(verdict);
  }
  // What is deleted after the switch lies in a release, too.
  const writing = found.filter(({ change, site }) => isWriting(change) && site !== 'new');
  line(scenario.name, 'while a release is written', 'random', writing);
  line(
    scenario.name,
    'at another moment',
    'random',
    found.filter((one) => !writing.includes(one)),
  );
  return writing.length;
}

/** Pages of a larger county are written by threads, which no wrapper counts: killed when so many of them lie there. */
async function amongPages(scenario: Scenario): Promise<void> {
  const reference = await referenceOf(scenario, ALONE_UP_TO + 100);
  const found = [];
  for (const share of PAGES) found.push(await killAmongPages(reference, share));
  const verdicts = found.filter((one) => one !== null);
  if (verdicts.length < PAGES.length - 1) wrong++;
  line(scenario.name, `pages there: ${verdicts.map(({ pages }) => pages).join(', ')}`, 'threads', verdicts);
}

await buildIfChanged(process.cwd(), new Date());
const chosen = SCENARIOS.filter(({ name }) => values.only === undefined || name === values.only);
const named = (...names: readonly string[]) => chosen.filter(({ name }) => names.includes(name));
const releases = named('publish', 'amend', 'refresh', 'publish by what was kept');

if (does('steps')) {
  head('change to the disk');
  for (const scenario of chosen) {
    const reference = await referenceOf(scenario);
    await everyStep(scenario.name, reference.changes, (death) => killAt(reference, death));
  }
  if (values.only === undefined || values.only === PROVINCE) {
    const province = await ProvinceRehearsal.make();
    await everyStep(PROVINCE, province.changes, (death) => province.killAt(death));
  }
}

if (does('random')) {
  head('moment');
  for (const scenario of releases) {
    const writing = await atRandom(await referenceOf(scenario, MANY), RANDOM);
    if (writing >= RANDOM / 3) continue;
    wrong++;
    process.stdout.write(`only ${writing} of ${RANDOM} random kills of ${scenario.name} fell into the writing\n`);
  }
}

if (does('threads')) {
  head('pages by threads');
  for (const scenario of named('publish', 'amend')) await amongPages(scenario);
}

const shim = does('full') ? await compileShim('full') : null;
if (shim !== null) {
  head('room, of what it needs');
  for (const scenario of releases) {
    const reference = await referenceOf(scenario);
    for (const share of ROOM) {
      const filled = await fillDisk(reference, share, shim);
      line(scenario.name, `${share * 100} %, to ${stepOf(`write ${filled.at}`).slice(6)}`, 'disk full', [filled]);
    }
  }
} else if (does('full')) process.stdout.write('no C compiler on Linux here: a full disk cannot be simulated\n');
process.exitCode = wrong === 0 ? 0 : 1;
