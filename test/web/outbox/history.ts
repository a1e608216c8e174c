import { expect } from 'vitest';
/** Drives one history from a seed: faults in any order, then peace, then the books are checked. */
import { WEATHERS } from './model-server.ts';
import { type Mutant, World } from './world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** By how many days a phone's clock may jump, forth or back: beyond all that is kept for a time, and by a decade. */
const CLOCK_JUMPS = [10, 61, 3653] as const;

/** A small generator with a period far beyond one history (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Act = (world: World, pick: <Value>(list: readonly Value[]) => Value | undefined) => void;

/** What may happen, and how often. */
const ACTS: readonly (readonly [weight: number, act: Act])[] = [
  [
    40,
    (world) => {
      const at = Math.floor(world.random() * world.waiting.length);
      world.waiting.splice(at, 1)[0]?.resume();
    },
  ],
  [11, (world, pick) => withOne(pick(world.tabs), (tab) => world.promised.size < 4 && world.submit(tab))],
  [5, (world, pick) => withOne(pick(world.tabs), (tab) => void tab.outbox.send(true))],
  [4, (world, pick) => withOne(pick(world.tabs), (tab) => world.kill(tab))],
  [5, (world) => world.tabs.length < 2 && world.openTab()],
  [8, (world) => world.pass(world.random() < 0.7 ? 5000 : 40 * MINUTE)],
  [2, (world, pick) => withOne(pick(CLOCK_JUMPS), (days) => (world.clock += (world.random() - 0.5) * 2 * days * DAY))],
  [
    2,
    (world, pick) =>
      withOne(pick(CLOCK_JUMPS), (days) => (world.clock += (world.random() < 0.5 ? -1 : 1) * days * DAY)),
  ],
  // The phone lay in a drawer.
  [1, (world) => world.pass(61 * DAY)],
  [
    10,
    (world, pick) =>
      withOne(pick(WEATHERS), (weather) => {
        world.server.weather = weather;
      }),
  ],
  [
    1,
    (world) => {
      // Signed with at once; published with the next release.
      world.server.rotate();
      if (world.random() < 0.5) world.publishedKeys = world.server.keys;
    },
  ],
  [1, (world) => world.evict()],
  [
    1,
    (world) => {
      world.full = !world.full;
    },
  ],
  [1, (world) => world.server.parts.clear()],
  [2, (world) => world.server.stored.clear()],
  [
    1,
    (world, pick) => {
      const [tab, id] = [pick(world.tabs), pick([...world.promised])];
      if (tab && id) world.remove(tab, id);
    },
  ],
];
/** Each act as often as it weighs. */
const DECK: readonly Act[] = ACTS.flatMap(([weight, act]) => new Array<Act>(weight).fill(act));

function withOne<Value>(value: Value | undefined, act: (value: Value) => unknown): void {
  if (value !== undefined) act(value);
}

/** Lets what was set free run on for so many turns. */
export type Settle = (turns: number) => Promise<void>;

const settleAtOnce: Settle = async (turns) => {
  for (let turn = 0; turn < turns; turn++) await null;
};

export interface Told {
  /** Broken invariants; none for a right outbox. */
  readonly faults: readonly string[];
  /** How many submissions ended how. */
  readonly ends: Readonly<Record<'promised' | 'delivered' | 'stuck' | 'lost' | 'resent' | 'deleted' | 'shed', number>>;
}

export function runHistory(seed: number, mutant: Mutant = 'none'): Promise<Told> {
  const random = generator(seed);
  return live(new World(random, mutant), random, settleAtOnce);
}

/** Drives a world through one history. */
export async function live(world: World, random: () => number, settle: Settle): Promise<Told> {
  const pick = <Value>(list: readonly Value[]): Value | undefined => list[Math.floor(random() * list.length)];
  world.submit(world.openTab());
  const steps = 10 + Math.floor(random() * 17);
  for (let step = 0; step < steps; step++) {
    pick(DECK)?.(world, pick);
    await settle(6);
  }
  await makePeace(world, settle);
  return { faults: [...world.faults, ...world.server.faults, ...check(world)], ends: endsOf(world) };
}

