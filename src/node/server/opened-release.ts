/** One release in a thread of its own: verified before it answers, asked page by page, let go when nobody waits for it. */
import { Worker } from 'node:worker_threads';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { Opened, PageAnswer, PageQuestion, PagesTask } from './pages-thread.ts';

export interface OpenedRelease {
  readonly folder: string;
  /** Null for what is no page of the release. Throws when the thread has failed, or more wait than can be answered. */
  text(path: string, day: IsoDate): Promise<string | null>;
  /** Answers who waits, then ends the thread. */
  close(): Promise<void>;
}

/** Who would wait longer than a second is told so at once. */
const MOST_WAITING = 500;

interface Waiting {
  readonly resolve: (text: string | null) => void;
  readonly reject: (fault: Error) => void;
}

/** Loads and verifies; the fault says what does not verify. `failed` is called when the thread ends by itself later on. */
export async function openRelease(
  task: PagesTask,
  failed: (fault: Error) => void,
): Promise<Result<OpenedRelease, readonly string[]>> {
  const thread = new Worker(new URL('./pages-thread.ts', import.meta.url), { workerData: task });
  const waiting = new Map<number, Waiting>();
  let next = 0;
  let ending: (() => void) | null = null;
  const end = (fault: Error): void => {
    for (const { reject } of waiting.values()) reject(fault);
    waiting.clear();
    ending?.();
    failed(fault);
  };
  const first = await firstWord(thread);
  if (first.faults.length > 0) {
    await thread.terminate();
    return fail(first.faults);
  }
  thread.on('error', end);
  thread.on('message', ({ id, text }: PageAnswer) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (text === undefined) one?.reject(new Error('rendering failed'));
    else one?.resolve(text);
    if (waiting.size === 0) ending?.();
  });
  return ok({
    folder: task.folder,
    text(path, day) {
      if (waiting.size >= MOST_WAITING) return Promise.reject(new Error('too many wait'));
      return new Promise((resolve, reject) => {
        const question: PageQuestion = { id: next++, path, day };
        waiting.set(question.id, { resolve, reject });
        thread.postMessage(question);
      });
    },
    async close() {
      await new Promise<void>((done) => {
        ending = done;
        if (waiting.size === 0) done();
      });
      await thread.terminate();
    },
  });
}

/** A thread that dies while loading – out of memory, say – says so too. */
function firstWord(thread: Worker): Promise<Opened> {
  return new Promise((resolve) => {
    thread.once('message', resolve);
    thread.once('error', (fault) => resolve({ faults: [String(fault)] }));
    thread.once('exit', () => resolve({ faults: ['the thread has ended'] }));
  });
}
