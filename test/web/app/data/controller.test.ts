import { describe, expect, it } from 'vitest';
import { createSync, REST_MS } from '../../../../src/web/app/data/controller.ts';
import { verificationOf } from '../../../../src/web/app/data/verification.ts';
import { memoryStore } from '../../../../src/web/store/memory-store.ts';
import { record } from '../../../support/records.ts';
import { configFor, DAY, LATER, Origin, publish } from '../support.ts';

async function app() {
  const first = publish();
  const origin = new Origin(first.files);
  const clock = { now: DAY };
  const store = { ...memoryStore(), keeps: true };
  const make = async () =>
    createSync({
      config: await configFor(first.files),
      store: async () => store,
      now: () => clock.now,
      origin: origin.fetcher,
      exclusively: (work) => work(),
    });
  const second = publish({ previous: first.next, now: LATER, version: 2, records: [record({ name: '改名门诊部' })] });
  return { first, second, origin, clock, make };
}

describe('the app', () => {
  it('shows what is kept before any answer of the network, and says that there is none', async () => {
    const { make, origin } = await app();
    await (await make()).start();
    origin.online = false;
    const sync = await make();
    await sync.start();
    expect(sync.state().shown?.data.entries).toHaveLength(1);
    expect(sync.state().trouble).toMatchObject({ code: 'network' });
    expect(sync.state().keeping).toBe('kept');
  });

  it('has nothing to show on a first visit without a network, and recovers with one tap', async () => {
    const { make, origin } = await app();
    origin.online = false;
    const sync = await make();
    await sync.start();
    expect(sync.state()).toMatchObject({ shown: null, trouble: { code: 'network' }, phase: { kind: 'idle' } });
    origin.online = true;
    await sync.check();
    expect(sync.state().shown).not.toBeNull();
    expect(sync.state().trouble).toBeNull();
  });

  it('offers new data and shows them only when asked', async () => {
    const { make, origin, second, clock } = await app();
    const sync = await make();
    await sync.start();
    origin.files = second.files;
    clock.now = LATER;
    await sync.check();
    expect(sync.state().shown?.data.entries[0]?.name).toBe('青石镇和安口腔门诊部');
    expect(verificationOf(sync.state(), LATER)).toMatchObject({ kind: 'aged', cause: { kind: 'superseded' } });
    sync.accept();
    expect(sync.state().shown?.data.entries[0]?.name).toBe('改名门诊部');
    expect(sync.state().offered).toBeNull();
  });

  it('takes a mere confirmation of the same data silently, with its newer date', async () => {
    const { make, origin, first, clock } = await app();
    const sync = await make();
    await sync.start();
    const data = sync.state().shown?.data;
    const { resignTimestamp } = await import('../../../../src/node/publish/signing/metadata.ts');
    const { signers } = await import('../support.ts');
    const confirmed = resignTimestamp(first.next, signers.online, LATER);
    for (const [path, bytes] of confirmed.files) origin.files.set(path, bytes);
    clock.now = LATER;
    await sync.check();
    expect(sync.state().offered).toBeNull();
    expect(sync.state().shown?.data).toBe(data);
    expect(verificationOf(sync.state(), LATER)).toEqual({
      kind: 'ok',
      published: '2026-01-15',
      confirmed: '2026-01-20',
    });
  });

  it('keeps the last good data when the new ones are tampered with, and names the refusal', async () => {
    const { make, origin, second, clock } = await app();
    const sync = await make();
    await sync.start();
    origin.files = second.files;
    origin.tamper(/profile\.bin$|index\.bin$/);
    clock.now = LATER;
    await sync.check();
    expect(sync.state().trouble).toMatchObject({ code: 'hash' });
    expect(sync.state().shown?.data.entries[0]?.name).toBe('青石镇和安口腔门诊部');
    expect(sync.state().offered).toBeNull();
  });

  it('asks the origin again at most once a minute when nudged', async () => {
    const { make, origin, clock } = await app();
    const sync = await make();
    await sync.start();
    const before = origin.asked.length;
    sync.nudge();
    await new Promise((resolve) => setTimeout(resolve));
    expect(sync.state().phase).toEqual({ kind: 'idle' });
    expect(origin.asked.length).toBe(before);
    clock.now = new Date(DAY.getTime() + REST_MS);
    sync.nudge();
    await sync.check();
    expect(origin.asked.length).toBeGreaterThan(before);
  });

  it('blames the publisher, not the network, when a fresh answer is itself too old', async () => {
    const { make, clock } = await app();
    clock.now = new Date(DAY.getTime() + 120 * 86_400_000);
    const sync = await make();
    await sync.start();
    expect(verificationOf(sync.state(), clock.now)).toMatchObject({
      kind: 'aged',
      cause: { kind: 'bureau', days: 120 },
    });
  });

  it('takes no decision about expiry on a device whose clock is years behind', async () => {
    const { make, clock } = await app();
    clock.now = new Date('2024-01-01T00:00:00Z');
    const sync = await make();
    await sync.start();
    expect(verificationOf(sync.state(), clock.now)).toMatchObject({ kind: 'clock', deviceDay: '2024-01-01' });
  });
});
