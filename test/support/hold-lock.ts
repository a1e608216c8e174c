/** A process of its own that takes a workspace's lock, says so, and holds it until it is killed. */
import { withLock } from '../../src/node/publish/lock.ts';

const [, , dir = '.'] = process.argv;
await withLock(dir, async () => {
  process.stdout.write('held\n');
  await new Promise((resolve) => setTimeout(resolve, 60_000));
});
