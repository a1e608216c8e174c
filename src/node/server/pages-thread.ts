/** A thread of `requested-pages.ts`: verifies one release and says so, then renders what it is asked for. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { chinaDay, type IsoDate } from '../../core/domain/iso-date.ts';
import { loadPageSource } from '../publish/on-request/load.ts';
import { pagesOf, type RenderFile } from '../publish/on-request/render.ts';
import { loadBuild } from '../publish/renderer.ts';
import { loadInspectorKeys } from '../publish/signing/inspector-key.ts';

/** What the thread is told once. */
export interface PagesTask {
  /** The release's own folder, no link. */
  readonly folder: string;
  /** Folder of the workspace's keys. */
  readonly keys: string;
  /** SHA-256 of the founding root, hex; null: the release's own. */
  readonly pin: string | null;
  readonly dist: string;
  readonly now: Date;
}

/** Its first word. */
export type Opened = { readonly faults: readonly string[] };

export interface PageQuestion {
  readonly id: number;
  readonly path: string;
  readonly day: IsoDate;
}

/** `text` is null for what is no page of the release; undefined where rendering failed. */
export interface PageAnswer {
  readonly id: number;
  readonly text: string | null | undefined;
}

const task = workerData as PagesTask;

async function open(): Promise<RenderFile | readonly string[]> {
  const build = await loadBuild(task.dist);
  // Pages name their script: without it on the site they could not prove themselves.
  if (!(await exists(join(task.folder, build.pageScript)))) return [`${build.pageScript.slice(1)}: other-build`];
  const source = await loadPageSource(task.folder, task.pin, await loadInspectorKeys(task.keys), task.now);
  if (!source.ok) return source.fault;
  // Nobody waits for the first lists: a sixth of a second at 100,000 institutions.
  source.value.lists(chinaDay(task.now));
  return pagesOf(source.value, build);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function answer(render: RenderFile, { id, path, day }: PageQuestion): PageAnswer {
  try {
    return { id, text: render(path, day) };
  } catch {
    return { id, text: undefined };
  }
}

const render = await open().catch((fault: unknown) => [fault instanceof Error ? fault.message : String(fault)]);
const opened: Opened = { faults: typeof render === 'function' ? [] : render };
if (typeof render === 'function') {
  parentPort?.on('message', (question: PageQuestion) => parentPort?.postMessage(answer(render, question)));
}
parentPort?.postMessage(opened);
