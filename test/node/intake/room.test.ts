/** A flood of junk is seen before the store is full. */
import { describe, expect, it } from 'vitest';
import { isFilling, type Room, roomText, roomWatch } from '../../../src/node/intake/room.ts';
import { runIntake } from './support.ts';

const GB = 1e9;
const room = (used: number): Room => ({ used: used * GB, quota: 100 * GB });

describe('what is told', () => {
  it('begins at half of the quota', () => {
    expect([0, 49.9, 50, 99].map((used) => isFilling(room(used)))).toEqual([false, false, true, true]);
    expect(isFilling(null)).toBe(false);
  });

  it('comes once for every tenth, and again after room was made', () => {
    const told: number[] = [];
    const look = roomWatch(({ used }) => told.push(used / GB));
    for (const used of [10, 50, 55, 59, 72, 75, 40, 51]) look(room(used));
    look(null);
    expect(told).toEqual([50, 72, 51]);
  });

  it('says how much, and what to do', () => {
    expect(roomText(room(50))).toMatch(/已用50%（50\.0／100\.0 GB）[\s\S]*submissions retain[\s\S]*enlarge the disk/);
  });
});

describe('the service', () => {
  it.each<[string, () => Promise<Room | null>, object]>([
    ['ample room', async () => room(49), {}],
    ['half of it used', async () => room(50), { room: 'filling' }],
    ['a database elsewhere', async () => null, {}],
    ['a disk that does not answer', () => Promise.reject(new Error('EIO')), {}],
  ])('with %s', async (_, measure, more) => {
    const run = await runIntake({ parts: { room: measure } });
    const { json } = await run.ask('/healthz');
    expect(json).toEqual({ status: 'ok', intake: { status: 'ok', database: 'sqlite', waiting: 0, ...more } });
    await run.stop();
  });

  it('gives both numbers to who watches it', async () => {
    const run = await runIntake({ parts: { room: async () => ({ used: 7, quota: 10 }) } });
    const { text } = await run.ask('/metrics');
    expect(text).toMatch(/^yixinma_intake_store_bytes 7$/m);
    expect(text).toMatch(/^yixinma_intake_quota_bytes 10$/m);
    await run.stop();
  });
});
