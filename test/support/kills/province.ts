/** The province's timer, interrupted while it takes in what bureaus delivered. */
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../browser.ts';
import { A, B, changeBureau, deliver, publishBureau, refreshAll, released, twoBureaus } from '../province.ts';
import type { Death } from './mortal.ts';
import { start, type Verdict } from './rehearsal.ts';
import type { Scenario } from './scenarios.ts';

const DIST = join(process.cwd(), 'dist');
const LATER = new Date('2026-01-20T02:00:00Z');
/** How many institutions each bureau shows, before and after. */
const SHOWN = { '2,2': 'old', '1,1': 'new' } as const;

export class ProvinceRehearsal {
  readonly #scenario: Scenario;
  /** Every change to the disk, in its order. */
  readonly changes: readonly string[];

  private constructor(scenario: Scenario, changes: readonly string[]) {
    this.#scenario = scenario;
    this.changes = changes;
  }

  /** Of a province in whose inbox a new release of each of two bureaus lies. */
  static async make(): Promise<ProvinceRehearsal> {
    const base = join(await temporaryFolder('province-kills'), 'made');
    const { province, bureaus } = await twoBureaus(base, DIST);
    for (const id of [A, B]) {
      await changeBureau(base, id, ['中心卫生院']);
      await publishBureau(bureaus[id] ?? '', DIST, LATER);
      await deliver(bureaus[id] ?? '', province, id);
    }
    const scenario: Scenario = {
      name: 'province refresh',
      args: ['province', 'refresh', '.'],
      now: LATER.toISOString(),
      prepare: async () => {
        const dir = join(await temporaryFolder('province-killed'), 'province');
        await cp(province, dir, { recursive: true, verbatimSymlinks: true });
        return dir;
      },
      changesSite: true,
      repeatable: true,
    };
    const dir = await scenario.prepare(0);
    const { code, err, changes } = await start(scenario, dir, null).ended;
    if (code !== 0 || err !== '') throw new Error(`${scenario.name} ended with ${code}: ${err}`);
    await rm(dir, { recursive: true });
    return new ProvinceRehearsal(scenario, changes);
  }

  /** Dies at that change, and is run again. */
  async killAt(death: Death): Promise<Verdict> {
    const dir = await this.#scenario.prepare(0);
    const { signal, err } = await start(this.#scenario, dir, death).ended;
    if (signal !== 'SIGKILL') throw new Error(`${this.#scenario.name} outlived its death: ${err}`);
    const left = await shownBy(dir);
    const site = SHOWN[left as keyof typeof SHOWN] ?? null;
    await refreshAll(dir, DIST, LATER);
    const then = await shownBy(dir);
    await rm(dir, { recursive: true });
    const faults = [...(site === null ? [`a mixture: ${left}`] : []), ...(then === '1,1' ? [] : [`then ${then}`])];
    return { site: site ?? 'new', faults };
  }
}

/** How many institutions each bureau shows; a fault where it does not verify. */
async function shownBy(dir: string): Promise<string> {
  const both = await Promise.all([A, B].map((id) => released(dir, id, LATER)));
  return both.map((one) => (one.ok ? one.value.records.length : JSON.stringify(one.fault))).join();
}
