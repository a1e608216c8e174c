import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../../../src/core/domain/bytes.ts';
import { readExport, writeExport } from '../../../src/web/outbox/export.ts';
import { LEASE_MS, type Locks, leaseLock, webLock } from '../../../src/web/outbox/lock.ts';
import { createMarkers } from '../../../src/web/outbox/markers.ts';
import { createPost } from '../../../src/web/outbox/post.ts';
import { readStatus } from '../../../src/web/outbox/status.ts';
import { newId } from '../../../src/web/store/new-id.ts';
import { newLocalKey, openLocal, sealLocal } from '../../../src/web/store/outbox-cipher.ts';
import { memoryOutbox } from '../../../src/web/store/outbox-memory.ts';
import { generator } from './history.ts';
import { World } from './world.ts';

function calmWorld(seed = 5): World {
  const world = new World(generator(seed), 'none');
  world.calm = true;
  return world;
}
const turns = async () => {
  for (let turn = 0; turn < 400; turn++) await null;
};

describe('the outbox of a page', () => {
  it('says “loading” until the store was read, then lists newest first', async () => {
    const world = calmWorld();
    world.server.weather = 'offline';
    const tab = world.openTab();
    expect(tab.outbox.state().storage).toBe('loading');
    world.submit(tab);
    await turns();
    world.clock += 1000;
    world.submit(tab);
    await turns();
    const { items, storage } = tab.outbox.state();
    expect(storage).toBe('kept');
    expect(items.map(({ writtenAt }) => writtenAt)).toEqual(['2026-03-02T00:00:01.000Z', '2026-03-02T00:00:00.000Z']);
    expect(items.map(({ state }) => state.kind)).toEqual(['waiting', 'waiting']);
  });

  it('tells other tabs, and what one of them delivered is delivered in all', async () => {
    const world = calmWorld();
    const [first, second] = [world.openTab(), world.openTab()];
    world.submit(first);
    await turns();
    expect(second.outbox.state().items.map(({ state }) => state.kind)).toEqual(['delivered']);
  });

  it('notices what the browser evicted, says so until the person has read it, and invents nothing after', async () => {
    const world = calmWorld();
    world.server.weather = 'offline';
    const tab = world.openTab();
    world.submit(tab);
    await turns();
    world.kill(tab);
    world.evict();
    const next = world.openTab();
    await turns();
    expect(next.outbox.state()).toMatchObject({ items: [], lost: 1 });
    await next.outbox.acknowledgeLost();
    expect(next.outbox.state().lost).toBeNull();
    world.kill(next);
    const last = world.openTab();
    await turns();
    expect(last.outbox.state().lost).toBeNull();
  });

  it('says “full” when there is no space, and nothing half-written is left', async () => {
    const world = calmWorld();
    world.full = true;
    const tab = world.openTab();
    world.submit(tab);
    await turns();
    expect([world.promised.size, world.items.size, world.marks.size]).toEqual([0, 0, 0]);
    expect(world.faults).toEqual([]);
  });

  it('deletes at the person’s wish without calling it a loss', async () => {
    const world = calmWorld();
    world.server.weather = 'offline';
    const tab = world.openTab();
    world.submit(tab);
    await turns();
    const id = tab.outbox.state().items[0]?.id ?? '';
    await tab.outbox.remove(id);
    world.kill(tab);
    const next = world.openTab();
    await turns();
    expect(next.outbox.state()).toMatchObject({ items: [], lost: null });
  });
});

