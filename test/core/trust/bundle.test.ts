import { describe, expect, it } from 'vitest';
import { fromUtf8 } from '../../../src/core/domain/bytes.ts';
import { type Bundle, buildBundle, bundleFetcher, parseBundle } from '../../../src/core/trust/bundle.ts';
import { fetchTarget, refreshTrust } from '../../../src/core/trust/updater.ts';
import { MemoryStore, OurClient } from '../../support/tuf-clients.ts';
import { instant, Key, later, T0, TufRepository } from '../../support/tuf-repository.ts';

const RECORDS = 'demo/2025/records.json';

function bundleOf(repository: TufRepository): Bundle {
  const roots = Array.from({ length: repository.version('root') }, (_, i) =>
    repository.file(`metadata/${i + 1}.root.json`),
  );
  return {
    roots,
    timestamp: repository.file('metadata/timestamp.json'),
    snapshot: repository.file(repository.path('snapshot')),
    targets: repository.file(repository.path('targets')),
    files: new Map([[RECORDS, fromUtf8(repository.content.get(RECORDS) ?? new Uint8Array(0))]]),
  };
}

async function visit(text: string, repository: TufRepository, now = T0) {
  const fetcher = bundleFetcher(text);
  if (!fetcher.ok) return fetcher.fault.code;
  const pin = { rootSha256: repository.fingerprint(), minimumVersion: 1, builtAt: instant(later(-30)) };
  const state = await refreshTrust({ fetcher: fetcher.value, store: new MemoryStore(), pin, now });
  if (state.status === 'refused') return state.problem.code;
  const file = await fetchTarget(state.trusted, RECORDS, fetcher.value);
  return file.ok ? `${state.status} ${fromUtf8(file.value)}` : file.fault.code;
}

function textOf(repository: TufRepository): string {
  const text = buildBundle(bundleOf(repository));
  return text.ok ? text.value : text.fault.code;
}

describe('the bundle', () => {
  it('verifies a first visit with one request, over rotated roots and with its files', async () => {
    const repository = new TufRepository();
    repository.rotate(() => {
      repository.keys.root = [new Key(), ...repository.keys.root.slice(1)];
    });
    repository.publish();
    expect(await visit(textOf(repository), repository)).toBe('current {"releases":["2"]}');
  });

  it('carries every byte of what was signed', () => {
    const bundle = bundleOf(new TufRepository());
    const files = new Map([...bundle.files, ['a.json', '{"text":"中文 \\" \\n \u2028"}\n']]);
    const text = buildBundle({ ...bundle, files });
    expect(text.ok && parseBundle(text.value)).toEqual({ ok: true, value: { ...bundle, files } });
  });

  it('a byte flipped anywhere never shows other content as verified', async () => {
    const repository = new TufRepository();
    const text = textOf(repository);
    const honest = await visit(text, repository);
    for (let at = 0; at < text.length; at += 29) {
      const bent = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
      expect(await visit(bent, repository), `at ${at}: ${text.slice(at - 10, at + 10)}`).not.toBe(honest);
    }
  });

  it('an old bundle is dated, and rolled back for who has seen more', async () => {
    const repository = new TufRepository();
    const old = textOf(repository);
    expect(await visit(old, repository, later(91))).toMatch(/^aged/);
    repository.publish(later(2));
    const client = new OurClient(repository);
    await client.refresh(later(2));
    const fetcher = bundleFetcher(old);
    if (!fetcher.ok) throw new Error(fetcher.fault.code);
    const state = await refreshTrust({ fetcher: fetcher.value, store: client.store, pin: client.pin, now: later(2) });
    expect(state).toMatchObject({ status: 'kept', problem: { code: 'rollback' } });
  });

  it('a file that does not travel in it is not there', async () => {
    const repository = new TufRepository();
    const fetcher = bundleFetcher(textOf(repository));
    expect(fetcher.ok && (await fetcher.value.fetch(repository.targetPath('demo/2025/index.bin'), 99))).toBeNull();
  });

  it('carries the file of a delegated role, and answers with it for no role of the top and for no data', async () => {
    const repository = new TufRepository();
    const asked = [
      'metadata/1.demo-a.json',
      'metadata/1.demo-root.json',
      'metadata/1.root.json.json',
      'metadata/9.root.json',
      'metadata/1.targets.json',
      'targets/demo/a.json',
      'x',
    ];
    const answers = async (role?: string) => {
      const text = buildBundle({ ...bundleOf(repository), ...(role !== undefined && { role }) });
      const fetcher = bundleFetcher(text.ok ? text.value : '');
      if (!fetcher.ok) throw new Error(fetcher.fault.code);
      const files = await Promise.all(asked.map((path) => fetcher.value.fetch(path, 99)));
      return files.map((bytes) => bytes && fromUtf8(bytes));
    };
    const targets = repository.file('metadata/1.targets.json');
    expect(await answers('the role')).toEqual(['the role', 'the role', 'the role', null, targets, null, null]);
    expect(await answers()).toEqual([null, null, null, null, targets, null, null]);
  });

  it('of more than 256 kB is neither built nor read', () => {
    const bundle = { ...bundleOf(new TufRepository()), files: new Map([['a', 'x'.repeat(256_000)]]) };
    expect(buildBundle(bundle)).toMatchObject({ ok: false, fault: { code: 'too-large' } });
    expect(parseBundle(`{"x":"${'x'.repeat(256_000)}"}`)).toMatchObject({ ok: false, fault: { code: 'too-large' } });
  });

  it('of 256 kB to the byte is built and read, one byte more is not; bytes are counted, not characters', () => {
    const empty = buildBundle({ roots: [], timestamp: '', snapshot: '', targets: '', files: new Map() });
    if (!empty.ok) throw new Error(empty.fault.code);
    const padded = (length: number) => ({
      roots: [],
      timestamp: '中'.repeat(10) + 'x'.repeat(length - empty.value.length - 30),
      snapshot: '',
      targets: '',
      files: new Map(),
    });
    const fits = buildBundle(padded(256_000));
    expect(fits.ok && parseBundle(fits.value).ok).toBe(true);
    expect(buildBundle(padded(256_001))).toEqual({ ok: false, fault: { code: 'too-large', file: 'bundle.json' } });
    const text = JSON.stringify({ ...padded(256_001), files: {} });
    expect(parseBundle(text)).toEqual({ ok: false, fault: { code: 'too-large', file: 'bundle.json' } });
  });

  it('that is no bundle is refused', () => {
    for (const text of [
      '',
      '<!doctype html>',
      '[]',
      '7',
      '{}',
      '{"roots":"","timestamp":"","snapshot":"","targets":"","files":{}}',
      '{"roots":[],"timestamp":7,"snapshot":"","targets":"","files":{}}',
      '{"roots":[],"timestamp":"","snapshot":7,"targets":"","files":{}}',
      '{"roots":[],"timestamp":"","snapshot":"","targets":7,"files":{}}',
      '{"roots":[],"timestamp":"","snapshot":"","targets":"","files":[]}',
      '{"roots":[],"timestamp":"","snapshot":"","targets":"","files":{"a":7}}',
      '{"roots":[1],"timestamp":"","snapshot":"","targets":"","files":{}}',
    ]) {
      expect(parseBundle(text), text).toEqual({ ok: false, fault: { code: 'format', file: 'bundle.json' } });
      expect(bundleFetcher(text)).toMatchObject({ ok: false, fault: { code: 'format' } });
    }
  });
});
