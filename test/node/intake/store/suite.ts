/** What every database behind the intake service must do; run against SQLite here and against PostgreSQL in the e2e project. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Receipt } from '../../../../src/core/complaint/receipt.ts';
import { verifyAudit } from '../../../../src/node/intake/store/audit.ts';
import type { IntakeStore, Stored } from '../../../../src/node/intake/store/store.ts';
import { dumpSuite } from './dump-suite.ts';
import {
  ANSWER,
  arrival,
  decision,
  idOf,
  type Now,
  part,
  partBytes,
  signer,
  type TestPlace,
  timeAt,
} from './support.ts';

export function storeSuite(kind: IntakeStore['kind'], makePlace: () => Promise<TestPlace>): void {
  describe(kind, () => {
    let place: TestPlace;
    let store: IntakeStore;
    beforeEach(async () => {
      place = await makePlace();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.end();
    });
    const now = () => ({ place, store });
    describe('taking submissions', () => takingSuite(now));
    describe('parts', () => partsSuite(now));
    describe('the desk', () => deskSuite(now));
    describe('deletion', () => deletionSuite(now));
    describe('the audit', () => auditSuite(now));
    describe('several processes', () => processesSuite(now));
    describe('dumps', () => dumpSuite(now));
  });
}

const receiptOf = (stored: Stored | undefined): Receipt | null =>
  stored?.kind === 'new' || stored?.kind === 'known' ? stored.receipt : null;

function takingSuite(now: Now): void {
  it('gives a submission that is sent again the receipt of the first time, also after a restart', async () => {
    const { place, store } = now();
    const { sign, groups } = signer();
    const [first] = await store.commit([arrival('one')], sign);
    const again = await place.open();
    const [second] = await again.commit([arrival('one', { minutes: 5 }), arrival('two')], sign);
    await again.close();
    expect(first?.kind).toBe('new');
    expect(second).toEqual({ kind: 'known', receipt: receiptOf(first) });
    expect(groups()).toEqual([1, 1]);
  });

  it('refuses other content under a known id', async () => {
    const { store } = now();
    const { sign } = signer();
    await store.commit([arrival('one')], sign);
    expect(await store.commit([arrival('one', { content: 'b' })], sign)).toEqual([{ kind: 'other-content' }]);
    expect((await store.load(idOf('one')))?.digest).toBe(arrival('one').digest);
  });

  it('answers a group as if each had come alone, in its order', async () => {
    const { store } = now();
    const { sign, groups } = signer();
    const group = [arrival('one'), arrival('two'), arrival('one'), arrival('one', { content: 'b' })];
    const stored = await store.commit(group, sign);
    expect(stored.map((one) => one.kind)).toEqual(['new', 'new', 'known', 'other-content']);
    expect(receiptOf(stored[2])).toEqual(receiptOf(stored[0]));
    expect(receiptOf(stored[1])?.id).toBe(idOf('two'));
    expect(groups()).toEqual([2]);
  });

  it('takes a group far larger than usual', async () => {
    const { store } = now();
    const group = Array.from({ length: 1500 }, (_, index) => arrival(`many ${index}`, { minutes: index }));
    const stored = await store.commit(group, signer().sign);
    expect(stored.map((one) => receiptOf(one)?.id)).toEqual(group.map((one) => one.id));
    expect((await store.counts()).byState).toEqual({ received: 1500 });
  });

  it('stores nothing when signing fails, and takes the same group afterwards', async () => {
    const { store } = now();
    const fails = () => {
      throw new Error('key locked');
    };
    await expect(store.commit([arrival('one')], fails)).rejects.toThrow('key locked');
    expect(await store.counts()).toEqual({ byState: {}, parts: 0 });
    expect((await store.commit([arrival('one')], signer().sign))[0]?.kind).toBe('new');
  });

  it('stores nothing when a receipt is for something else', async () => {
    const { store } = now();
    const { sign } = signer();
    const swapped = () => sign([arrival('two'), arrival('one')]);
    const refused = store.commit([arrival('one'), arrival('two')], swapped);
    await expect(refused).rejects.toMatchObject({ code: 'signing' });
    const short = store.commit([arrival('one'), arrival('two')], () => sign([arrival('one')]));
    await expect(short).rejects.toMatchObject({ code: 'signing' });
    expect(await store.list({})).toEqual([]);
    expect(await store.audit(1, 10)).toEqual([]);
  });

  it('answers an empty group without asking for a signature', async () => {
    const { sign, groups } = signer();
    expect(await now().store.commit([], sign)).toEqual([]);
    expect(groups()).toEqual([]);
  });

  it('says whether the database answers', async () => {
    const { place, store } = now();
    const closed = await place.open();
    await closed.close();
    expect(await store.ping()).toBe(true);
    expect(await closed.ping()).toBe(false);
  });
}

function partsSuite(now: Now): void {
  it('names the missing parts and takes the submission once all are there', async () => {
    const { store } = now();
    const { sign } = signer();
    const whole = arrival('one', { parts: ['x', 'y', 'z'] });
    expect(await store.saveParts([part('one', 'y')])).toEqual(['new']);
    expect(await store.commit([whole], sign)).toEqual([{ kind: 'parts-missing', missing: [0, 2] }]);
    expect(await store.saveParts([part('one', 'x'), part('one', 'y'), part('one', 'z'), part('one', 'z')])).toEqual([
      ...['new', 'known', 'new', 'known'],
    ]);
    expect(await store.waitingPartBytes()).toBe(120);
    expect((await store.commit([whole], sign))[0]?.kind).toBe('new');
    expect(await store.waitingPartBytes()).toBe(0);
  });

  it('does not take the parts of another submission for those of this one', async () => {
    const { store } = now();
    await store.saveParts([part('two', 'x')]);
    const stored = await store.commit([arrival('one', { parts: ['x'] })], signer().sign);
    expect(stored).toEqual([{ kind: 'parts-missing', missing: [0] }]);
  });

  it('gives parts back byte for byte in the order of the envelope, null for one that is not there', async () => {
    const { store } = now();
    await store.saveParts([part('one', 'x'), part('one', 'large', 0, 262_160)]);
    const wanted = [part('one', 'large', 0, 262_160), part('one', 'none'), part('one', 'x')];
    const listed = wanted.map(({ sha256, bytes }) => ({ sha256, length: bytes.length }));
    const loaded = await store.loadParts(idOf('one'), listed);
    expect(loaded[0] && Buffer.compare(loaded[0], partBytes('large', 262_160))).toBe(0);
    expect(loaded.slice(1)).toEqual([null, partBytes('x')]);
  });

  it('drops parts that came under the id of a submission whose envelope does not list them', async () => {
    const { store } = now();
    await store.saveParts([part('one', 'x'), part('one', 'junk'), part('two', 'junk'), part('three', 'x')]);
    await store.commit([arrival('one', { parts: ['x'] }), arrival('two')], signer().sign);
    expect((await store.counts()).parts).toBe(2);
    expect(await store.waitingPartBytes()).toBe(40);
    expect(await store.loadParts(idOf('one'), arrival('one', { parts: ['x'] }).parts)).toEqual([partBytes('x')]);
  });

  it('hangs nothing on a submission that has arrived', async () => {
    const { store } = now();
    await store.commit([arrival('one')], signer().sign);
    expect(await store.saveParts([part('one', 'late')])).toEqual(['known']);
    expect(await store.counts()).toEqual({ byState: { received: 1 }, parts: 0 });
  });
}

function deskSuite(now: Now): void {
  it('follows the steps and refuses any other, and an unknown id', async () => {
    const { store } = now();
    await store.commit([arrival('one')], signer().sign);
    expect(await store.decide(decision('one', 'answered'))).toBe(false);
    expect(await store.decide(decision('one', 'received'))).toBe(false);
    expect(await store.decide(decision('nobody', 'accepted'))).toBe(false);
    expect(await store.decide(decision('one', 'accepted', { due: '2026-05-01' }))).toBe(true);
    expect(await store.decide(decision('one', 'accepted'))).toBe(false);
    expect(await store.decide(decision('one', 'answered', { answer: ANSWER, at: timeAt(61) }))).toBe(true);
    expect(await store.status(arrival('one').number)).toEqual({
      id: idOf('one'),
      number: arrival('one').number,
      lookup: arrival('one').lookup,
      state: 'answered',
      due: null,
      history: [
        { state: 'received', at: timeAt(0), answer: null },
        { state: 'accepted', at: timeAt(60), answer: null },
        { state: 'answered', at: timeAt(61), answer: ANSWER },
      ],
    });
    expect((await store.audit(1, 9)).map((entry) => entry.kind)).toEqual(['received', 'decided', 'decided']);
  });

  it('knows no status of a number that was not given', async () => {
    expect(await now().store.status('000000000000')).toBeNull();
    expect(await now().store.load(idOf('nobody'))).toBeNull();
  });

  it('lists the oldest first, by state, up to a limit', async () => {
    const { store } = now();
    await store.commit(
      [arrival('late', { minutes: 9 }), arrival('early', { minutes: 1 }), arrival('middle', { minutes: 5 })],
      signer().sign,
    );
    await store.decide(decision('middle', 'accepted', { due: '2026-05-01' }));
    const ids = async (filter: Parameters<IntakeStore['list']>[0]) => (await store.list(filter)).map((row) => row.id);
    expect(await ids({})).toEqual(['early', 'middle', 'late'].map(idOf));
    expect(await ids({ limit: 1 })).toEqual([idOf('early')]);
    expect(await ids({ states: ['accepted', 'closed'] })).toEqual([idOf('middle')]);
    expect(await ids({ states: ['received'] })).toEqual(['early', 'late'].map(idOf));
    const { digest, envelope, number } = arrival('middle');
    expect(await store.load(idOf('middle'))).toEqual({
      ...{ id: idOf('middle'), number, digest, envelope },
      ...{ receivedAt: timeAt(5), state: 'accepted', due: '2026-05-01' },
    });
  });
}

function deletionSuite(now: Now): void {
  it('keeps a tombstone that still answers, without content, parts and answers', async () => {
    const { store } = now();
    const { sign } = signer();
    const whole = arrival('one', { parts: ['x'] });
    await store.saveParts([part('one', 'x')]);
    const [first] = await store.commit([whole, arrival('open')], sign);
    await store.decide(decision('one', 'refused', { answer: ANSWER }));
    const purge = (minutes: number) =>
      store.purge({ closedBefore: timeAt(minutes), orphansBefore: timeAt(0), at: timeAt(99) });
    expect(await purge(60)).toEqual({ submissions: 0, parts: 0 });
    expect(await purge(61)).toEqual({ submissions: 1, parts: 1 });
    expect(await purge(61)).toEqual({ submissions: 0, parts: 0 });
    expect(await store.commit([whole], sign)).toEqual([{ kind: 'known', receipt: receiptOf(first) }]);
    expect(await store.commit([arrival('one', { content: 'b' })], sign)).toEqual([{ kind: 'other-content' }]);
    expect(await store.saveParts([part('one', 'x')])).toEqual(['known']);
    expect((await store.load(idOf('one')))?.envelope).toBeNull();
    expect((await store.load(idOf('open')))?.envelope).not.toBeNull();
    expect(await store.loadParts(idOf('one'), whole.parts)).toEqual([null]);
    const history = (await store.status(whole.number))?.history;
    expect(history?.map((one) => [one.state, one.answer])).toEqual([
      ['received', null],
      ['refused', null],
    ]);
    expect((await store.audit(1, 9)).map((entry) => entry.kind)).toEqual(['received', 'decided', 'purged']);
  });

  it('deletes parts that waited too long, and only those', async () => {
    const { store } = now();
    const { sign } = signer();
    await store.saveParts([part('old', 'x', 1), part('young', 'x', 9), part('arrived', 'x', 1)]);
    await store.commit([arrival('arrived', { parts: ['x'] })], sign);
    const gone = await store.purge({ closedBefore: timeAt(0), orphansBefore: timeAt(5), at: timeAt(99) });
    expect(gone).toEqual({ submissions: 0, parts: 1 });
    expect(await store.waitingPartBytes()).toBe(40);
    const stored = await store.commit([arrival('old', { parts: ['x'] }), arrival('young', { parts: ['x'] })], sign);
    expect(stored.map((one) => one.kind)).toEqual(['parts-missing', 'new']);
    expect(await store.loadParts(idOf('arrived'), arrival('arrived', { parts: ['x'] }).parts)).toEqual([
      partBytes('x'),
    ]);
  });
}

function auditSuite(now: Now): void {
  it('holds one entry a group, with how many and under which root, and no id', async () => {
    const { store } = now();
    const { sign } = signer();
    const stored = await store.commit([arrival('one'), arrival('two'), arrival('one')], sign);
    await store.commit([arrival('one')], sign);
    const entries = await store.audit(1, 10);
    expect(entries).toHaveLength(1);
    expect(JSON.parse(entries[0]?.detail ?? '')).toEqual({ count: 2, root: receiptOf(stored[0])?.group.root });
    expect(entries[0]?.detail).not.toContain(idOf('one'));
  });

  it('chains notes behind what was there, page by page', async () => {
    const { store } = now();
    await store.commit([arrival('one')], signer().sign);
    const noted = await store.note('backup', '{"行":"第一行\\n第二行"}', timeAt(2));
    await store.note('imported', '', timeAt(3));
    expect(noted.seq).toBe(2);
    const [second, third] = await store.audit(2, 2);
    expect(second).toEqual(noted);
    expect(third?.previous).toBe(noted.hash);
    expect(verifyAudit(await store.audit(1, 99))).toBeNull();
    await expect(store.note('two\nlines', '', timeAt(3))).rejects.toThrow(RangeError);
  });
}

function processesSuite(now: Now): void {
  it('brings up several at once on an empty database', async () => {
    const { place } = now();
    const fresh = await place.other();
    await fresh.close();
    const stores = await Promise.all([place.open(), place.open(), place.open()]);
    expect(await Promise.all(stores.map((one) => one.ping()))).toEqual([true, true, true]);
    await Promise.all(stores.map((one) => one.close()));
  });

  it('gives one receipt for a submission that reaches two of them at once, and the chain stays one', async () => {
    const { place, store } = now();
    const second = await place.open();
    const names = Array.from({ length: 40 }, (_, index) => `name ${index}`);
    const send = (to: IntakeStore, order: readonly string[]) => {
      const { sign } = signer();
      const groups = [order.slice(0, 15), order.slice(10, 30), order.slice(25)];
      return Promise.all(
        groups.map((group) =>
          to.commit(
            group.map((name) => arrival(name)),
            sign,
          ),
        ),
      );
    };
    const answers = (await Promise.all([send(store, names), send(second, [...names].reverse())])).flat(2);
    expect(answers.filter((one) => one.kind === 'new')).toHaveLength(40);
    const receipts = new Map<string, Set<string>>();
    for (const one of answers) {
      const receipt = receiptOf(one);
      const texts = receipts.get(receipt?.id ?? '') ?? new Set();
      receipts.set(receipt?.id ?? '', texts.add(`${receipt?.group.root} ${receipt?.group.index}`));
    }
    expect([...receipts.values()].map((texts) => texts.size)).toEqual(names.map(() => 1));
    const entries = await second.audit(1, 99);
    expect(verifyAudit(entries)).toBeNull();
    const counted = entries.map((entry) => Number(JSON.parse(entry.detail).count));
    expect(counted.reduce((sum, one) => sum + one, 0)).toBe(40);
    await second.close();
  });

  it('never loses a part between a purge and the submission that needs it', async () => {
    const { place, store } = now();
    const second = await place.open();
    const names = Array.from({ length: 12 }, (_, index) => `race ${index}`);
    await store.saveParts(names.map((name) => part(name, 'x', 1)));
    const purge = () => second.purge({ closedBefore: timeAt(0), orphansBefore: timeAt(5), at: timeAt(9) });
    const { sign } = signer();
    const all = names.map((name) => store.commit([arrival(name, { parts: ['x'] })], sign));
    const purged = await Promise.all([purge(), ...all]).then(([gone]) => gone);
    const kinds = (await Promise.all(all)).map((stored) => stored[0]?.kind);
    for (const [index, name] of names.entries()) {
      const [bytes] = await store.loadParts(idOf(name), arrival(name, { parts: ['x'] }).parts);
      expect(bytes === null).toBe(kinds[index] === 'parts-missing');
    }
    expect(purged.parts).toBe(kinds.filter((kind) => kind === 'parts-missing').length);
    await second.close();
  });
}
