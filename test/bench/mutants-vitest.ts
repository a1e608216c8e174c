/**
 * As much of vitest as the tests of `core/trust` use, to run them thousands of times in one process: `expect` is vitest's own.
 * A test file that is loaded registers its tests here; `runTests` runs and forgets them.
 */
import { expect } from 'vitest';

export { expect };

type Work = () => unknown;

interface Group {
  readonly tests: (Work | Group)[];
  readonly before: Work[];
  readonly after: Work[];
  readonly beforeEach: Work[];
  readonly afterEach: Work[];
}

const newGroup = (): Group => ({ tests: [], before: [], after: [], beforeEach: [], afterEach: [] });
let group = newGroup();
/** A test that takes longer has fallen into a fault that never ends. */
const LIMIT_MS = 20_000;

/** Tests of this run so far, and the one that alone is asked for. */
let [begun, asked] = [0, 0];

/**
 * Runs what was registered, up to the first failure; its error, or null.
 * @param number from 1: that test alone
 */
export async function runTests(number = 0): Promise<unknown> {
  const registered = group;
  [begun, asked] = [0, number];
  group = newGroup();
  try {
    await runGroup(registered, []);
    return null;
  } catch (error) {
    return error ?? new Error('thrown');
  } finally {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  }
}

/** The number of the test that ran last; 0 when none did. */
export function lastTest(): number {
  return begun;
}

/** Forgets what a file registered before it failed to load. */
export function forgetTests(): void {
  group = newGroup();
}

async function runGroup(of: Group, above: readonly Group[]): Promise<void> {
  for (const work of of.before) await work();
  const chain = [...above, of];
  try {
    for (const test of of.tests) {
      if (typeof test !== 'function') await runGroup(test, chain);
      else await runTest(test, chain);
    }
  } finally {
    for (const work of of.after) await work();
  }
}

async function runTest(test: Work, chain: readonly Group[]): Promise<void> {
  begun++;
  if (asked !== 0 && begun !== asked) return;
  for (const work of chain.flatMap(({ beforeEach }) => beforeEach)) await work();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${ENDLESS}: a test`)), LIMIT_MS);
  });
  try {
    await Promise.race([test(), late]);
  } finally {
    clearTimeout(timer);
    for (const work of chain.flatMap(({ afterEach }) => afterEach)) await work();
  }
}

/** How the message of such a failure begins: the process that met it should not go on. */
export const ENDLESS = 'endless';

function named(_name: string, first: unknown, second?: unknown): void {
  const work = typeof first === 'function' ? first : second;
  group.tests.push(work as Work);
}

function grouped(_name: string, body: Work): void {
  const outer = group;
  group = newGroup();
  outer.tests.push(group);
  body();
  group = outer;
}

const each =
  (register: (name: string, work: Work) => void) =>
  (rows: readonly unknown[]) =>
  (name: string, work: (...row: unknown[]) => unknown): void => {
    for (const row of rows) register(name, () => (Array.isArray(row) ? work(...row) : work(row)));
  };

export const it = Object.assign(named, { each: each(named) });
export const test = it;
export const describe = Object.assign(grouped, { each: each(grouped) });
export const beforeAll = (work: Work): unknown => group.before.push(work);
export const afterAll = (work: Work): unknown => group.after.push(work);
export const beforeEach = (work: Work): unknown => group.beforeEach.push(work);
export const afterEach = (work: Work): unknown => group.afterEach.push(work);

const RealDate = Date;
const stubbed = new Map<PropertyKey, PropertyDescriptor | undefined>();

export const vi = {
  /** The clock alone, standing still: no test here waits. */
  useFakeTimers({ now = 0 }: { readonly now?: number | Date; readonly toFake?: readonly string[] } = {}): void {
    vi.setSystemTime(now);
  },
  setSystemTime(now: number | Date): void {
    const at = new RealDate(now).getTime();
    globalThis.Date = class extends RealDate {
      constructor(...parts: []) {
        super(...((parts.length === 0 ? [at] : parts) as []));
      }
      static override now(): number {
        return at;
      }
    } as DateConstructor;
  },
  useRealTimers(): void {
    globalThis.Date = RealDate;
  },
  stubGlobal(name: PropertyKey, value: unknown): void {
    if (!stubbed.has(name)) stubbed.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  },
  unstubAllGlobals(): void {
    for (const [name, before] of stubbed) {
      if (before) Object.defineProperty(globalThis, name, before);
      else Reflect.deleteProperty(globalThis, name);
    }
    stubbed.clear();
  },
};
