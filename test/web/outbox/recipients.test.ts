import { describe, expect, it } from 'vitest';
import type { Bureau } from '../../../src/core/domain/bureau.ts';
import { packJson } from '../../../src/node/publish/pack.ts';
import { signRepository } from '../../../src/node/publish/signing/metadata.ts';
import type { Previous } from '../../../src/node/publish/signing/previous.ts';
import { createRecipients } from '../../../src/web/outbox/recipients.ts';
import { memoryStore } from '../../../src/web/store/memory-store.ts';
import type { ReleaseStore } from '../../../src/web/store/release-store.ts';
import { makeIntake, seededRandom } from '../../support/complaint.ts';
import { BUREAU_ID, bureau, configFor, DAY, DIRECTORY, Origin, signers, terms } from '../app/support.ts';

const intake = { ...(await makeIntake(seededRandom('recipients'))).keys, bureau: BUREAU_ID };
const receiptKeys = (...ids: string[]) => ({
  v: 1,
  bureau: BUREAU_ID,
  keys: ids.map((id) => ({ id, suite: 'ecdsa-p256-sha256-1', public: intake.recipients[0]?.public })),
});
const [FIRST, SECOND] = ['a'.repeat(16), 'b'.repeat(16)];

function release(named: Readonly<Record<string, object>>, previous: Previous | null = null, of: Partial<Bureau> = {}) {
  const targets = new Map([
    [`${DIRECTORY}/bureau.json`, packJson({ ...bureau, intake: 'online', ...of })],
    [`${DIRECTORY}/rulebook.json`, packJson(terms)],
    ...Object.entries(named).map(([path, value]) => [`${BUREAU_ID}/${path}`, packJson(value)] as const),
  ]);
  return signRepository({ previous, targets, bundled: [], signers, now: DAY });
}
const KEYS = { 'keys/intake.json': intake, 'keys/receipts.json': receiptKeys(FIRST) };

async function device(files = release(KEYS).files, store: ReleaseStore = memoryStore()) {
  const origin = new Origin(files);
  const at = { now: DAY };
  const config = await configFor(files);
  const open = () =>
    createRecipients({
      config,
      now: () => at.now,
      origin: origin.fetcher,
      store: async () => store,
      exclusively: (work) => work(),
    });
  return { origin, at, open, store };
}

describe('recipients', () => {
  it('come verified from the network the first time, and without one from then on', async () => {
    const { origin, open } = await device();
    expect(await open().get()).toMatchObject({ bureau: { id: BUREAU_ID }, intake, rateable: true, ratings: null });
    origin.online = false;
    expect(await open().get()).toMatchObject({ intake, receipts: receiptKeys(FIRST), confirmedAt: DAY.toISOString() });
    expect(await open().receiptKeys(true)).toBeNull();
  });

  it('are unknown, not closed, to a phone that never had a network', async () => {
    const { origin, open } = await device();
    origin.online = false;
    expect(await open().get()).toBe('unknown');
    expect(await open().receiptKeys(false)).toBeNull();
  });

  it('are closed when the signed release has no keys, or the bureau says that it takes none', async () => {
    expect(await (await device(release({}).files)).open().get()).toBe('closed');
    const none = await device(release(KEYS, null, { intake: 'none' }).files);
    const source = none.open();
    expect(await source.get()).toBe('closed');
    // What was sent before it closed still has to be judged.
    expect(await source.receiptKeys(false)).toEqual(receiptKeys(FIRST));
  });

  it('of another bureau are not taken, even under the same signature', async () => {
    const strange = { ...KEYS, 'keys/intake.json': { ...intake, bureau: 'elsewhere' } };
    expect(await (await device(release(strange).files)).open().get()).toBe('closed');
  });

  it('that somebody altered on the way are unknown', async () => {
    const { origin, open } = await device();
    origin.tamper(/intake\.json$/);
    origin.files.delete('bundle.json');
    expect(await open().get()).toBe('unknown');
  });

  it('after a rotation: the new receipt key is known once the origin was asked', async () => {
    const first = release(KEYS);
    const { origin, open } = await device(first.files);
    const source = open();
    await source.get();
    origin.files = new Map(release({ ...KEYS, 'keys/receipts.json': receiptKeys(SECOND, FIRST) }, first.next).files);
    expect(await source.receiptKeys(false)).toEqual(receiptKeys(FIRST));
    expect(await source.receiptKeys(true)).toEqual(receiptKeys(SECOND, FIRST));
    expect(await source.receiptKeys(false)).toEqual(receiptKeys(SECOND, FIRST));
  });

  it('are asked for anew after half a day, and when the clock went back; not at every look', async () => {
    const { origin, open, at } = await device();
    await open().warm();
    const asked = origin.asked.length;
    await open().warm();
    expect(origin.asked.length).toBe(asked);
    at.now = new Date(DAY.getTime() + 13 * 3600_000);
    await open().warm();
    expect(origin.asked.length).toBeGreaterThan(asked);
  });
});
