import { expect, it } from 'vitest';
import { generator, live, runHistories } from '../web/outbox/history.ts';
import { makeKit, realWorld, settleReally } from '../web/outbox/real-world.ts';

it('a hundred thousand random histories of the outbox lose nothing, double nothing, and believe no false receipt', async () => {
  expect.hasAssertions();
  await runHistories(1, 100_000);
}, 180_000);

it('three hundred with real sealing and real receipts lose nothing, double nothing and end with everything delivered', async () => {
  await makeKit();
  let delivered = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const { faults, ends } = await live(realWorld(seed), generator(seed + 1000), settleReally);
    if (faults.length > 0) expect.fail(`seed ${seed}: ${faults.join('; ')}`);
    delivered += ends.delivered;
  }
  expect(delivered).toBeGreaterThan(200);
}, 180_000);
