import { describe, expect, it } from 'vitest';
import { openSubmission } from '../../../src/core/complaint/open.ts';
import { readExport } from '../../../src/web/outbox/export.ts';
import { generator, live } from './history.ts';
import { makeKit, realWorld, settleReally } from './real-world.ts';
import { WRITTEN } from './world.ts';

describe('with real sealing and real receipts', () => {
  // Three hundred run beside the browser tests (test/e2e/outbox-histories.test.ts).
  it('twenty histories lose nothing, double nothing and end with everything delivered', async () => {
    await makeKit();
    for (let seed = 1; seed <= 20; seed++) {
      const { faults } = await live(realWorld(seed), generator(seed + 1000), settleReally);
      expect(faults, `seed ${seed}`).toEqual([]);
    }
  });

  it('what is exported is what was sealed: the desk opens it', async () => {
    const { intake } = await makeKit();
    const world = realWorld(7);
    world.calm = true;
    world.server.weather = 'offline';
    const { outbox } = world.openTab();
    const outcome = await outbox.submit({ ...WRITTEN, text: '来访' }, [new Uint8Array(9)], true);
    const ids = outbox.state().items.map(({ id }) => id);
    expect([outcome.ok, ids.length]).toEqual([true, 1]);
    const [item] = readExport(await outbox.exportSealed(ids)) ?? [];
    const opened = item && (await openSubmission(item.envelope, intake.desk));
    expect(opened?.ok && opened.value.submission.text).toBe('来访');
    expect(opened?.ok && (await opened.value.photos(item?.parts ?? []))).toEqual([new Uint8Array(9)]);
  });
});
