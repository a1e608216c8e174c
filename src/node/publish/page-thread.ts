/** A thread of `page-threads.ts`: renders the institutions it is sent, writes their files, says how much that was. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ThreadTask, writeBatch } from './page-threads.ts';
import { type Placed, pageFiles } from './pages.ts';
import { loadBuild } from './renderer.ts';

const { dist, folder, context, inProvince } = workerData as ThreadTask;
const render = pageFiles(await loadBuild(dist, inProvince), context);

parentPort?.on('message', (batch: readonly Placed[]) => {
  parentPort?.postMessage(writeBatch(folder, batch, render));
});
