/** A thread of `page-threads.ts`: renders the institutions it is sent, writes their files, says how much that was. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ThreadTask, writeTexts } from './page-threads.ts';
import { type Placed, pageFiles } from './pages.ts';
import { loadBuild } from './renderer.ts';

const { dist, folder, context } = workerData as ThreadTask;
const render = loadBuild(dist).then((build) => pageFiles(build, context));
let before: Promise<void> = Promise.resolve();

parentPort?.on('message', (batch: readonly Placed[]) => {
  before = before.then(async () => {
    const files = batch.flatMap(await render);
    parentPort?.postMessage(await writeTexts(folder, files));
  });
});
