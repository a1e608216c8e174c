import { describe, expect, it } from 'vitest';
import { groupCommit } from '../../../../src/node/intake/group-commit.ts';
import { openStore } from '../../../../src/node/intake/store/open.ts';
import type { Arrival, PartArrival, Stored } from '../../../../src/node/intake/store/store.ts';
import { arrival, idOf, part, signer } from './support.ts';

/** A store whose groups are finished by hand. */
class HeldStore {
  readonly kind: 'sqlite' | 'postgres';
  constructor(kind: 'sqlite' | 'postgres' = 'sqlite') {
    this.kind = kind;
  }
  readonly groups: (readonly string[])[] = [];
  readonly #release: (() => void)[] = [];
  #fail: Error | null = null;
  async commit(arrivals: readonly Arrival[]): Promise<readonly Stored[]> {
    await this.#hold(arrivals.map((one) => one.id));
    return arrivals.map((_, index) => ({ kind: 'parts-missing', missing: [index] }));
  }
  async saveParts(parts: readonly PartArrival[]): Promise<readonly ('new' | 'known')[]> {
    await this.#hold(parts.map((one) => one.id));
    return parts.map(() => 'new');
  }
  async #hold(ids: readonly string[]): Promise<void> {
    this.groups.push(ids);
    await new Promise<void>((resolve) => this.#release.push(resolve));
    const fail = this.#fail;
    this.#fail = null;
    if (fail) throw fail;
  }
  async finish(fail: Error | null = null): Promise<void> {
    this.#fail = fail;
    this.#release.shift()?.();
    await turns();
  }
}

/** Lets everything that is ready happen. */
async function turns(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
}

const { sign } = signer();
const names = (count: number) => Array.from({ length: count }, (_, index) => `caller ${index}`);

describe('group commit', () => {
  it('keeps two groups under way at once on PostgreSQL, and loses nobody between them', async () => {
    const store = new HeldStore('postgres');
    const group = groupCommit(store, sign, { largest: 2 });
    const all = names(9).map((name) => group.submit(arrival(name)));
    await turns();
    expect(store.groups.map((ids) => ids.length)).toEqual([2, 2]);
    for (let i = 0; i < 5; i++) await store.finish();
    expect(await Promise.all(all)).toHaveLength(9);
    expect(store.groups.flat()).toEqual(names(9).map(idOf));
    const late = group.submit(arrival('caller 9'));
    await turns();
    await store.finish();
    expect(await late).toMatchObject({ kind: 'parts-missing' });
  });

  it('starts at once with whoever is there, and gathers the rest while that group is made durable', async () => {
    const store = new HeldStore();
    const group = groupCommit(store, sign);
    const first = group.submit(arrival('caller 0'));
    await turns();
    const rest = names(5)
      .slice(1)
      .map((name) => group.submit(arrival(name)));
    await turns();
    expect(store.groups).toEqual([[idOf('caller 0')]]);
    expect(group.counts().submissions.waiting).toBe(4);
    await store.finish();
    expect(await first).toEqual({ kind: 'parts-missing', missing: [0] });
    expect(store.groups[1]).toEqual(names(5).slice(1).map(idOf));
    await store.finish();
    expect(await Promise.all(rest)).toEqual([0, 1, 2, 3].map((index) => ({ kind: 'parts-missing', missing: [index] })));
    expect(group.counts().submissions).toEqual({
      ...{ groups: 2, members: 5, failedGroups: 0, waiting: 0 },
      bySize: { 1: 1, 4: 1 },
    });
  });

  it('makes one group of requests that become readable in the same turn of the event loop', async () => {
    const store = new HeldStore();
    const group = groupCommit(store, sign);
    const sent: Promise<Stored>[] = [];
    // As sockets do: every one in a callback of its own, with the microtasks run in between.
    for (const name of names(8)) setImmediate(() => sent.push(group.submit(arrival(name))));
    await turns();
    expect(store.groups.map((ids) => ids.length)).toEqual([8]);
    await store.finish();
    await Promise.all(sent);
  });

  it('never makes a group larger than allowed', async () => {
    const store = new HeldStore();
    const group = groupCommit(store, sign, { largest: 3 });
    const sent = names(8).map((name) => group.submit(arrival(name)));
    await turns();
    for (let i = 0; i < 3; i++) await store.finish();
    await Promise.all(sent);
    expect(store.groups.map((ids) => ids.length)).toEqual([3, 3, 2]);
  });

  it('lets a failed group fail its own members and nobody else', async () => {
    const store = new HeldStore();
    const group = groupCommit(store, sign, { largest: 2 });
    const outcomes = Promise.allSettled(names(4).map((name) => group.submit(arrival(name))));
    await turns();
    await store.finish(new Error('disk'));
    await store.finish();
    expect((await outcomes).map((one) => one.status)).toEqual(['rejected', 'rejected', 'fulfilled', 'fulfilled']);
    expect(group.counts().submissions.failedGroups).toBe(1);
  });

  it('finishes what it took when it is closed, and takes nothing more', async () => {
    const store = new HeldStore();
    const group = groupCommit(store, sign, { largest: 1 });
    const sent = [group.submit(arrival('one')), group.submit(arrival('two'))];
    const saved = group.savePart(part('one', 'x'));
    await turns();
    let closed = false;
    const closing = group.close().then(() => {
      closed = true;
    });
    await expect(group.submit(arrival('late'))).rejects.toMatchObject({ code: 'closed' });
    await expect(group.savePart(part('late', 'x'))).rejects.toMatchObject({ code: 'closed' });
    await store.finish();
    expect(closed).toBe(false);
    await store.finish();
    await store.finish();
    await closing;
    expect(await Promise.all([...sent, saved])).toHaveLength(3);
  });

  it('gives every caller its own answer over a real store', async () => {
    const store = await openStore({ file: ':memory:' });
    const group = groupCommit(store, sign);
    const callers = [...names(50), ...names(50)];
    const stored = await Promise.all(callers.map((name) => group.submit(arrival(name))));
    expect(stored.map((one) => (one.kind === 'new' || one.kind === 'known' ? one.receipt.id : ''))).toEqual(
      callers.map(idOf),
    );
    expect(stored.filter((one) => one.kind === 'new')).toHaveLength(50);
    const saved = await Promise.all(['x', 'x', 'y'].map((name) => group.savePart(part('someone', name))));
    expect(saved).toEqual(['new', 'known', 'new']);
    await group.close();
    await store.close();
  });
});
