/** What goes wrong between phones and the bureau, with the real outbox, the real service and the real database. */
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseEnvelope } from '../../src/core/complaint/envelope.ts';
import { openSubmission } from '../../src/core/complaint/open.ts';
import { dumpStore, restoreInto } from '../../src/node/intake/store/dump.ts';
import { openStore } from '../../src/node/intake/store/open.ts';
import { openRecipientKeys, publicIntakeKeys, rotateIntakeKey } from '../../src/node/publish/signing/intake-keys.ts';
import type { Outbox } from '../../src/web/outbox/outbox.ts';
import { temporaryFolder } from '../support/browser.ts';
import { noteFault } from '../support/fault-table.ts';
import {
  allDelivered,
  CHEAP,
  type Host,
  newHostFolder,
  phone,
  recipientsOf,
  startHost,
  storedIds,
  submitText,
  toHost,
} from '../support/intake-host.ts';
import { compileShim } from '../support/power-cut/shim.ts';
import { PASSPHRASE } from '../support/workspace.ts';

const running = new Set<Host>();
async function host(options: Parameters<typeof startHost>[0]): Promise<Host> {
  const started = await startHost(options);
  running.add(started);
  return started;
}
afterEach(async () => {
  await Promise.all([...running].map((one) => one.kill().catch(() => undefined)));
  running.clear();
});

interface Delivered {
  readonly id: string;
  readonly number: string;
}

/** Ids and receipt numbers of what a phone shows as delivered. */
function delivered(outbox: Outbox): Delivered[] {
  return outbox
    .state()
    .items.flatMap(({ id, state }) => (state.kind === 'delivered' ? [{ id, number: state.receipt.number }] : []));
}

/** Acknowledged, stored, lost, doubled – and the line of the fault table. */
async function count(fault: string, dir: string, acknowledged: readonly string[], remark: string) {
  const rows = storedIds(dir);
  const stored = new Set(rows);
  const counts = {
    acknowledged: acknowledged.length,
    stored: rows.length,
    lost: acknowledged.filter((id) => !stored.has(id)).length,
    doubled: rows.length - stored.size,
  };
  await noteFault(fault, counts, remark);
  return counts;
}

describe('a server that dies while it acknowledges', () => {
  it('has stored all that it acknowledged; phones send the rest again and nothing is doubled', async () => {
    const dir = await newHostFolder();
    let current = await host({ dir, port: 0, proxied: true });
    const recipients = await recipientsOf(dir);
    let [underWay, inFlight, kills] = [0, 0, 0];
    const phones = Array.from({ length: 24 }, (_, n) => {
      const send = toHost(() => current, `198.51.100.${n}`);
      return phone({
        recipients,
        haste: 40,
        fetch: async (path, init) => {
          underWay++;
          return send(path, init).finally(() => underWay--);
        },
      });
    });
    await Promise.all(phones.map((one) => one.start()));
    const submitted = Promise.all(
      phones.map(async (one, n) => {
        for (let k = 0; k < 6; k++) await submitText(one, `第${n}部手机的第${k}件`);
      }),
    );
    const early = new Set<string>();
    for (const pause of [250, 200, 300]) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      // Some moment at which requests are under way and, sooner or later, one is being made durable.
      while (underWay === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      inFlight += underWay;
      await current.kill();
      kills++;
      for (const { id } of phones.flatMap(delivered)) early.add(id);
      const stored = new Set(storedIds(dir));
      expect([...early].filter((id) => !stored.has(id))).toEqual([]);
      current = await host({ dir, port: 0, proxied: true });
    }
    await submitted;
    await Promise.all(phones.map((one) => allDelivered(one)));
    const ids = phones.flatMap(delivered).map(({ id }) => id);
    const counts = await count(
      'kill -9 while acknowledging',
      dir,
      ids,
      `${kills} kills with ${inFlight} requests under way in all`,
    );
    expect(inFlight).toBeGreaterThanOrEqual(kills);
    expect(counts).toEqual({ acknowledged: 144, stored: 144, lost: 0, doubled: 0 });
  });
});

describe('answers that do not arrive', () => {
  it('are asked for again and give the same receipt', async () => {
    const dir = await newHostFolder();
    const server = await host({ dir, port: 0, proxied: true });
    const send = toHost(() => server);
    let lost = 0;
    const numbers: string[] = [];
    const outbox = phone({
      recipients: await recipientsOf(dir),
      haste: 40,
      fetch: async (path, init) => {
        const answer = await send(path, init);
        const text = await answer.clone().text();
        numbers.push(JSON.parse(text).receipt.number);
        if (answer.status === 201) {
          lost++;
          throw new TypeError('the connection broke after the server had stored it');
        }
        return answer;
      },
    });
    await outbox.start();
    for (let n = 0; n < 5; n++) await submitText(outbox, `第${n}件`);
    await allDelivered(outbox);
    const ids = delivered(outbox).map(({ id }) => id);
    const counts = await count('lost answers', dir, ids, `${lost} answers lost after storing`);
    expect(lost).toBe(5);
    expect(new Set(numbers).size).toBe(5);
    expect(counts).toEqual({ acknowledged: 5, stored: 5, lost: 0, doubled: 0 });
  });
});

