/** Renders and writes the pages of a release: few in this thread, many in several, and never all of them in memory. */
import { on } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { PAGE_LANGS, pageFile } from '../../core/snapshot/page-path.ts';
import { type PageContext, type Placed, pageFiles, type TextFile } from './pages.ts';
import type { OnProgress } from './progress.ts';
import type { Publishable } from './records.ts';
import type { Build } from './renderer.ts';
import { fileIn, type Written } from './site.ts';

/** What a thread is told once. */
export interface ThreadTask {
  readonly dist: string;
  readonly folder: string;
  readonly context: PageContext;
  readonly inProvince: boolean;
}

/** Below this a thread costs more than it saves: loading the renderer takes as long as some hundred pages. */
export const ALONE_UP_TO = 2_000;
const BATCH = 100;
/** More would wait for the same disk. */
const MOST_THREADS = 8;
/** A batch needs a tenth of it; without a limit each thread lets some hundred MiB of rendered texts lie about. */
const ROOM = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 48 };

/** Writes the files of all institutions, given in the order of their leaves, below `folder`; `pathOf` gives audit paths. */
export async function writePages(
  folder: string,
  made: readonly Publishable[],
  pathOf: (index: number) => readonly string[],
  build: Build,
  context: PageContext,
  told: OnProgress = () => undefined,
  threadCount = threadsFor(made.length),
): Promise<Written> {
  for (const lang of PAGE_LANGS) await mkdir(join(folder, pageFile('', lang), '..'), { recursive: true });
  const batches = batchesOf(made, pathOf);
  const count = counter(made.length, told);
  if (threadCount === 0) return writeAlone(batches, folder, pageFiles(build, context), count);
  const task: ThreadTask = { dist: build.dist, folder, context, inProvince: build.standIns !== undefined };
  const threads = Array.from(
    { length: threadCount },
    () => new Worker(new URL('./page-thread.ts', import.meta.url), { workerData: task, resourceLimits: ROOM }),
  );
  try {
    return sum(await Promise.all(threads.map((thread) => feed(thread, batches, count))));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** None: this one does it. */
function threadsFor(institutions: number): number {
  return institutions <= ALONE_UP_TO ? 0 : Math.min(availableParallelism(), MOST_THREADS);
}

function* batchesOf(
  made: readonly Publishable[],
  pathOf: (index: number) => readonly string[],
): Generator<readonly Placed[]> {
  for (let at = 0; at < made.length; at += BATCH) {
    yield made.slice(at, at + BATCH).map(({ record, openings }, step) => {
      return { record, openings, index: at + step, path: pathOf(at + step) };
    });
  }
}

/** Adds up the institutions of all threads. */
function counter(of: number, told: OnProgress): (batch: number) => void {
  let done = 0;
  told({ step: 'write', count: { done, of } });
  return (batch) => {
    done += batch;
    told({ step: 'write', count: { done, of } });
  };
}

function writeAlone(
  batches: Iterable<readonly Placed[]>,
  folder: string,
  render: (placed: Placed) => readonly TextFile[],
  count: (batch: number) => void,
): Written {
  return sum(
    Array.from(batches, (batch) => {
      const written = writeBatch(folder, batch, render);
      count(batch.length);
      return written;
    }),
  );
}

/** One batch is worked on while the next waits in the thread's port; what the thread throws is thrown here. */
async function feed(
  thread: Worker,
  batches: Generator<readonly Placed[]>,
  count: (batch: number) => void,
): Promise<Written> {
  const written: Written[] = [];
  const sizes: number[] = [];
  let under = 0;
  const give = (): void => {
    const next = batches.next();
    if (next.done === true) return;
    thread.postMessage(next.value);
    sizes.push(next.value.length);
    under++;
  };
  const answers = on(thread, 'message');
  give();
  give();
  while (under > 0) {
    const { value } = (await answers.next()) as { value: [Written] };
    written.push(value[0]);
    count(sizes.shift() ?? 0);
    under--;
    give();
  }
  return sum(written);
}

/**
 * Writes the texts of a batch one after the other, each as soon as it is rendered: three small files for each institution cost
 * more as promises than as files, and texts that wait for others are carried about by the garbage collector. Not yet durable: the release is
 * flushed as a whole before the switch.
 */
export function writeBatch(
  folder: string,
  batch: readonly Placed[],
  render: (placed: Placed) => Iterable<TextFile>,
): Written {
  let [files, bytes] = [0, 0];
  for (const placed of batch) {
    for (const [path, text] of render(placed)) {
      const content = Buffer.from(text);
      writeFileSync(fileIn(folder, path), content);
      files++;
      bytes += content.length;
    }
  }
  return { files, bytes };
}

function sum(all: readonly Written[]): Written {
  return all.reduce((a, b) => ({ files: a.files + b.files, bytes: a.bytes + b.bytes }), { files: 0, bytes: 0 });
}
