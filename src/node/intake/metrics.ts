/** Counts for the people who run the service, in the text format of Prometheus. Nothing here tells one person from another. */
import type { Room } from './room.ts';
import type { IntakeStore } from './store/store.ts';

export interface Metrics {
  count(route: string, status: number, code: string, ms: number): void;
  /** The text, with what the store knows at this moment. `room`: null where nobody here can tell. */
  text(
    store: Pick<IntakeStore, 'counts' | 'waitingPartBytes' | 'ping'>,
    waiting: number,
    room: Room | null,
  ): Promise<string>;
}

/** Upper bounds, ms. */
const BUCKETS = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 30_000, 120_000];

interface Times {
  readonly below: number[];
  sum: number;
  count: number;
}

export function createMetrics(): Metrics {
  const requests = new Map<string, number>();
  const times = new Map<string, Times>();
  return {
    count(route, status, code, ms) {
      const labels = `route="${route}",status="${status}",code="${code}"`;
      requests.set(labels, (requests.get(labels) ?? 0) + 1);
      const known = times.get(route) ?? { below: BUCKETS.map(() => 0), sum: 0, count: 0 };
      for (const [i, bound] of BUCKETS.entries()) if (ms <= bound) known.below[i] = (known.below[i] ?? 0) + 1;
      known.sum += ms;
      known.count++;
      times.set(route, known);
    },
    async text(store, waiting, room) {
      const up = await store.ping().catch(() => false);
      return `${[
        ...requestLines(requests),
        ...timeLines(times),
        ...gauge('yixinma_intake_database_up', 'Whether the database answers.', [['', up ? 1 : 0]]),
        ...gauge('yixinma_intake_waiting_commits', 'Submissions that wait for their commit.', [['', waiting]]),
        ...(room === null ? [] : roomLines(room)),
        ...(up ? await storeLines(store) : []),
      ].join('\n')}\n`;
    },
  };
}

function requestLines(requests: ReadonlyMap<string, number>): string[] {
  const name = 'yixinma_intake_requests_total';
  return [
    `# HELP ${name} Requests by route, status and code.`,
    `# TYPE ${name} counter`,
    ...[...requests].map(([labels, value]) => `${name}{${labels}} ${value}`),
  ];
}

function timeLines(times: ReadonlyMap<string, Times>): string[] {
  const name = 'yixinma_intake_request_seconds';
  const lines = [`# HELP ${name} From the first byte of a request to its answer.`, `# TYPE ${name} histogram`];
  for (const [route, { below, sum, count }] of times) {
    for (const [i, bound] of BUCKETS.entries()) {
      lines.push(`${name}_bucket{route="${route}",le="${bound / 1000}"} ${below[i] ?? 0}`);
    }
    lines.push(`${name}_bucket{route="${route}",le="+Inf"} ${count}`);
    lines.push(`${name}_sum{route="${route}"} ${sum / 1000}`, `${name}_count{route="${route}"} ${count}`);
  }
  return lines;
}

async function storeLines(store: Pick<IntakeStore, 'counts' | 'waitingPartBytes'>): Promise<string[]> {
  const { byState, parts } = await store.counts();
  const states = Object.entries(byState).map(([state, count]): [string, number] => [`{state="${state}"}`, count ?? 0]);
  return [
    ...gauge('yixinma_intake_submissions', 'Submissions by state.', states),
    ...gauge('yixinma_intake_parts', 'Sealed chunks held.', [['', parts]]),
    ...gauge('yixinma_intake_waiting_part_bytes', 'Bytes of chunks whose submission has not come.', [
      ['', await store.waitingPartBytes()],
    ]),
  ];
}

function roomLines({ used, quota }: Room): string[] {
  return [
    ...gauge('yixinma_intake_store_bytes', 'Bytes of the database file on the disk.', [['', used]]),
    ...gauge('yixinma_intake_quota_bytes', 'Bytes from which on nothing more is taken.', [['', quota]]),
  ];
}

function gauge(name: string, help: string, values: readonly (readonly [string, number])[]): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...values.map(([labels, value]) => `${name}${labels} ${value}`),
  ];
}
