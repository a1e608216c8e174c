import { createSecretKey, hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newReceiptNumber, parseReceiptNumber } from '../../../src/core/complaint/receipt.ts';
import { type Bytes, toHex, utf8 } from '../../../src/core/domain/bytes.ts';
import { leafHash, merkleTree } from '../../../src/core/domain/merkle.ts';
import { addressKey, type Gate, gate } from '../../../src/node/intake/limits.ts';
import { faultOf } from '../../../src/node/intake/log.ts';
import { receiptNumber } from '../../../src/node/intake/number.ts';
import { mayReadMetrics } from '../../../src/node/intake/origin.ts';
import { quietFaults } from '../../../src/node/intake/refusals.ts';
import { keepPurging, purgeOld, RETENTION } from '../../../src/node/intake/retention.ts';
import { groupTree } from '../../../src/node/intake/tree.ts';
import { waitingParts } from '../../../src/node/intake/waiting-parts.ts';
import { seededRandom } from '../../support/complaint.ts';

const MINUTE = 60_000;
const PACE = { burst: 3, perMinute: 6, step: 2 };

describe('the gate', () => {
  const newGate = (base = 16, remembered = 100) => gate(PACE, () => base, 22, remembered);
  /** So many pass with just the work that is asked. */
  const flood = (over: Gate, times: number, at = 0) => {
    let bits = 16;
    for (let i = 0; i < times; i++) {
      const demand = over.pass('a', bits, at);
      if (demand === null) continue;
      bits = demand.bits;
      expect(over.pass('a', bits, at)).toBeNull();
    }
    return bits;
  };

  it('asks one bit more for every step above the burst, and never more than the most', () => {
    const over = newGate();
    const asked = Array.from({ length: 20 }, () => {
      const bits = over.pass('a', 16, 0)?.bits ?? 16;
      if (bits > 16) over.pass('a', bits, 0);
      return bits;
    });
    expect(asked).toEqual([16, 16, 16, 17, 17, 18, 18, 19, 19, 20, 20, 21, 21, 22, 22, 22, 22, 22, 22, 22]);
  });

  it('lets pass after the wait that it names, not a second before', () => {
    for (const times of [3, 4, 8, 30]) {
      const over = newGate();
      flood(over, times);
      const wait = over.pass('a', 16, 0)?.wait ?? 0;
      expect(wait).toBeGreaterThan(0);
      expect(over.pass('a', 16, (wait - 10) * 1000), `${times} before`).not.toBeNull();
      expect(over.pass('a', 16, wait * 1000), `${times} after`).toBeNull();
    }
  });

  it('lets nobody wait longer than the steps say, however long the flood was', () => {
    const over = newGate();
    flood(over, 5000);
    expect(over.pass('a', 16, 0)?.wait).toBeLessThanOrEqual(150);
    expect(over.pass('a', 22, 0)).toBeNull();
  });

  it('says that waiting does not help who brings less than everybody must', () => {
    expect(newGate().pass('a', 15, 0)).toEqual({ bits: 16, wait: null });
    expect(newGate().pass('a', -1, 0)).toEqual({ bits: 16, wait: null });
  });

  it('does not count who was sent away, nor one address for another', () => {
    const over = newGate();
    for (let i = 0; i < 50; i++) over.pass('a', 3, 0);
    expect(over.pass('a', 16, 0)).toBeNull();
    flood(over, 30);
    expect(over.pass('b', 16, 0)).toBeNull();
  });

  it('asks no less than a keys file that asks for more than the most', () => {
    const over = newGate(24);
    for (let i = 0; i < 40; i++) expect(over.pass('a', 24, 0)).toBeNull();
    expect(over.pass('a', 23, 0)).toEqual({ bits: 24, wait: null });
  });

  it('is not confused by a clock that jumps back', () => {
    const over = newGate();
    flood(over, 5, 10 * MINUTE);
    expect(over.pass('a', 16, 0)?.bits).toBe(18);
  });

  it('remembers only so many addresses, and forgets the longest unseen first', () => {
    const over = newGate(16, 2);
    flood(over, 5);
    for (const address of ['b', 'a']) over.pass(address, 22, 0);
    over.pass('c', 16, 0);
    expect(over.pass('a', 16, 0)).not.toBeNull();
    over.pass('d', 16, 0);
    over.pass('e', 16, 0);
    expect(over.pass('a', 16, 0)).toBeNull();
  });
});

