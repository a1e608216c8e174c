import { describe, expect, it } from 'vitest';
import { sha256, toHex, utf8 } from '../../../src/core/domain/bytes.ts';
import { canonical, readJson } from '../../../src/core/trust/json.ts';
import { appendLog, type LogEntry, logEntryHash, logHead, logText, verifyLog } from '../../../src/core/trust/log.ts';
import type { Release } from '../../../src/core/trust/releases.ts';

const root = (digit: string) => digit.repeat(64);

async function honestLog() {
  const entry = (version: number, change: Partial<LogEntry> = {}): Omit<LogEntry, 'previous'> => ({
    version,
    time: `2026-03-0${version}T01:00:00Z`,
    stage: 'final',
    year: 2025,
    kind: version === 1 ? 'grading' : 'amendment',
    root: root(String(version)),
    changes: [{ code: 'k7m2p9q4r1', from: version === 1 ? null : 'A', to: 'B' }],
    ...change,
  });
  let log: LogEntry[] = [];
  for (const version of [1, 2, 3]) log = await appendLog(log, entry(version));
  const releases = log.map(
    ({ version, time, year, stage, root }): Release => ({ version, time, year, stage, root, count: 300 }),
  );
  return { log, releases, entry };
}

function codes(result: Awaited<ReturnType<typeof verifyLog>>) {
  return result.ok ? [] : result.fault.map(({ code, entry }) => `${code} ${entry}`);
}