describe('a thousand phones that come back at once', () => {
  it('are all served in the end, each exactly once', async () => {
    const dir = await newHostFolder();
    let open = false;
    const server = await host({ dir, port: 0, proxied: true });
    const recipients = await recipientsOf(dir);
    let [refused, requests] = [0, 0];
    const phones = Array.from({ length: 1000 }, (_, n) => {
      const send = toHost(() => server, `10.${n >> 8}.${n & 255}.7`);
      return phone({
        recipients,
        haste: 20,
        fetch: async (path, init) => {
          if (!open) throw new TypeError('no network');
          requests++;
          const answer = await send(path, init);
          if (answer.status === 429 || answer.status === 503) refused++;
          return answer;
        },
      });
    });
    for (const [n, one] of phones.entries()) await submitText(one, `离线写下的第${n}件`);
    expect(phones.flatMap(delivered)).toEqual([]);
    open = true;
    await Promise.all(phones.map((one) => one.send(true)));
    await Promise.all(phones.map((one) => allDelivered(one, 100_000)));
    const ids = phones.flatMap(delivered).map(({ id }) => id);
    const counts = await count('1,000 phones at once', dir, ids, `${requests} requests; ${refused} told to wait`);
    expect(counts).toEqual({ acknowledged: 1000, stored: 1000, lost: 0, doubled: 0 });
  });
});

describe('a phone that was offline for eight weeks', () => {
  it('delivers what it sealed to the old key, and trusts the new receipt key only once it is published', async () => {
    const dir = await newHostFolder();
    const before = await recipientsOf(dir);
    let network: Host | null = null;
    const outbox = phone({
      recipients: before,
      refreshed: async () => (await publicIntakeKeys(join(dir, 'keys'), 'test-county', 4)).receipts,
      haste: 40,
      fetch: (path, init) => {
        if (network === null) return Promise.reject(new TypeError('no network'));
        const there = network;
        return toHost(() => there)(path, init);
      },
    });
    await outbox.start();
    const id = await submitText(outbox, '八周前写下的');
    for (const kind of ['desk', 'escrow', 'receipt'] as const) {
      await rotateIntakeKey(join(dir, 'keys'), kind, PASSPHRASE, CHEAP);
    }
    network = await host({ dir, port: 0, proxied: true });
    await outbox.send(true);
    await allDelivered(outbox);
    const [item] = outbox.state().items;
    const receipt = item?.state.kind === 'delivered' ? item.state.receipt : null;
    expect(before.receipts.keys.map((key) => key.id)).not.toContain(receipt?.key);
    // The bureau's retired key opens it.
    const store = await openStore({ file: join(dir, 'intake.sqlite') });
    const row = await store.load(id);
    await store.close();
    const read = parseEnvelope(JSON.parse(row?.envelope ?? ''));
    if (!('envelope' in read)) throw new Error('not an envelope');
    const keys = await openRecipientKeys(join(dir, 'keys'), PASSPHRASE);
    const opened = await Promise.all(keys.map((key) => openSubmission(read.envelope, key)));
    const texts = opened.flatMap((one) => (one.ok ? [one.value.submission.text] : []));
    expect(new Set(texts)).toEqual(new Set(['八周前写下的']));
    const counts = await count(
      '8 weeks offline across a key rotation',
      dir,
      [id],
      'desk, escrow and receipt keys rotated',
    );
    expect(counts).toEqual({ acknowledged: 1, stored: 1, lost: 0, doubled: 0 });
  });
});

describe('a server restored from an old backup', () => {
  it('gets back what it had lost, under the number that the person wrote down', async () => {
    const dir = await newHostFolder();
    let current = await host({ dir, port: 0, proxied: true });
    const outbox = phone({ recipients: await recipientsOf(dir), haste: 40, fetch: toHost(() => current) });
    await outbox.start();
    const first = await submitText(outbox, '备份之前');
    await allDelivered(outbox);
    const backup = join(dir, 'backup.gz');
    const source = await openStore({ file: join(dir, 'intake.sqlite') });
    await dumpStore(source, createWriteStream(backup), '2026-03-02T08:00:00.000Z');
    await source.close();
    const second = await submitText(outbox, '备份之后');
    await allDelivered(outbox);
    const noted = delivered(outbox);

    await current.kill();
    for (const end of ['', '-wal', '-shm']) await rm(join(dir, `intake.sqlite${end}`), { force: true });
    const restored = await openStore({ file: join(dir, 'intake.sqlite') });
    await restoreInto(restored, createReadStream(backup), '2026-03-03T08:00:00.000Z');
    await restored.close();
    expect(storedIds(dir)).toEqual([first]);
    current = await host({ dir, port: 0, proxied: true });

    const item = outbox.state().items.find(({ id }) => id === second);
    const number = noted.find(({ id }) => id === second)?.number ?? '';
    if (!item) throw new Error('the phone forgot it');
    expect(await outbox.status(number, item.secret)).toBe('not-found');
    await outbox.send(true);
    await allDelivered(outbox);
    expect(delivered(outbox)).toEqual(noted);
    expect(await outbox.status(number, item.secret)).toMatchObject({ state: 'received', number });
    const counts = await count('restored old backup', dir, [first, second], '1 row was gone; same number again');
    expect(counts).toEqual({ acknowledged: 2, stored: 2, lost: 0, doubled: 0 });
  });
});

