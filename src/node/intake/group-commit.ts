/**
 * Group commit: while one group is being made durable, the next gathers. One wait for the disk and one signature then
 * serve everybody who came meanwhile, and nobody waits for company.
 */
import { StoreFault } from './store/errors.ts';
import type { Arrival, IntakeStore, PartArrival, SignGroup, Stored } from './store/store.ts';

/** Photo chunks are up to 256 kB each: eight MB in a transaction. */
const PARTS_A_GROUP = 32;

export interface LaneCounts {
  readonly groups: number;
  readonly members: number;
  readonly failedGroups: number;
  /** Groups by size: at `2 ** n` how many had more than half as many members and no more than that. */
  readonly bySize: Readonly<Record<number, number>>;
  /** Who waits now. */
  readonly waiting: number;
}

export interface GroupCommit {
  /** Resolves when the submission's fate is durable. @throws what `IntakeStore.commit` throws; `StoreFault` `closed` */
  submit(arrival: Arrival): Promise<Stored>;
  /** Resolves when the chunk is durable. @throws what `IntakeStore.saveParts` throws; `StoreFault` `closed` */
  savePart(part: PartArrival): Promise<'new' | 'known'>;
  counts(): { readonly submissions: LaneCounts; readonly parts: LaneCounts };
  /** Takes nothing more, resolves when all that was taken is done. The store stays open. */
  close(): Promise<void>;
}

/** On PostgreSQL the next group is looked up and signed while one is written; with more at once groups only get smaller. */
const GROUPS_AT_ONCE = { sqlite: 1, postgres: 2 } as const;

export function groupCommit(
  store: Pick<IntakeStore, 'kind' | 'commit' | 'saveParts'>,
  sign: SignGroup,
  options: { readonly largest?: number } = {},
): GroupCommit {
  const atOnce = GROUPS_AT_ONCE[store.kind];
  const submissions = lane(options.largest ?? 256, atOnce, (group: readonly Arrival[]) => store.commit(group, sign));
  const parts = lane(PARTS_A_GROUP, atOnce, (group: readonly PartArrival[]) => store.saveParts(group));
  return {
    submit: submissions.add,
    savePart: parts.add,
    counts: () => ({ submissions: submissions.counts(), parts: parts.counts() }),
    close: async () => {
      await Promise.all([submissions.close(), parts.close()]);
    },
  };
}

interface Waiter<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (fault: unknown) => void;
}

interface Lane<Item, Answer> {
  add(item: Item): Promise<Answer>;
  counts(): LaneCounts;
  close(): Promise<void>;
}

function lane<Item, Answer>(
  largest: number,
  atOnce: number,
  run: (group: readonly Item[]) => Promise<readonly Answer[]>,
): Lane<Item, Answer> {
  const waiting: Waiter<Item, Answer>[] = [];
  const bySize: Record<number, number> = {};
  const sums = { groups: 0, members: 0, failedGroups: 0 };
  const running = new Set<Promise<void>>();
  let workers = 0;
  let closed = false;

  /** Never rejects: a group's fault goes to its members alone. */
  const work = async () => {
    while (waiting.length > 0) {
      // Requests that the event loop holds ready already belong to this group. SQLite commits without giving the loop a
      // turn: started at once, every group would have one member.
      await new Promise((resolve) => setImmediate(resolve));
      const group = waiting.splice(0, largest);
      if (group.length === 0) break;
      count(group.length);
      if (!(await settle(group, run))) sums.failedGroups++;
    }
    // In the same breath as the look at who waits: whoever comes next must start a new one.
    workers--;
  };
  const start = () => {
    workers++;
    const one = work().finally(() => running.delete(one));
    running.add(one);
  };
  const count = (size: number) => {
    sums.groups++;
    sums.members += size;
    const bucket = 2 ** Math.ceil(Math.log2(size));
    bySize[bucket] = (bySize[bucket] ?? 0) + 1;
  };
  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(closedFault());
        waiting.push({ item, resolve, reject });
        if (workers < atOnce) start();
      }),
    counts: () => ({ ...sums, bySize: { ...bySize }, waiting: waiting.length }),
    close: async () => {
      closed = true;
      await Promise.all(running);
    },
  };
}

/** Whether the group was stored. */
async function settle<Item, Answer>(
  group: readonly Waiter<Item, Answer>[],
  run: (group: readonly Item[]) => Promise<readonly Answer[]>,
): Promise<boolean> {
  try {
    const answers = await run(group.map((one) => one.item));
    for (const [index, answer] of answers.entries()) group[index]?.resolve(answer);
    return true;
  } catch (fault) {
    for (const one of group) one.reject(fault);
    return false;
  }
}

function closedFault(): StoreFault {
  return new StoreFault('closed', '服务正在停止，请稍后重新发送。/ The service is stopping: send again in a moment.');
}
