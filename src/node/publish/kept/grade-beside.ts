/** The grading beside the reading of the last release: in a thread of its own where there are many institutions. */
import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { NearThreshold } from '../review/near.ts';
import { type Graded, type GradingTask, gradeKept } from './grading.ts';

/** Below this the thread costs more than it saves: it loads all rulebooks. */
const ALONE_UP_TO = 5_000;

/** What is young is mostly let go of: a thread that waits for more of it takes more memory for nothing. */
const ROOM = { maxYoungGenerationSizeMb: 24 };

/** A grading that goes on. */
export interface Grading {
  readonly graded: Promise<Graded>;
  readonly near: Promise<readonly NearThreshold[]>;
}

/** Loads what it needs while its task is put together; to be ended in any case. */
export class Beside {
  readonly #thread: Worker | null;
  readonly #said: AsyncIterator<unknown[]> | null;

  constructor(institutions: number, aloneUpTo = ALONE_UP_TO) {
    const alone = institutions <= aloneUpTo;
    this.#thread = alone ? null : new Worker(new URL('./grading-thread.ts', import.meta.url), { resourceLimits: ROOM });
    this.#said = this.#thread && on(this.#thread, 'message');
  }

  /** One task. */
  grade(task: GradingTask): Grading {
    if (this.#thread === null) {
      const { near, ...graded } = gradeKept(task);
      return { graded: Promise.resolve(graded), near: Promise.resolve(near()) };
    }
    this.#thread.postMessage(task);
    const graded = this.#next<Graded>();
    const near = graded.then(() => this.#next<readonly NearThreshold[]>());
    // Whoever waits for them is told; nobody may.
    for (const one of [graded, near]) one.catch(() => undefined);
    return { graded, near };
  }

  /** The next thing the thread says; rejects with what it throws. */
  async #next<Answer>(): Promise<Answer> {
    const found = await this.#said?.next();
    return (found?.value as [Answer])[0];
  }

  async end(): Promise<void> {
    await this.#thread?.terminate();
  }
}
