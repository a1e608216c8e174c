// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { type Bytes, fromUtf8 } from '../../../src/core/domain/bytes.ts';
import type { PageProof } from '../../../src/core/snapshot/page-proof.ts';
import { parseBundle } from '../../../src/core/trust/bundle.ts';
import type { PageStorage } from '../../../src/web/page/device-storage.ts';
import { checkRelease } from '../../../src/web/page/enhance/check.ts';
import { record } from '../../support/records.ts';
import { configFor, DAY, DIRECTORY, LATER, publish } from '../app/support.ts';

const first = publish();
const second = publish({ previous: first.next, now: LATER, version: 2 });

function bundleIn(files: ReadonlyMap<string, Bytes>) {
  const bundle = parseBundle(fromUtf8(files.get('bundle.json') ?? new Uint8Array()));
  if (!bundle.ok) throw new Error(bundle.fault.code);
  return bundle.value;
}

/** What a page of that release carries of it. */
async function proofOf(version: number, time: Date): Promise<PageProof> {
  const { pin } = await configFor(first.files);
  const release = { version, time: `${time.toISOString().slice(0, 19)}Z`, count: 1, root: 'ab'.repeat(32) };
  return { v: 1, record: record(), index: 0, path: [], release, openings: [], directory: DIRECTORY, pin };
}

function memory(): PageStorage & { text: string | null } {
  const storage = {
    text: null as string | null,
    getItem: () => storage.text,
    setItem: (_: string, text: string) => {
      storage.text = text;
    },
  };
  return storage;
}

describe('page and bundle of different days', () => {
  test('a new page with a cached bundle is not decided: that bundle does not vouch for it, the next one does', async () => {
    const storage = memory();
    const proof = await proofOf(2, LATER);
    expect(await checkRelease(proof, { bundle: bundleIn(first.files) }, storage, LATER)).toBeNull();
    const fresh = await checkRelease(proof, { bundle: bundleIn(second.files) }, storage, LATER);
    expect(fresh?.verification).toMatchObject({ kind: 'ok' });
  });

  test('an older bundle than this phone has verified is never taken, whatever page comes with it', async () => {
    const storage = memory();
    await checkRelease(await proofOf(2, LATER), { bundle: bundleIn(second.files) }, storage, LATER);
    const kept = storage.text;
    expect(await checkRelease(await proofOf(2, LATER), { bundle: bundleIn(first.files) }, storage, LATER)).toBeNull();
    expect(await checkRelease(await proofOf(1, DAY), { bundle: bundleIn(first.files) }, storage, LATER)).toBeNull();
    expect(storage.text).toBe(kept);
  });

  test('without a network what this phone verified is dated, never current', async () => {
    const storage = memory();
    const proof = await proofOf(1, DAY);
    expect(await checkRelease(proof, {}, storage, DAY)).toBeNull();
    await checkRelease(proof, { bundle: bundleIn(first.files) }, storage, DAY);
    const offline = await checkRelease(proof, {}, storage, DAY);
    expect(offline?.verification).toMatchObject({ kind: 'aged', cause: { kind: 'offline' } });
  });
});

describe('what this phone holds', () => {
  test('evicted: the page is checked anew from its own pin', async () => {
    const storage = memory();
    const proof = await proofOf(1, DAY);
    for (let visit = 0; visit < 2; visit++) {
      storage.text = null;
      const result = await checkRelease(proof, { bundle: bundleIn(first.files) }, storage, DAY);
      expect(result?.verification.kind).toBe('ok');
    }
  });

  test('quota full: checked for today, and nothing is broken', async () => {
    const full: PageStorage = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    const result = await checkRelease(await proofOf(1, DAY), { bundle: bundleIn(first.files) }, full, DAY);
    expect(result?.verification.kind).toBe('ok');
  });

  test('edited by hand: not believed; online it is verified anew and replaced', async () => {
    const honest = memory();
    const proof = await proofOf(1, DAY);
    await checkRelease(proof, { bundle: bundleIn(first.files) }, honest, DAY);
    const kept = String(honest.text);
    for (const text of [
      kept.replace('records.json', 'rec0rds.json'),
      kept.replace('\\"version\\":1', '\\"version\\":2'),
      kept.replace('ab'.repeat(32), 'cd'.repeat(32)),
      kept.replace(/"records":"/, '"records":"x'),
    ]) {
      const storage = Object.assign(memory(), { text });
      expect(text).not.toBe(kept);
      expect(await checkRelease(proof, {}, storage, DAY).catch(() => null), text).toBeNull();
      const online = await checkRelease(proof, { bundle: bundleIn(first.files) }, storage, DAY);
      expect(online?.verification.kind).toBe('ok');
    }
  });

  test('two tabs updating: the slower one takes nothing back', async () => {
    const storage = memory();
    const slow = await proofOf(1, DAY);
    let faster = true;
    const tab: PageStorage = {
      getItem: () => storage.text,
      setItem: (key, text) => storage.setItem(key, text),
    };
    // The faster tab saves the newer release in the middle of the slower one's check.
    const between: PageStorage = {
      ...tab,
      getItem: () => {
        const before = storage.text;
        if (faster) {
          faster = false;
          storage.text = newer;
        }
        return before;
      },
    };
    const other = memory();
    await checkRelease(await proofOf(2, LATER), { bundle: bundleIn(second.files) }, other, LATER);
    const newer = other.text;
    const result = await checkRelease(slow, { bundle: bundleIn(first.files) }, between, LATER);
    expect(result).toBeNull();
    expect(storage.text).toBe(newer);
  });
});