describe('the publication log', () => {
  it('verifies against its own chain, the releases and what was seen before', async () => {
    const { log, releases } = await honestLog();
    const result = await verifyLog(utf8(logText(log)), releases, await logHead(log.slice(0, 2)));
    expect(result).toEqual({ ok: true, value: log });
  });

  it.each([
    ['a version that is no whole number', { version: 3.5 }],
    ['a version beyond what numbers hold', { version: 2 ** 60 }],
    ['a version that is a text', { version: '3' }],
    ['a grade before that is a number', { changes: [{ code: 'k7m2p9q4r1', from: 5, to: 'B' }] }],
    ['a grade after that is a number', { changes: [{ code: 'k7m2p9q4r1', from: 'A', to: 5 }] }],
    ['a code that is none', { changes: [{ code: 5, from: 'A', to: 'B' }] }],
    ['a reason that is none', { changes: [{ code: 'k7m2p9q4r1', from: 'A', to: 'B', why: 'mood' }] }],
  ])('one bad entry behind good ones, spelled as we spell it, is no log: %s', async (_, change) => {
    const { log, releases } = await honestLog();
    const bent = log.map((entry, at) => (at === 2 ? ({ ...entry, ...change } as LogEntry) : entry));
    expect(codes(await verifyLog(utf8(logText(bent)), releases, null))).toEqual(['format -1']);
  });

  it('a change that is a list of its fields is none', async () => {
    const { log, releases } = await honestLog();
    const text = logText(log).replace(
      /\{"code":"(\w+)","from":"A","to":"B"\}/,
      '[["code","$1"],["from","A"],["to","B"]]',
    );
    expect(text).toContain('[["code"');
    expect(codes(await verifyLog(utf8(text), releases, null))).toEqual(['format -1']);
  });

  it('an entry with signs that JSON escapes is hashed as canonical JSON spells it, which escapes two of them alone', async () => {
    const { entry } = await honestLog();
    const strange = { ...entry(4), time: 'a\nb"c\\d', previous: '' };
    const { previous, ...rest } = strange;
    const bytes = utf8(canonical(readJson(JSON.stringify({ ...rest, previous }))));
    expect(await logEntryHash(strange)).toBe(toHex(await sha256(bytes)));
    expect(new TextDecoder().decode(bytes)).toContain('a\nb');
  });

  it('a rewritten grade breaks the chain at the next entry', async () => {
    const { log, releases } = await honestLog();
    const changes = [{ code: 'k7m2p9q4r1', from: null, to: 'A' }];
    const rewritten = log.map((entry, i) => (i === 0 ? { ...entry, changes } : entry));
    expect(codes(await verifyLog(utf8(logText(rewritten)), releases, null))).toEqual(['broken-chain 1']);
  });

  it('a rewritten last entry shows against what was seen before', async () => {
    const { log, releases } = await honestLog();
    const rewritten = log.map((entry, i) => (i === 2 ? { ...entry, changes: [] } : entry));
    expect(codes(await verifyLog(utf8(logText(rewritten)), releases, await logHead(log)))).toEqual(['forked 2']);
  });

  it('a removed entry breaks the chain and leaves its release without an entry', async () => {
    const { log, releases } = await honestLog();
    const removed = log.filter((_, i) => i !== 1);
    expect(codes(await verifyLog(utf8(logText(removed)), releases, null))).toEqual([
      'broken-chain 1',
      'missing-entry -1',
    ]);
  });

  it('a log cut short and one chained anew from an earlier entry are forks of what was seen', async () => {
    const { log, releases, entry } = await honestLog();
    const head = await logHead(log);
    const cut = log.slice(0, 2);
    expect(codes(await verifyLog(utf8(logText(cut)), releases.slice(0, 2), head))).toEqual(['forked 2']);
    const forked = await appendLog(log.slice(0, 2), entry(3, { changes: [] }));
    expect(codes(await verifyLog(utf8(logText(forked)), releases, head))).toEqual(['forked 2']);
  });

  it('an entry with the root, year or stage of another release is named', async () => {
    const { entry, releases } = await honestLog();
    for (const change of [{ root: root('9') }, { year: 2024 }, { stage: 'proposed' as const }]) {
      const other = await appendLog([], entry(1, change));
      expect(codes(await verifyLog(utf8(logText(other)), releases.slice(0, 1), null))).toEqual(['other-release 0']);
    }
  });

  it('versions that do not rise are named', async () => {
    const { log, releases, entry } = await honestLog();
    const twice = await appendLog(log, entry(3));
    expect(codes(await verifyLog(utf8(logText(twice)), releases, null))).toEqual(['order 3']);
  });

  it('releases that are no longer addressable may be missing from records.json, never from the log', async () => {
    const { log, releases } = await honestLog();
    expect(codes(await verifyLog(utf8(logText(log)), releases.slice(2), null))).toEqual([]);
  });

  it('is read the same however it is spelled, and where an escape is half a character it is none', async () => {
    const { log, releases } = await honestLog();
    const spellings = [
      JSON.stringify({ entries: log }, null, 1),
      JSON.stringify({ entries: log.map((entry) => Object.fromEntries(Object.entries(entry).reverse())) }),
      JSON.stringify({ entries: log.map((entry) => ({ ...entry, more: 1 })) }),
      logText(log).replace('k7m2', '\\u006b7m2'),
    ];
    for (const text of spellings) expect(await verifyLog(utf8(text), releases, null)).toEqual({ ok: true, value: log });
    const twice = logText(log).replace('"to":"B"', '"to":"A","to":"B"');
    const half = logText(log).replace('k7m2', '\\ud83d');
    for (const text of [twice, half]) expect(codes(await verifyLog(utf8(text), releases, null))).toEqual(['format -1']);
  });

  it('an entry is hashed as its canonical JSON', async () => {
    const { entry } = await honestLog();
    const changes = [
      { code: 'k7m2p9q4r1', from: null, to: '甲"\\', why: 'new' as const },
      { code: 'k7m2p9q4r2', from: 'A', to: null },
    ];
    for (const one of [entry(1), entry(2, { changes })]) {
      const [written = null] = await appendLog([], one);
      const text = canonical(readJson(JSON.stringify(written)));
      expect(written && (await logEntryHash(written))).toBe(toHex(await sha256(utf8(text))));
    }
  });

  it('anything that is no log is refused as a whole', async () => {
    for (const text of [
      '',
      '[]',
      '7',
      '{}',
      '{"entries":{}}',
      '{"entries":[{}]}',
      '{"entries":[7]}',
      '{"entries":[],"entries":[]}',
    ]) {
      expect(codes(await verifyLog(utf8(text), [], null))).toEqual(['format -1']);
    }
    expect(codes(await verifyLog(Uint8Array.of(0xff), [], null))).toEqual(['format -1']);
  });

  it.each([
    { version: 0 },
    { version: '1' },
    { time: 7 },
    { stage: 'draft' },
    { year: 0 },
    { kind: 'other' },
    { kind: undefined },
    { root: null },
    { previous: undefined },
    { changes: undefined },
    { changes: [7] },
    { changes: [{ code: 'a', from: null }] },
    { changes: [{ code: 'a', from: null, to: 7 }] },
    { changes: [{ from: null, to: 'A' }] },
    { changes: [{ code: 'a', from: null, to: 'A', why: 'other' }] },
    { changes: [{ code: 'a', from: null, to: 'A', why: null }] },
  ])('an entry with %j is none', async (change) => {
    const { log } = await honestLog();
    const text = JSON.stringify({ entries: [{ ...log[0], ...change }] });
    expect(codes(await verifyLog(utf8(text), [], null))).toEqual(['format -1']);
  });

  it.each([
    'grading',
    'amendment',
    'correction',
    'refresh',
  ] as const)('an entry of kind %s, of every reason, is read as it was written', async (kind) => {
    const { entry } = await honestLog();
    const reasons = ['downgrade', 'label-withdrawn', 'closure', 'new', 'correction'] as const;
    const changes = reasons.map((why) => ({ code: 'k7m2p9q4r1', from: 'A', to: null, why }));
    const log = await appendLog([], entry(1, { kind, stage: 'proposed', changes }));
    expect(await verifyLog(utf8(logText(log)), [], null)).toEqual({ ok: true, value: log });
  });

  it('the least numbers of an entry are one', async () => {
    const { entry } = await honestLog();
    const log = await appendLog([], entry(1, { year: 1 }));
    expect(await verifyLog(utf8(logText(log)), [], null)).toEqual({ ok: true, value: log });
  });

  it('what a caller adds to an entry is neither logged nor hashed', async () => {
    const { log, entry } = await honestLog();
    const [first] = await appendLog([], { ...entry(1), text: 'of a penalty' } as Omit<LogEntry, 'previous'>);
    expect(logText(first ? [first] : [])).toBe(logText(log.slice(0, 1)));
  });

  it('the first entry has nothing before it; one that claims to is broken', async () => {
    const { log } = await honestLog();
    const [first] = log;
    const claims = first ? [{ ...first, previous: root('0') }] : [];
    expect(codes(await verifyLog(utf8(logText(claims)), [], null))).toEqual(['broken-chain 0']);
  });

  it('an empty log is remembered as nothing, and follows from nothing', async () => {
    expect(await logHead([])).toEqual({ count: 0, hash: '' });
    expect(codes(await verifyLog(utf8(logText([])), [], { count: 0, hash: '' }))).toEqual([]);
    const { log } = await honestLog();
    expect(await logHead(log)).toMatchObject({ count: 3, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(codes(await verifyLog(utf8(logText([])), [], { count: 1, hash: root('1') }))).toEqual(['forked 0']);
  });
});
