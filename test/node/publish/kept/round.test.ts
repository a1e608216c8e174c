import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isoDate } from '../../../../src/core/domain/iso-date.ts';
import { type KeptRound, packRound, parseRound } from '../../../../src/node/publish/kept/round.ts';
import { forgetRound, loadRound, saveRound } from '../../../../src/node/publish/kept/store.ts';

const ROUND: KeptRound = {
  frame: { program: 'aa', config: 'bb', year: 2026, targets: 'cc', files: { 'codes.csv': 'dd', 'matches.json': null } },
  day: isoDate('2026-01-15'),
  families: ['A1', '甲2'],
  again: [1],
  tables: [
    {
      sheet: 'institutions',
      sha256: 'ee',
      headings: 'ff',
      head: [0],
      runs: { places: Uint32Array.of(0, 2, 1, 9, 70_000, 1, 3, 1, 71, 99), digests: new Uint8Array(32).fill(7) },
    },
    {
      sheet: 'staff',
      sha256: '11',
      headings: '22',
      head: [0],
      runs: { places: new Uint32Array(), digests: new Uint8Array() },
    },
  ],
  members: Uint32Array.of(1, 0),
  facts: ['', '{"licence":"practice-licence","assessments":{"publicHealthScore":"85"}}'],
  evaluations: new Uint8Array(32).fill(1),
  staff: new Uint8Array(64).fill(2),
  leaves: new Uint8Array(64).fill(3),
};
const SECRET = Buffer.alloc(32, 5);

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yixinma-kept-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

it('comes back as it was packed', () => {
  expect(parseRound(packRound(ROUND))).toEqual(ROUND);
});

it('is nothing where its bytes end early, go on, or are of another version', () => {
  const bytes = packRound(ROUND);
  for (const length of [0, 3, 4, 40, bytes.length - 1]) expect(parseRound(bytes.subarray(0, length))).toBeNull();
  expect(parseRound(Buffer.concat([bytes, Buffer.of(0)]))).toBeNull();
  expect(parseRound(Buffer.from(Buffer.from(bytes).toString('latin1').replace('"v":3', '"v":2'), 'latin1'))).toBeNull();
});

it('is readable by its owner alone, replaced whole, and believed with the seal of its workspace only', async () => {
  await saveRound(dir, SECRET, ROUND);
  await saveRound(dir, SECRET, ROUND);
  expect(await loadRound(dir, SECRET)).toEqual(ROUND);
  expect(((await stat(join(dir, 'kept'))).mode & 0o777).toString(8)).toBe('700');
  expect(((await stat(join(dir, 'kept/round'))).mode & 0o777).toString(8)).toBe('600');
  expect(await loadRound(dir, Buffer.alloc(32, 6))).toBeNull();
  const bytes = await readFile(join(dir, 'kept/round'));
  for (const at of [0, 40, bytes.length - 1]) {
    const bent = Buffer.from(bytes);
    bent[at] = (bent[at] ?? 0) ^ 1;
    await writeFile(join(dir, 'kept/round'), bent);
    expect(await loadRound(dir, SECRET)).toBeNull();
  }
  await forgetRound(dir);
  expect(await loadRound(dir, SECRET)).toBeNull();
  await forgetRound(dir);
  await mkdir(join(dir, 'kept'));
  expect(await loadRound(dir, SECRET)).toBeNull();
});