describe('a network request', () => {
  it('carries no cookies, follows no redirect, meets no cache', async () => {
    const seen: RequestInit[] = [];
    const post = createPost(async (_path, init) => {
      seen.push(init);
      return new Response('{}', { status: 201, headers: { 'retry-after': '3' } });
    });
    expect(await post('/api/parts', { a: 1 })).toMatchObject({ status: 201, body: '{}', retryAfter: '3' });
    expect(seen[0]).toMatchObject({
      method: 'POST',
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      body: '{"a":1}',
    });
  });

  it('that fails, or whose answer is endless, is no answer', async () => {
    expect(await createPost(() => Promise.reject(new TypeError('network')))('/api/parts', {})).toBeNull();
    const huge = new Response('x', { headers: { 'content-length': '99999999' } });
    expect(await createPost(async () => huge)('/api/parts', {})).toBeNull();
  });

  it('whose answer streams on without saying how long it is, is given up after a mebibyte', async () => {
    let pulled = 0;
    let aborted = false;
    const endless = (init: RequestInit) => {
      init.signal?.addEventListener('abort', () => {
        aborted = true;
      });
      return new ReadableStream<Uint8Array>({
        pull: (stream) => {
          pulled++;
          // A test that would fail by filling the memory ends by itself.
          if (pulled > 1000) stream.close();
          else stream.enqueue(new Uint8Array(64 * 1024).fill(0x20));
        },
      });
    };
    expect(await createPost(async (_, init) => new Response(endless(init)))('/api/parts', {})).toBeNull();
    expect(pulled).toBeLessThan(20);
    expect(aborted).toBe(true);
  });

  it('is read whole in any pieces, also where the browser gives no stream', async () => {
    const bytes = new TextEncoder().encode('{"name":"青石镇"}');
    const inPieces = new ReadableStream<Uint8Array>({
      start: (stream) => {
        for (const byte of bytes) stream.enqueue(Uint8Array.of(byte));
        stream.close();
      },
    });
    const streamed = await createPost(async () => new Response(inPieces))('/api/parts', {});
    expect(streamed?.body).toBe('{"name":"青石镇"}');
    const old = Object.defineProperty(new Response(bytes), 'body', { value: undefined });
    expect((await createPost(async () => old)('/api/parts', {}))?.body).toBe('{"name":"青石镇"}');
  });
});

describe('a status', () => {
  const reply = (status: number, body: string) => ({ status, body, retryAfter: null, date: null });
  it('is “not found” only when our own server says so', () => {
    expect(readStatus(reply(404, '{"code":"not-found","message":""}'))).toBe('not-found');
    expect(readStatus(reply(404, '<!doctype html>'))).toBe('offline');
    expect(readStatus(reply(200, '<!doctype html>'))).toBe('offline');
    expect(readStatus(reply(404, '{"code":"bad-request"}'))).toBe('busy');
    expect(readStatus(reply(503, '<!doctype html>'))).toBe('busy');
    expect(readStatus(reply(429, ''))).toBe('busy');
    expect(readStatus(reply(200, '{"id":1}'))).toBe('busy');
    expect(readStatus(null)).toBe('offline');
  });
});

describe('one sender', () => {
  it('with Web Locks: whoever finds the lock taken does not run', async () => {
    let taken = false;
    const locks: Locks = { request: (_name, _options, work) => work(taken ? null : {}) };
    expect(await webLock(locks).run(async () => undefined)).toBe(true);
    taken = true;
    expect(await webLock(locks).run(() => Promise.reject(new Error('ran')))).toBe(false);
  });

  it('without them: a lease keeps others out until it ends, is renewed, and given back', async () => {
    const store = memoryOutbox();
    const at = { now: 1_000_000 };
    const [one, two] = ['one', 'two'].map((holder) => leaseLock(store, holder, () => at.now));
    const inside: (boolean | undefined)[] = [];
    await one?.run(async (alive) => {
      inside.push(await two?.run(async () => undefined));
      at.now += LEASE_MS - 1;
      inside.push(await alive());
      at.now += LEASE_MS - 1;
      inside.push(await two?.run(async () => undefined), await one?.run(async () => undefined));
      // Asleep beyond its end: somebody else takes over, and the sleeper hears of it before its next step.
      at.now += LEASE_MS;
      inside.push(await two?.run(async () => void inside.push(await alive())));
    });
    expect(inside).toEqual([false, true, false, false, false, true]);
    expect(await two?.run(async () => undefined)).toBe(true);
  });

  it('a lease from a clock that was years ahead keeps nobody out', async () => {
    const store = memoryOutbox();
    expect(await store.lease('dead tab', 5_000_000_000_000, LEASE_MS)).toBe(true);
    expect(await store.lease('me', 1_000_000, LEASE_MS)).toBe(true);
  });
});

