/** A site whose signer shows one release to `verify` and another to phones. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bytes, utf8 } from '../../../src/core/domain/bytes.ts';
import { trustedPaths } from '../../../src/core/trust/trusted.ts';
import { fetchTarget } from '../../../src/core/trust/updater.ts';
import { ensureKeys } from '../../../src/node/publish/keys.ts';
import { loadLastRelease } from '../../../src/node/publish/last-release.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { signRepository } from '../../../src/node/publish/signing/metadata.ts';
import { directoryFetcher } from '../../../src/node/verify/fetchers.ts';
import { verifySite } from '../../../src/node/verify/verify-site.ts';
import { onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const [FIRST, NEXT_YEAR] = [new Date('2026-01-15T02:00:00Z'), new Date('2027-01-15T02:00:00Z')];
let base: string;
let dir: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-strays-'));
  dir = join(base, 'county');
  await writeBuild(join(base, 'dist'));
  await writeCounty(dir, { 机构: [{ 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街12号' }], 评定: onSite('A1', '85') });
  for (const [year, now] of [[2026, FIRST] as const, [2027, NEXT_YEAR] as const]) {
    const input = { dir, year, stage: 'final', now, passphrase: PASSPHRASE } as const;
    expect(await publishRelease({ ...input, dist: join(base, 'dist') })).toMatchObject({ ok: true });
  }
});
afterAll(() => rm(base, { recursive: true, force: true }));

/** What `verify` says of the site with its signed files changed by whoever holds all keys. */
async function problemsWith(change: (files: Map<string, Bytes>) => void) {
  const last = await loadLastRelease(dir, NEXT_YEAR);
  if (!last.ok || last.value === null) throw new Error('no release');
  const { trusted, previous, fingerprint } = last.value;
  const site = directoryFetcher(join(dir, 'site/d'));
  const targets = new Map<string, Bytes>();
  for (const path of trustedPaths(trusted)) {
    const bytes = await fetchTarget(trusted, path, site);
    if (bytes.ok) targets.set(path, bytes.value);
  }
  change(targets);
  const bundled = [...targets.keys()].filter((path) => path.endsWith('/records.json') || path.includes('/keys/'));
  const signers = await ensureKeys(dir, PASSPHRASE);
  const { files } = signRepository({ previous, targets, bundled, signers, now: NEXT_YEAR });
  const fetcher = { fetch: async (path: string) => files.get(path) ?? null };
  const text = (path: string) => readFile(join(dir, 'site', path), 'utf8').catch(() => null);
  const { problems } = await verifySite(fetcher, text, fingerprint, NEXT_YEAR);
  return problems.map(({ code, file }) => `${code} ${file}`);
}

const REAL = 'example/2027';
const FORGED = utf8('{"entries":[]}');
const move = (files: Map<string, Bytes>, name: string, to: string) => {
  const bytes = files.get(`${REAL}/${name}`);
  if (bytes === undefined) throw new Error(`no ${name}`);
  files.set(`${to}/${name}`, bytes);
};

it('a site that goes on from an older year verifies', async () => {
  expect(await problemsWith(() => undefined)).toEqual([]);
});

describe('attack by a signer: an honest file where verify looks, a forged one where phones look', () => {
  it.each([
    'example/2020',
    'aaa/2000',
  ])('an honest log in %s does not hide the forged one of the newest year', async (to) => {
    const said = await problemsWith((files) => {
      move(files, 'log.json', to);
      files.set(`${REAL}/log.json`, FORGED);
    });
    expect(new Set(said)).toEqual(new Set([`log ${REAL}/log.json`]));
  });

  it.each([
    'example/2020',
    'aaa/2026',
    'example',
    'example/2027/deeper',
  ])('a second log and list of releases in %s is named', async (to) => {
    const said = await problemsWith((files) => {
      for (const name of ['log.json', 'records.json']) move(files, name, to);
    });
    expect(said).toEqual(expect.arrayContaining([`data ${to}/log.json`, `data ${to}/records.json`]));
  });

  it('institutions that stand in an older year’s folder are no part of the release', async () => {
    const said = await problemsWith((files) => {
      for (const name of ['index.bin', 'profile.bin']) {
        move(files, name, 'example/2020');
        files.delete(`${REAL}/${name}`);
      }
    });
    expect(said).toEqual(
      expect.arrayContaining([
        'data example/2020/index.bin',
        'data example/2020/profile.bin',
        'record-root records.json',
      ]),
    );
  });

  it('a complete release of another bureau in a later year is not taken alone: this one’s files are named', async () => {
    const said = await problemsWith((files) => {
      const names = [...files.keys()].filter((path) => path.startsWith(`${REAL}/`));
      for (const path of names) move(files, path.slice(REAL.length + 1), 'aaa/2028');
      files.set(`${REAL}/log.json`, FORGED);
    });
    expect(said).toContain(`data ${REAL}/log.json`);
  });
});
