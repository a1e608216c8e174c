/** A draw from its sealing to its reveal, over the publications of a year. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Bytes } from '../../../src/core/domain/bytes.ts';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { wugang } from '../../../src/core/rulebooks/wugang/rulebook.ts';
import { type DrawRound, drawFaults, listText, parseDrawFile } from '../../../src/core/snapshot/draw.ts';
import { trustedPaths } from '../../../src/core/trust/trusted.ts';
import { fetchTarget } from '../../../src/core/trust/updater.ts';
import { commitDraw, revealDraw } from '../../../src/node/publish/draw/draw.ts';
import { loadSealed, saveSealed } from '../../../src/node/publish/draw/sealed.ts';
import { nextRounds } from '../../../src/node/publish/draw/targets.ts';
import { ensureKeys } from '../../../src/node/publish/keys.ts';
import { loadLastRelease } from '../../../src/node/publish/last-release.ts';
import { packJson } from '../../../src/node/publish/pack.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { signRepository } from '../../../src/node/publish/signing/metadata.ts';
import { readTree } from '../../../src/node/publish/site.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { fingerprint } from '../../../src/node/verify/read-release.ts';
import { verifySite } from '../../../src/node/verify/verify-site.ts';
import { onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const SHARES = { excellent: 5, qualified: 20, poor: 100 };
const COUNT = 12;
const day = (n: number) => new Date(`2026-02-0${n}T02:00:00Z`);
const [D1, D2, D3, D4, D5, D6] = [day(1), day(2), day(3), day(4), day(5), day(6)];

let base: string;
let dir: string;
beforeAll(async () => {
  // A policy with a draw by grade, in the place of one that has none.
  const plain = wugang.terms.bind(wugang);
  vi.spyOn(wugang, 'terms').mockImplementation((...about) => ({
    ...plain(...about),
    draw: { article: '四（四）', shares: SHARES },
  }));
  base = await mkdtemp(join(tmpdir(), 'yixinma-draw-'));
  dir = join(base, 'county');
  await writeBuild(join(base, 'dist'));
  const ids = Array.from({ length: COUNT }, (_, n) => `A${n}`);
  await writeCounty(dir, {
    机构: [...ids, 'NEW'].map((id) => ({ 机构编号: id, 名称: `${id}诊所`, 地址: '青石镇' })),
    评定: ids.flatMap((id) => onSite(id, id === 'A0' ? '50' : '83.50')),
  });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await rm(base, { recursive: true, force: true });
});

async function publish(now: Date, year = 2026): Promise<void> {
  const input = { dir, year, stage: 'final' as const, now, passphrase: PASSPHRASE };
  expect(await publishRelease({ ...input, dist: join(base, 'dist') })).toMatchObject({ ok: true });
}

async function verified(now: Date) {
  const root = await readFile(join(dir, 'site/d/metadata/1.root.json'));
  const text = (path: string) => readFile(join(dir, 'site', path), 'utf8').catch(() => null);
  const { release, problems } = await verifySite(directoryFetcher(join(dir, 'site/d')), text, fingerprint(root), now);
  if (release === null) throw new Error(JSON.stringify(problems));
  return { release, problems };
}

/** The signed rounds, verified as a stranger verifies them. */
async function rounds(now: Date): Promise<readonly DrawRound[]> {
  const { release, problems } = await verified(now);
  expect(problems).toEqual([]);
  const path = `${release.directory}/draw.json`;
  expect(trustedPaths(release.trusted).filter((one) => one.endsWith('draw.json'))).toEqual([path]);
  const bytes = await fetchTarget(release.trusted, path, directoryFetcher(join(dir, 'site/d')));
  return (bytes.ok ? parseDrawFile(bytes.value) : null)?.rounds ?? [];
}

async function drawFiles(now: Date): Promise<string[]> {
  const { release } = await verified(now);
  return trustedPaths(release.trusted).filter((path) => path.includes('draw'));
}