describe('marks', () => {
  const idOf = (n: number) => newId(() => new Uint8Array(16).fill(n));

  function markStorage() {
    const { marks } = calmWorld();
    const storage = {
      get length() {
        return marks.size;
      },
      key: (at: number) => [...marks.keys()][at] ?? null,
      getItem: (key: string) => marks.get(key) ?? null,
      setItem: (key: string, value: string) => void marks.set(key, value),
      removeItem: (key: string) => void marks.delete(key),
    };
    return { marks, storage };
  }

  it('of what a person deleted are not set again by a tab that read before, and go after many others, whatever the clock says', () => {
    const { marks, storage } = markStorage();
    const markers = createMarkers(() => storage, 'b');
    const one = idOf(0);
    marks.set('yixinma-lang', 'zh');
    markers.set(one);
    expect(markers.list()).toEqual([one]);
    markers.bury(one);
    markers.set(one);
    markers.clear(one);
    markers.set(one);
    expect(markers.list()).toEqual([]);
    for (let n = 1; n <= 99; n++) markers.bury(idOf(n));
    markers.sweep();
    expect(marks.size).toBe(101);
    expect(marks.has(`yixinma-outbox-b-${one}`)).toBe(true);
    markers.bury(idOf(100));
    markers.sweep();
    expect(marks.size).toBe(101);
    expect(marks.has(`yixinma-outbox-b-${one}`)).toBe(false);
  });

  it('of a bureau whose id begins with this one’s are not taken for this one’s losses, nor swept away with its notes', () => {
    const { marks, storage } = markStorage();
    const [city, county] = ['jiaozuo', 'jiaozuo-wuzhi'].map((bureau) => createMarkers(() => storage, bureau));
    county?.set(idOf(1));
    for (let n = 2; n <= 101; n++) county?.bury(idOf(n));
    city?.bury(idOf(1));
    city?.sweep();
    expect(city?.list()).toEqual([]);
    expect(county?.list()).toEqual([idOf(1)]);
    expect(marks.size).toBe(102);
  });

  it('do no harm where storage is switched off', () => {
    const broken = createMarkers(() => {
      throw new Error('SecurityError');
    }, 'b');
    broken.set('a');
    expect(broken.list()).toEqual([]);
    expect(createMarkers(() => null, 'b').list()).toEqual([]);
  });
});

describe('copies on the device', () => {
  it('open under their own key and place alone', async () => {
    const [key, other] = [await newLocalKey(), await newLocalKey()];
    const [here, there, text] = [new Uint8Array([1]), new Uint8Array([2]), new Uint8Array([7, 8, 9])];
    const sealed = await sealLocal(key, here, text);
    expect(key.extractable).toBe(false);
    expect(await openLocal(key, here, sealed)).toEqual(text);
    expect(await openLocal(key, there, sealed)).toBeNull();
    expect(await openLocal(other, here, sealed)).toBeNull();
    expect(await sealLocal(key, here, text)).not.toEqual(sealed);
  });
});

describe('ids and files', () => {
  it('makes UUIDs of version 4', () => {
    expect(newId((length) => new Uint8Array(length).fill(255))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
    expect(newId((length) => new Uint8Array(length))).toBe('00000000-0000-4000-8000-000000000000');
  });

  it('reads no file that is none, and leaves a damaged item out without losing the others', () => {
    const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
    expect(readExport(bytes({ format: 'other', items: [] }))).toBeNull();
    expect(readExport(new Uint8Array([255]))).toBeNull();
    expect(readExport(writeExport([]))).toEqual([]);
    const damaged = { envelope: { id: 1 }, parts: [toBase64Url(new Uint8Array(3))] };
    expect(readExport(bytes({ format: 'yixinma-outbox-1', items: [damaged] }))).toEqual([null]);
  });
});
