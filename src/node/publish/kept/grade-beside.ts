/** The grading beside the reading of the last release: in a thread of its own where there are many institutions. */
import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { NearThreshold } from '../review/near.ts';
import { type Graded, type GradingTask, gradeKept } from './grading.ts';

/** Below this the thread costs more than it saves: it loads all rulebooks. */
const ALONE_UP_TO = 5_000;

/** What is young is mostly let go of: a thread that waits for more of it takes more memory for nothing. */
const ROOM = { maxYoungGenerationSizeMb: 24 };

/** A grading that goes on; ended in any case. */
export interface Grading {
  readonly graded: Promise<Graded>;
  readonly near: Promise<readonly NearThreshold[]>;
  end(): Promise<unknown>;
}

export function gradeBeside(task: GradingTask, aloneUpTo = ALONE_UP_TO): Grading {
  if (task.ids.length <= aloneUpTo) {
    const { near, ...graded } = gradeKept(task);
    return { graded: Promise.resolve(graded), near: Promise.resolve(near()), end: async () => undefined };
  }
  const thread = new Worker(new URL('./grading-thread.ts', import.meta.url), { resourceLimits: ROOM });
  const said = on(thread, 'message');
  /** The next thing the thread says; rejects with what it throws. */
  const next = async <Answer>() => ((await said.next()).value as [Answer])[0];
  thread.postMessage(task);
  const graded = next<Graded>();
  const near = graded.then(() => next<readonly NearThreshold[]>());
  // Whoever waits for them is told; nobody may.
  for (const one of [graded, near]) one.catch(() => undefined);
  return { graded, near, end: () => thread.terminate() };
}