describe('an address', () => {
  const key = createSecretKey(seededRandom('addresses')(32));
  it.each([
    ['192.0.2.1', '::ffff:192.0.2.1', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['2001:db8:0:1::1', '2001:db8:0:1:ffff:1:2:3', true],
    ['2001:DB8::1', '2001:0db8:0000:0000:1:2:3:4', true],
    ['fe80::1%eth0', 'fe80::2', true],
    ['2001:db8:0:1::1', '2001:db8:0:2::1', false],
    ['::1', '2001:db8::1', false],
  ])('%s and %s count as one: %s', (a, b, same) => {
    expect(addressKey(key, a) === addressKey(key, b)).toBe(same);
  });

  it('is kept as a hash under a key of the process', () => {
    expect(addressKey(key, '192.0.2.1')).not.toContain('192');
    expect(addressKey(key, '192.0.2.1')).not.toBe(addressKey(createSecretKey(seededRandom('other')(32)), '192.0.2.1'));
  });
});

describe('the group’s tree', () => {
  it('has core’s root and paths for every size up to 40', async () => {
    for (let size = 0; size <= 40; size++) {
      const entries = Array.from({ length: size }, (_, i) => utf8(`entry ${i}`));
      const theirs = await merkleTree(await Promise.all(entries.map((entry) => leafHash(entry))));
      const ours = groupTree(entries);
      const paths = (proof: (index: number) => Bytes[]) => entries.map((_, i) => proof(i).map(toHex));
      expect([toHex(ours.root), paths(ours.path)]).toEqual([toHex(theirs.root), paths(theirs.proof)]);
      expect(() => ours.path(size)).toThrow(RangeError);
    }
  });
});

describe('the receipt number', () => {
  const secret = seededRandom('secret')(32);
  const id = '0b5f9a52-8a4e-4c55-9c3e-0d1f2a3b4c5d';
  it('is the same for the same submission, another for another id, digest or secret, and can be read out', () => {
    const number = receiptNumber(secret, id, 'a'.repeat(64));
    expect(receiptNumber(secret, id, 'a'.repeat(64))).toBe(number);
    const others = [
      receiptNumber(secret, id.replace('0b', '1b'), 'a'.repeat(64)),
      receiptNumber(secret, id, 'b'.repeat(64)),
      receiptNumber(seededRandom('another')(32), id, 'a'.repeat(64)),
    ];
    expect(new Set([number, ...others]).size).toBe(4);
    for (const one of [number, ...others]) expect(parseReceiptNumber(one)).toBe(one);
  });

  it('stays what it was when this program is written anew: people have it on paper', () => {
    expect(receiptNumber(new Uint8Array(32), id, '0'.repeat(64))).toBe('1A6Q70TR7LWR');
  });

  it('is what the platform’s own HKDF makes of it', () => {
    for (let seed = 0; seed < 50; seed++) {
      const secret = seededRandom(`hkdf ${seed}`)(32);
      const digest = toHex(seededRandom(`digest ${seed}`)(32));
      let call = 0;
      const made = newReceiptNumber((length) => {
        const info = `yixinma-number-1\n${id}\n${digest}\n${call++}`;
        return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), info, length));
      });
      expect(receiptNumber(secret, id, digest)).toBe(made);
    }
  });
});

describe('waiting parts', () => {
  it('are added up once in five seconds, whatever comes meanwhile', async () => {
    let asked = 0;
    const waiting = waitingParts({ waitingPartBytes: async () => 100 * ++asked }, 1000);
    const at = (ms: number) => new Date(ms);
    expect(await Promise.all([1, 2, 3].map(() => waiting.room(300, at(0))))).toEqual([true, true, true]);
    expect(await waiting.room(1, at(4999))).toBe(false);
    expect(asked).toBe(1);
    expect(await waiting.room(800, at(5000))).toBe(true);
    expect(asked).toBe(2);
  });

  it('are asked for again after a fault', async () => {
    let fails = true;
    const waiting = waitingParts({ waitingPartBytes: async () => (fails ? Promise.reject(new Error('gone')) : 0) }, 10);
    await expect(waiting.room(1, new Date(0))).rejects.toThrow('gone');
    fails = false;
    expect(await waiting.room(1, new Date(0))).toBe(true);
  });
});

