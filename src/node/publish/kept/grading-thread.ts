/** The thread of `grade-beside.ts`: grades what it is sent, says so, and then who is near a threshold. */
import { parentPort } from 'node:worker_threads';
import { type GradingTask, gradeKept } from './grading.ts';

parentPort?.once('message', (task: GradingTask) => {
  const { near, ...graded } = gradeKept(task);
  parentPort?.postMessage(graded);
  parentPort?.postMessage(near());
});