/** The page is loaded anew, everything works again, and time passes. */
async function makePeace(world: World, settle: Settle): Promise<void> {
  for (const tab of [...world.tabs]) world.kill(tab);
  world.calm = true;
  world.full = false;
  world.server.weather = 'fine';
  world.publishedKeys = world.server.keys;
  const tab = world.openTab();
  // A draft that is still offered is taken for something that was not submitted yet.
  if (world.drafts.size > 0) world.submit(tab);
  await untilQuiet(world, settle);
  // Everybody looks how far their matters are: who finds a restored server sends again.
  for (const { record } of [...world.items.values()]) {
    const gone = !world.server.stored.has(record.id);
    if (gone && record.state.kind === 'delivered') await tab.outbox.status(record.state.receipt.number, record.secret);
  }
  await untilQuiet(world, settle);
}

async function untilQuiet(world: World, settle: Settle): Promise<void> {
  const waits = () => [...world.items.values()].some(({ record }) => record.state.kind === 'waiting');
  for (let hours = 0; hours < 12; hours++) {
    await settle(hours < 2 ? 40 : 300);
    // Who asks after a delivered item may find just now that it has to be sent again.
    if (!waits()) await settle(100);
    if (!waits()) return;
    world.pass(HOUR);
  }
}

function endsOf(world: World): Told['ends'] {
  const records = [...world.items.values()].map(({ record }) => record);
  return {
    promised: world.promised.size,
    delivered: records.filter(({ state }) => state.kind === 'delivered').length,
    stuck: records.filter(({ state }) => state.kind === 'stuck').length,
    lost: world.tabs[0]?.outbox.state().lost ?? 0,
    resent: records.filter(({ earlier }) => earlier.length > 0).length,
    deleted: world.removed.size,
    shed: world.shed.size,
  };
}

function check(world: World): string[] {
  const faults: string[] = [];
  const [tab] = world.tabs;
  const lost = tab?.outbox.state().lost ?? 0;
  let missing = 0;
  for (const id of world.promised) {
    const record = world.record(id);
    if (record !== null && world.removed.has(id)) faults.push('what a person deleted came back');
    if (record === null && world.unwanted.has(id)) continue;
    if (record === null && !world.server.stored.has(id)) {
      // A server that lost what the device then lost too: nobody is left to tell.
      if (world.evictedWaiting.has(id)) missing++;
      else if (!wasDelivered(world, id)) faults.push('lost without a trace');
    }
    if (record?.state.kind === 'stuck' && !world.server.refused.has(id)) faults.push('stuck though nobody refused it');
    if (record?.state.kind === 'waiting') faults.push('still waiting though nothing stands in the way');
    // What goes long after its receipt is checked where it is written.
    if (record?.state.kind === 'delivered' && !world.shed.has(id) && !world.server.stored.has(id)) {
      faults.push('delivered, but the server has it no more');
    }
  }
  for (const { version } of world.drafts.values()) {
    if (world.record(version.id) !== null) faults.push('what was submitted is still offered as a draft');
  }
  if (missing > lost) faults.push('lost and not told');
  // A page that read just before may still mark what was delivered and evicted: then one is told too much, never too little.
  if (lost > world.evicted.size) faults.push('a loss was invented');
  if (world.tabs.length !== 1 || tab?.outbox.state().storage !== 'kept') faults.push('the last tab did not open');
  return faults;
}

/** Its receipt was written, and the database evicted later. */
function wasDelivered(world: World, id: string): boolean {
  return [...world.server.issued].some((text) => text.includes(id));
}

/** Runs the histories of so many seeds; fails with the seed of the first that breaks a promise. */
export async function runHistories(first: number, count: number): Promise<void> {
  const sums: Record<string, number> = {};
  for (let seed = first; seed < first + count; seed++) {
    const { faults, ends } = await runHistory(seed);
    if (faults.length > 0) expect.fail(`seed ${seed}: ${faults.join('; ')}`);
    for (const [name, ended] of Object.entries(ends)) sums[name] = (sums[name] ?? 0) + ended;
  }
  // Not idle: every end was reached, many times.
  const { promised, delivered, stuck, lost, resent, deleted, shed } = sums;
  expect(promised).toBeGreaterThan(0.9 * count);
  expect(delivered).toBeGreaterThan(count);
  for (const rare of [stuck, lost, resent, deleted]) expect(rare).toBeGreaterThan(count / 100);
  expect(shed).toBeGreaterThan(0);
}