describe('retention', () => {
  const now = new Date('2026-09-01T00:00:00.000Z');
  const recorder = (bytes: number) => {
    const calls: unknown[] = [];
    const store = {
      waitingPartBytes: async () => bytes,
      purge: async (before: unknown) => {
        calls.push(before);
        return { submissions: 0, parts: 0 };
      },
    };
    return { calls, store };
  };

  it('keeps closed submissions for 180 days and parts without one for 60, longer than a phone may be offline', async () => {
    const { calls, store } = recorder(0);
    await purgeOld(store, now, 1000);
    expect(calls).toEqual([
      { closedBefore: '2026-03-05T00:00:00.000Z', orphansBefore: '2026-07-03T00:00:00.000Z', at: now.toISOString() },
    ]);
    expect(RETENTION.orphans).toBeGreaterThan(8 * 7);
  });

  it('lets parts go after a day when they take half of their room', async () => {
    const { calls, store } = recorder(501);
    await purgeOld(store, now, 1000);
    expect(calls).toMatchObject([{ orphansBefore: '2026-08-31T00:00:00.000Z' }]);
  });

  it('runs at once and then once a day, however often the clock is looked at, and survives a fault', async () => {
    const { calls, store } = recorder(0);
    const failed: unknown[] = [];
    let looks = 0;
    const day = 24 * 3_600_000;
    // Three looks a day; the second round fails.
    const clock = () => new Date(now.getTime() + (looks++ * day) / 3);
    let rounds = 0;
    const purge: typeof store.purge = (before) =>
      ++rounds === 2 ? Promise.reject(new Error('gone')) : store.purge(before);
    const stop = keepPurging({
      store: { ...store, purge },
      cap: 1000,
      now: clock,
      failed: (fault) => failed.push(fault),
      everyMs: 1,
    });
    while (calls.length < 3) await new Promise((resolve) => setTimeout(resolve, 1));
    stop();
    expect(failed).toHaveLength(1);
    // Look 0; look 3 fails, so look 4; look 7.
    expect(calls).toMatchObject(
      [0, 4, 7].map((look) => ({ at: new Date(now.getTime() + (look * day) / 3).toISOString() })),
    );
  });
});

describe('who may read the metrics', () => {
  const ask = (headers: Record<string, string>, socketAddress: string | undefined, token: string | null = null) =>
    mayReadMetrics({ headers, socketAddress }, token, (a, b) => a === b);
  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])('this machine may: %s', (address) => {
    expect(ask({}, address)).toBe(true);
  });
  it.each(['192.0.2.1', '::ffff:192.0.2.1', '::12', '1127.0.0.1', undefined])('others may not: %s', (address) => {
    expect(ask({}, address)).toBe(false);
  });
  it.each([
    'x-forwarded-for',
    'forwarded',
    'via',
    'x-real-ip',
    'x-forwarded-host',
  ])('what a proxy on this machine forwards (%s) is not from this machine', (name) =>
    expect(ask({ [name]: '192.0.2.1' }, '127.0.0.1')).toBe(false));
  it('with a token set, only the token counts', () => {
    expect(ask({}, '127.0.0.1', 'secret')).toBe(false);
    expect(ask({ authorization: 'Bearer wrong' }, '127.0.0.1', 'secret')).toBe(false);
    expect(ask({ authorization: 'Bearer secret' }, '192.0.2.1', 'secret')).toBe(true);
  });
});

it('gives back faults without what was received, and not too many', () => {
  expect(
    quietFaults(['envelope.id: Invalid UUID: Received "13800000000"', 'a: Expected 1 but received "x\ny"']),
  ).toEqual(['envelope.id: Invalid UUID:', 'a: Expected 1']);
  expect(quietFaults(Array(50).fill('a'))).toHaveLength(10);
});

it('describes a fault by class, code and place, never by its message', () => {
  const fault = Object.assign(new TypeError('姓名 13800000000'), { code: 'SQLITE_FULL' });
  const text = faultOf(fault);
  expect(text).toMatch(/^TypeError SQLITE_FULL at .*limits\.test\.ts:\d+/);
  expect(text).not.toMatch(/姓名|138/);
  expect(faultOf('13800000000')).toBe('string');
});
