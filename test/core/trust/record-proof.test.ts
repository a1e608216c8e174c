import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../../../src/core/domain/bytes.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { leafHash, merkleTree } from '../../../src/core/domain/merkle.ts';
import { type RecordClaim, verifyRecord } from '../../../src/core/trust/record-proof.ts';
import { parseReleases, type Release, releasesText } from '../../../src/core/trust/releases.ts';

const TIME = '2026-03-02T01:00:00Z';

async function release(version: number, records: readonly string[]) {
  const tree = await merkleTree(await Promise.all(records.map((record) => leafHash(utf8(record)))));
  const listed: Release = {
    version,
    time: TIME,
    year: 2025,
    stage: 'final',
    count: tree.count,
    root: toHex(tree.root),
  };
  const claim = (index: number): RecordClaim => ({
    record: utf8(records[index] ?? ''),
    index,
    count: tree.count,
    proof: tree.proof(index),
    release: version,
  });
  return { listed, claim };
}

async function twoReleases() {
  const older = await release(1, ['{"code":"a","grade":"A"}', '{"code":"b","grade":"B"}', '{"code":"c","grade":"C"}']);
  const newer = await release(2, ['{"code":"a","grade":"A"}', '{"code":"b","grade":"D"}', '{"code":"c","grade":"C"}']);
  return { older, newer, releases: [older.listed, newer.listed] };
}

describe('records.json', () => {
  it('is read as it was written, the newest release last', async () => {
    const { releases } = await twoReleases();
    expect(parseReleases(utf8(releasesText(releases)))).toEqual({ ok: true, value: releases });
  });

  it('may hold a first release without records, of any year', async () => {
    const { listed } = await release(1, ['{"code":"a"}']);
    const releases: Release[] = [{ ...listed, year: 1, count: 0 }];
    expect(parseReleases(utf8(releasesText(releases)))).toEqual({ ok: true, value: releases });
  });

  it('keeps the last day that a proposed release announced, and has no trace of one elsewhere', async () => {
    const { listed } = await release(1, ['{"code":"a"}']);
    const proposed: Release = { ...listed, stage: 'proposed', until: isoDate('2026-03-09') };
    const text = releasesText([proposed]);
    expect(parseReleases(utf8(text))).toEqual({ ok: true, value: [proposed] });
    expect(releasesText([listed])).not.toContain('until');
    for (const day of ['"2026-02-30"', 'null', '""'])
      expect(parseReleases(utf8(text.replace('"2026-03-09"', day)))).toMatchObject({ ok: false });
  });

  it.each([
    ['a root that is no hash', { root: 'ab' }],
    ['an upper-case root', { root: 'A'.repeat(64) }],
    ['an unknown stage', { stage: 'draft' }],
    ['a version of zero', { version: 0 }],
    ['a negative count', { count: -1 }],
    ['a missing year', { year: undefined }],
    ['a year of zero', { year: 0 }],
    ['no time', { time: undefined }],
    ['a root with more after it', { root: 'ab'.repeat(33) }],
    ['a root with more before it', { root: `x${'ab'.repeat(32)}` }],
    ['a root with a line end', { root: `${'ab'.repeat(32)}\n` }],
    ['a last day that is no text', { until: 7 }],
  ])('is refused with %s', async (_, change) => {
    const { older } = await twoReleases();
    const text = JSON.stringify({ releases: [{ ...older.listed, ...change }] });
    expect(parseReleases(utf8(text))).toMatchObject({ ok: false, fault: { code: 'format' } });
  });

  it('is refused when versions do not rise, or when it is no list', async () => {
    const { releases } = await twoReleases();
    expect(parseReleases(utf8(releasesText([...releases].reverse()))).ok).toBe(false);
    const [older] = releases;
    expect(parseReleases(utf8(releasesText(older ? [older, older] : []))).ok).toBe(false);
    for (const text of ['[]', '7', '{}', '{"releases":{}}', '{"releases":[7]}', '{"releases":[[]]}']) {
      expect(parseReleases(utf8(text))).toMatchObject({ ok: false, fault: { code: 'format', file: 'records.json' } });
    }
    expect(parseReleases(utf8('{"releases":[]}'))).toEqual({ ok: true, value: [] });
    expect(parseReleases(Uint8Array.of(0xff)).ok).toBe(false);
  });
});

describe('a record', () => {
  it('under the newest root is genuine and current, under a listed older one genuine and superseded', async () => {
    const { older, newer, releases } = await twoReleases();
    expect(await verifyRecord(newer.claim(1), releases)).toBe('current');
    expect(await verifyRecord(older.claim(1), releases)).toBe('superseded');
  });

  it('of a release that is not listed is not decided: a new page beside a cached bundle, or the other way round', async () => {
    const { newer, older } = await twoReleases();
    expect(await verifyRecord(newer.claim(0), [older.listed])).toBe('unknown-release');
    expect(await verifyRecord(older.claim(0), [newer.listed])).toBe('unknown-release');
  });

  it('an old record passed off under the newest release is not genuine', async () => {
    const { older, releases } = await twoReleases();
    expect(await verifyRecord({ ...older.claim(1), release: 2 }, releases)).toBe('not-under-root');
  });

  it('with any byte changed, another index, another count or another proof is not genuine', async () => {
    const { newer, releases } = await twoReleases();
    const honest = newer.claim(0);
    const { record } = honest;
    for (let at = 0; at < record.length; at++) {
      const bent = record.map((byte, i) => (i === at ? byte ^ 1 : byte));
      expect(await verifyRecord({ ...honest, record: bent }, releases)).toBe('not-under-root');
    }
    expect(await verifyRecord({ ...honest, index: 1 }, releases)).toBe('not-under-root');
    // A tree of four has the same path for its first leaf as one of three: the signed count tells them apart.
    expect(await verifyRecord({ ...honest, count: 4 }, releases)).toBe('not-under-root');
    expect(await verifyRecord({ ...honest, proof: newer.claim(1).proof }, releases)).toBe('not-under-root');
    expect(await verifyRecord({ ...honest, proof: [] }, releases)).toBe('not-under-root');
    const noHash = releases.map((one) => ({ ...one, root: 'no hash' }));
    expect(await verifyRecord(honest, noHash)).toBe('not-under-root');
  });
});