/** What `verify` says of the site with another `draw.json`, signed with the bureau’s own keys. */
async function problemsWith(draw: object, now: Date) {
  const last = await loadLastRelease(dir, now);
  if (!last.ok || last.value === null) throw new Error('no release');
  const { trusted, directory, previous, fingerprint: pin } = last.value;
  const site = directoryFetcher(join(dir, 'site/d'));
  const targets = new Map<string, Bytes>();
  for (const path of trustedPaths(trusted)) {
    const bytes = await fetchTarget(trusted, path, site);
    if (bytes.ok) targets.set(path, bytes.value);
  }
  targets.set(`${directory}/draw.json`, packJson(draw));
  const keys = [...targets.keys()].filter((path) => path.includes('/keys/'));
  const signers = await ensureKeys(dir, PASSPHRASE);
  const bundled = [`${directory}/records.json`, ...keys];
  const { files } = signRepository({ previous, targets, bundled, signers, now });
  const fetcher = { fetch: async (path: string) => files.get(path) ?? (await site.fetch(path, 2 ** 24)) };
  const text = (path: string) => readFile(join(dir, 'site', path), 'utf8').catch(() => null);
  return (await verifySite(fetcher, text, pin, now)).problems;
}

const at = (now: Date) => ({ dir, now });

describe('a draw in a workspace', () => {
  it('needs a release to draw from, and leaves no file in one without a draw', async () => {
    expect(await commitDraw(at(D1))).toEqual({ ok: false, fault: { code: 'nothing-published' } });
    await publish(D1);
    expect(await drawFiles(D1)).toEqual([]);
    expect(await revealDraw(at(D1))).toEqual({ ok: false, fault: { code: 'nothing-sealed' } });
  });

  it('seals seed and list for its owner alone; a second sealing and a reveal wait for the publication', async () => {
    expect(await commitDraw(at(D2))).toMatchObject({
      ok: true,
      value: { n: 1, of: { excellent: 0, poor: 1, qualified: COUNT - 1 } },
    });
    expect((await stat(join(dir, 'draw/1.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dir, 'draw'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(dir, 'draw'))).toEqual(['1.json']);
    const [sealed] = await loadSealed(dir);
    expect(sealed?.seed).toMatch(/^[0-9a-f]{32}$/);
    expect(sealed?.list).toHaveLength(COUNT);
    expect(await commitDraw(at(D2))).toEqual({ ok: false, fault: { code: 'unpublished', n: 1 } });
    expect(await revealDraw(at(D2))).toEqual({ ok: false, fault: { code: 'never-published', n: 1 } });
    expect(await drawFiles(D2)).toEqual([]);
  });

  it('publishes the commitment alone: neither seed nor list is anywhere in the site', async () => {
    const [sealed] = await loadSealed(dir);
    // Whoever sets the mark by hand gets no reveal beside its own commitment either.
    if (sealed) await saveSealed(dir, { ...sealed, reveal: true });
    await publish(D2);
    if (sealed) await saveSealed(dir, sealed);
    expect(await rounds(D2)).toMatchObject([
      { n: 1, committedOn: '2026-02-02', of: { poor: 1 }, shares: SHARES, revealed: null },
    ]);
    const seed = sealed?.seed ?? '?';
    for (const [path, bytes] of await readTree(join(dir, 'site/'))) {
      expect(Buffer.from(bytes).includes(seed), path).toBe(false);
      expect(Buffer.from(bytes).includes(listText(sealed?.list ?? [])), path).toBe(false);
    }
    expect(await commitDraw(at(D2))).toEqual({ ok: false, fault: { code: 'unrevealed', n: 1 } });
  });

  it('keeps the commitment over publications until it is revealed', async () => {
    const before = await rounds(D3);
    await publish(D3);
    expect(await rounds(D3)).toEqual(before);
  });

  it('is not revealed with a seed or a list that was exchanged', async () => {
    const [sealed] = await loadSealed(dir);
    if (!sealed) throw new Error('nothing sealed');
    for (const other of [
      { ...sealed, seed: 'ab'.repeat(16) },
      { ...sealed, list: sealed.list.slice(1) },
    ]) {
      await saveSealed(dir, other);
      expect(await revealDraw(at(D4))).toEqual({ ok: false, fault: { code: 'does-not-fit', n: 1 } });
      await saveSealed(dir, { ...other, reveal: true });
      await expect(publish(D4)).rejects.toThrow('draw/1.json');
    }
    await rm(join(dir, 'draw/1.json'));
    expect(await revealDraw(at(D4))).toEqual({ ok: false, fault: { code: 'seed-lost', n: 1 } });
    await saveSealed(dir, sealed);
  });

  it('is revealed by the next publication, and drawn again by everyone', async () => {
    expect(await revealDraw(at(D4))).toEqual({ ok: true, value: { n: 1 } });
    expect((await rounds(D4))[0]?.revealed).toBeNull();
    await publish(D4);
    const [round] = await rounds(D4);
    const [sealed] = await loadSealed(dir);
    expect(round).toMatchObject({
      n: 1,
      committedOn: '2026-02-02',
      revealed: { on: '2026-02-04', seed: sealed?.seed, list: sealed?.list },
    });
    expect(round?.revealed?.drawn).toHaveLength(1 + 3);
    expect(round && (await drawFaults(round))).toEqual([]);
    const { release } = await verified(D4);
    const codes = new Set<string>(release.records.map(({ code }) => code));
    expect(round?.revealed?.list.every(([id]) => codes.has(id))).toBe(true);
    expect(await revealDraw(at(D4))).toEqual({ ok: false, fault: { code: 'nothing-sealed' } });
  });

  it('that was exchanged when it was revealed is named by verify, and an unreadable file too', async () => {
    const [round] = await rounds(D4);
    const file = 'example/2026/draw.json';
    expect(await problemsWith({ v: 1, rounds: [round] }, D4)).toEqual([]);
    const other = { ...round, revealed: { ...round?.revealed, seed: 'ab'.repeat(16), drawn: [] } };
    expect(await problemsWith({ v: 1, rounds: [other] }, D4)).toEqual([
      { code: 'draw', file, detail: 'round 1: commitment, drawn' },
    ]);
    expect(await problemsWith({ v: 2 }, D4)).toEqual([{ code: 'draw', file, detail: 'unreadable' }]);
  });

  it('is followed by the next, whose number goes on', async () => {
    expect(await commitDraw(at(D5))).toMatchObject({ ok: true, value: { n: 2 } });
    await publish(D5);
    expect(await rounds(D5)).toMatchObject([
      { n: 1, revealed: { on: '2026-02-04' } },
      { n: 2, revealed: null },
    ]);
    const [first, second] = await loadSealed(dir);
    expect(first?.seed).not.toBe(second?.seed);
  });

  it('with a lost seed stays sealed in public for ever, and does not end all draws', async () => {
    await rm(join(dir, 'draw/2.json'));
    expect(await commitDraw(at(D6))).toMatchObject({ ok: true, value: { n: 3 } });
    await publish(D6);
    const open = [
      { n: 2, revealed: null },
      { n: 3, revealed: null },
    ];
    expect(await rounds(D6)).toMatchObject([{ n: 1 }, ...open]);
    const later = new Date('2027-02-04T02:00:00Z');
    await publish(later, 2027);
    expect((await rounds(later)).slice(-2)).toMatchObject(open);
  });

  it('stops where a sealed file is damaged', async () => {
    await writeFile(join(dir, 'draw/3.json'), '{"v":1,"seed":"secret"}');
    await expect(commitDraw(at(D6))).rejects.toThrow('draw/3.json');
    await expect(commitDraw(at(D6))).rejects.not.toThrow('secret');
  });

  it('has no place under a policy without a draw', async () => {
    vi.restoreAllMocks();
    await rm(join(dir, 'draw'), { recursive: true });
    const next = new Date('2027-02-05T02:00:00Z');
    await publish(next, 2027);
    expect(await commitDraw(at(next))).toEqual({ ok: false, fault: { code: 'no-draw' } });
  });
});

describe('how long rounds stay', () => {
  const round = (n: number, on: string | null): DrawRound => ({
    n,
    committedOn: isoDate('2026-01-01'),
    commitment: 'ab'.repeat(32),
    shares: SHARES,
    of: { excellent: 0, poor: 0, qualified: 0 },
    revealed: on === null ? null : { on: isoDate(on), seed: 's', list: [], drawn: [] },
  });
  const kept = async (published: readonly DrawRound[], today: string) =>
    (await nextRounds(published, [], isoDate(today))).map(({ n }) => n);

  it('is a year after their reveal, for ever while sealed, and for ever for the newest', async () => {
    const published = [round(1, '2026-02-01'), round(2, null), round(3, '2026-02-02'), round(4, '2026-02-01')];
    expect(await kept(published, '2027-02-02')).toEqual([1, 2, 3, 4]);
    expect(await kept(published, '2027-02-03')).toEqual([2, 3, 4]);
    expect(await kept(published, '2030-01-01')).toEqual([2, 4]);
  });
});
