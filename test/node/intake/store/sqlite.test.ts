import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../../src/node/intake/store/open.ts';
import { StoreFullError } from '../../../../src/node/intake/store/store.ts';
import { storeSuite } from './suite.ts';
import { arrival, idOf, part, signer, timeAt } from './support.ts';

storeSuite('sqlite', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'yixinma-store-'));
  let others = 0;
  return {
    open: () => openStore({ file: join(dir, 'intake.db') }),
    other: () => openStore({ file: join(dir, `other-${++others}.db`) }),
    end: () => rm(dir, { recursive: true, force: true }),
  };
});

describe('the SQLite file', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'yixinma-store-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('is made with its folder and can be read by its owner alone', async () => {
    const file = join(dir, 'new/folder/intake.db');
    const store = await openStore({ file });
    await store.commit([arrival('one')], signer().sign);
    const modes = await Promise.all([file, `${file}-wal`].map(async (one) => (await stat(one)).mode & 0o777));
    await store.close();
    expect(modes).toEqual([0o600, 0o600]);
  });

  it('acknowledges nothing when it is full, and goes on once there is room', async () => {
    const store = await openStore({ file: join(dir, 'intake.db'), largestFile: 1_500_000 });
    const { sign } = signer();
    let saved = 0;
    const fill = async () => {
      for (; saved < 50; saved++) await store.saveParts([part(`photo ${saved}`, 'x', 1, 100_000)]);
    };
    await expect(fill()).rejects.toThrow(StoreFullError);
    expect(saved).toBeGreaterThan(5);
    const group = Array.from({ length: 400 }, (_, index) => arrival(`many ${index}`));
    await expect(store.commit(group, sign)).rejects.toMatchObject({ code: 'full' });
    expect(await store.counts()).toEqual({ byState: {}, parts: saved });
    expect(await store.load(idOf('many 0'))).toBeNull();
    await store.purge({ closedBefore: timeAt(0), orphansBefore: timeAt(2), at: timeAt(3) });
    expect((await store.commit(group, sign)).every((one) => one.kind === 'new')).toBe(true);
    await store.close();
  });

  it('holds nothing of a deleted part, neither in the file nor in its log', async () => {
    const file = join(dir, 'intake.db');
    const store = await openStore({ file });
    const bytes = new TextEncoder().encode('geheim-'.repeat(2000));
    await store.saveParts([{ id: idOf('one'), sha256: 'a'.repeat(64), bytes, time: timeAt(0) }]);
    const holds = async () => {
      const texts = await Promise.all([file, `${file}-wal`].map((one) => readFile(one, 'latin1')));
      return texts.some((text) => text.includes('geheim-geheim'));
    };
    expect(await holds()).toBe(true);
    await store.purge({ closedBefore: timeAt(0), orphansBefore: timeAt(2), at: timeAt(3) });
    expect(await holds()).toBe(false);
    await store.close();
  });
});
