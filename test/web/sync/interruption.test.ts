/** The app's sync, cut off after every single request: it keeps the old release whole, and the next check converges. */
import { describe, expect, it } from 'vitest';
import { type Bytes, sha256, toHex, utf8 } from '../../../src/core/domain/bytes.ts';
import { newKey, signerOf } from '../../../src/node/publish/signing/keys.ts';
import { memoryStore } from '../../../src/web/store/memory-store.ts';
import { checkOrigin, loadKept } from '../../../src/web/sync/check.ts';
import type { AppConfig } from '../../../src/web/sync/config.ts';
import { planRelease } from '../../../src/web/sync/release-files.ts';
import { ConformanceRepository } from '../../support/conformance/repository.ts';
import { cut, heal, type Line, lineTo } from '../../support/cut.ts';
import { record } from '../../support/records.ts';
import { BUREAU_ID, configFor, DAY, LATER, publish, signers } from '../app/support.ts';

interface Origin {
  readonly line: Line;
  readonly config: AppConfig;
  /** What becomes of it after a first visit. */
  readonly change?: () => void;
}

async function county(change?: () => ReadonlyMap<string, Bytes>, without?: string): Promise<Origin> {
  let files: ReadonlyMap<string, Bytes> = first.files;
  const line = lineTo(async (path) => (path === without ? null : (files.get(path) ?? null)));
  const config = await configFor(files);
  return { line, config, ...(change && { change: () => (files = change()) }) };
}

async function province(change?: (repository: ConformanceRepository) => void): Promise<Origin> {
  const repository = new ConformanceRepository(DAY);
  repository.delegate('targets', { name: BUREAU_ID, paths: [`${BUREAU_ID}/*/*`], terminating: true });
  for (const [path, bytes] of first.files) {
    const [, name] = /^targets\/(.*)$/.exec(path) ?? [];
    if (name !== undefined) repository.addBytes(BUREAU_ID, bytes, name.replace(/[0-9a-f]{64}\./, ''));
  }
  repository.publish(BUREAU_ID, 'targets', 'snapshot', 'timestamp');
  const rootSha256 = toHex(await sha256(repository.published.get('root')?.[0] ?? utf8('')));
  const config = {
    pin: { rootSha256, minimumVersion: 1, builtAt: '2026-01-01T00:00:00Z' },
    bureau: BUREAU_ID,
    basePath: '/',
  };
  const line = lineTo(async (path) => (path === 'bundle.json' ? null : (repository.answer(path) ?? null)));
  return { line, config, ...(change && { change: () => change(repository) }) };
}

const first = publish();
const renamed = { now: LATER, version: 2, records: [record({ name: '改名门诊部' })] };
const update = () => publish({ previous: first.next, ...renamed }).files;

const SCENARIOS: readonly { readonly name: string; readonly make: () => Promise<Origin> }[] = [
  { name: 'a first visit', make: () => county() },
  { name: 'a first visit without a bundle', make: () => county(undefined, 'bundle.json') },
  { name: 'an update', make: () => county(update) },
  { name: 'an update without a bundle', make: () => county(update, 'bundle.json') },
  {
    name: 'new keys of every role',
    make: () =>
      county(() => {
        const other = () => signerOf(newKey());
        const [root, targets, online] = [signers.root.map(other), signers.targets.map(other), other()];
        const successors = new Map([
          ...signers.root.map(({ keyid }, i): [string, string] => [keyid, root[i]?.keyid ?? '']),
          ...signers.targets.map(({ keyid }, i): [string, string] => [keyid, targets[i]?.keyid ?? '']),
          [signers.online.keyid, online.keyid],
        ]);
        const next = { root: [...signers.root, ...root], targets, online };
        return publish({ previous: first.next, ...renamed, signers: next, successors }).files;
      }),
  },
  { name: 'a first visit to a bureau in a province', make: () => province() },
  {
    name: 'an update of the bureau’s own role',
    make: () =>
      province((repository) => {
        repository.addBytes(BUREAU_ID, utf8('{"releases":[]}'), `${BUREAU_ID}/2026/records.json`);
        repository.publish(BUREAU_ID, 'snapshot', 'timestamp');
      }),
  },
];

describe('whatever breaks off', () => {
  it.each(SCENARIOS)('interruption after every single request: $name', async ({ make }) => {
    const { line, config, change } = await make();
    const now = () => (change ? LATER : DAY);
    /** A device of its own, as it stood before the visit that is cut off. */
    const device = () => {
      const store = memoryStore();
      const parts = { config, plan: planRelease, store, now };
      const check = () => checkOrigin({ ...parts, origin: () => line.fetcher, onProgress: () => undefined });
      const kept = async () => (await loadKept(parts))?.plan.key ?? null;
      return { check, kept };
    };
    const clean = device();
    if (change) expect((await clean.check()).kind).toBe('release');
    const before = await clean.kept();
    // The next visit asks for hardly more than the first one did.
    const devices = Array.from({ length: change ? 2 * line.asked + 4 : 60 }, device);
    if (change) for (const one of devices) await one.check();
    change?.();
    heal(line);
    expect((await clean.check()).kind).toBe('release');
    const [requests, after] = [line.asked, await clean.kept()];
    expect(after).not.toBe(before);
    expect(2 * requests).toBeLessThanOrEqual(devices.length);
    for (const [i, { check, kept }] of devices.slice(0, 2 * requests).entries()) {
      cut(line, i >> 1, i % 2 === 0);
      const outcome = await check();
      expect(await kept(), `cut at ${i >> 1}`).toBe(outcome.kind === 'release' ? after : before);
      heal(line);
      expect((await check()).kind).toBe('release');
      expect(await kept(), `healed after the cut at ${i >> 1}`).toBe(after);
    }
  });
});