describe('a full disk', () => {
  it('acknowledges nothing it cannot keep; phones wait, and deliver once there is room', async () => {
    const dir = await newHostFolder();
    let current = await host({ dir, port: 0, proxied: true, quota: 240 * 1024 });
    const recipients = await recipientsOf(dir);
    const statuses: number[] = [];
    const send = toHost(() => current);
    const outbox = phone({
      recipients,
      haste: 400,
      fetch: async (path, init) => {
        const answer = await send(path, init);
        statuses.push(answer.status);
        return answer;
      },
    });
    await outbox.start();
    for (let n = 0; n < 60 && !statuses.includes(507); n++) await submitText(outbox, `第${n}件`.repeat(300));
    for (let tries = 0; tries < 200 && !statuses.includes(507); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(statuses).toContain(507);
    const early = delivered(outbox).map(({ id }) => id);
    const kept = new Set(storedIds(dir));
    expect(early.filter((id) => !kept.has(id))).toEqual([]);
    const total = outbox.state().items.length;
    await current.stop();
    current = await host({ dir, port: 0, proxied: true });
    await outbox.send(true);
    await allDelivered(outbox);
    const ids = delivered(outbox).map(({ id }) => id);
    const counts = await count('disk full', dir, ids, `${early.length} before; then 507 until there was room`);
    expect(counts).toEqual({ acknowledged: total, stored: total, lost: 0, doubled: 0 });
  });
});

/** Room for all that is sent, in the database and once more in its log; and what else lies there, to be deleted when room is needed. */
const DISK = 8_000_000;
const BALLAST = 7_000_000;

/** Starts the service on a disk of `DISK` bytes, which notes in `log` what it refused. */
async function hostOnSmallDisk(dir: string, shim: string, log: string): Promise<Host> {
  const disk = { LD_PRELOAD: shim, DISK_ROOT: dir, DISK_BYTES: String(DISK), DISK_LOG: log };
  Object.assign(process.env, disk);
  try {
    return await host({ dir, port: 0, proxied: true });
  } finally {
    for (const name of Object.keys(disk)) delete process.env[name];
  }
}

describe('a disk that ends in the middle of a write', () => {
  it('loses nothing acknowledged; the same process goes on once there is room', async ({ skip }) => {
    const shim = await compileShim('full');
    if (shim === null) return skip('no C compiler on Linux here: a full disk cannot be simulated');
    const dir = await newHostFolder();
    const log = join(await temporaryFolder('disk-log'), 'refused');
    await writeFile(join(dir, 'ballast'), new Uint8Array(BALLAST));
    const server = await hostOnSmallDisk(dir, shim, log);
    const recipients = await recipientsOf(dir);
    let full = 0;
    const phones = Array.from({ length: 24 }, (_, n) => {
      const send = toHost(() => server, `198.51.100.${n}`);
      return phone({
        recipients,
        haste: 400,
        fetch: async (path, init) => {
          const answer = await send(path, init);
          if (answer.status === 507) full++;
          return answer;
        },
      });
    });
    await Promise.all(phones.map((one) => one.start()));
    await Promise.all(
      phones.map(async (one, n) => {
        for (let k = 0; k < 10; k++) await submitText(one, `第${n}部手机的第${k}件`.repeat(100));
      }),
    );
    await expect.poll(() => full, { timeout: 30_000 }).toBeGreaterThan(0);
    const early = phones.flatMap(delivered).map(({ id }) => id);
    const kept = new Set(storedIds(dir));
    expect(early.filter((id) => !kept.has(id))).toEqual([]);
    // The control: the disk ended within a frame of the log, of which a part was written.
    const refused = (await readFile(log, 'utf8')).trim().split('\n');
    const torn = refused.filter((line) => /^intake\.sqlite-wal \d+ \d+ [1-9]\d*$/.test(line));
    expect(torn.length).toBeGreaterThan(0);

    await rm(join(dir, 'ballast'));
    await Promise.all(phones.map((one) => one.send(true)));
    await Promise.all(phones.map((one) => allDelivered(one)));
    const ids = phones.flatMap(delivered).map(({ id }) => id);
    const remark = `${early.length} before; ${full} answers 507; ${torn.length} of ${refused.length} refused writes torn`;
    const counts = await count('disk full in the middle of a write', dir, ids, remark);
    expect(early.length).toBeGreaterThan(0);
    expect(early.length).toBeLessThan(ids.length);
    expect(counts).toEqual({ acknowledged: 240, stored: 240, lost: 0, doubled: 0 });
  });
});
