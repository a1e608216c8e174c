/** Real lists, read from beside the checkout; never committed. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSearchIndex, searchInstitutions } from '../../src/core/snapshot/search.ts';
import { indexEntries, packIndex, parseDataFile } from '../../src/core/snapshot/tables.ts';
import { pinyinInitials } from '../../src/node/publish/pinyin.ts';
import { publishRelease } from '../../src/node/publish/publish.ts';
import { directoryFetcher } from '../../src/node/verify/fetchers.ts';
import { fingerprint, type ReadRelease } from '../../src/node/verify/read-release.ts';
import { verifySite } from '../../src/node/verify/verify-site.ts';
import { NOW, PASSPHRASE, writeWorkspace } from '../support/workspace.ts';

/** A bureau that is no demo; nobody's name, host and number. */
const OWN = { demo: false, name: '某县卫生健康局', origin: 'https://yx.mou.gov.cn', phone: '010-81234567' };

const DATA = resolve('../shared/data');
const LISTS = [
  ['cn_beijing_designated.csv', 2948],
  ['cn_fever_clinics_2020.csv', 6753],
] as const;
if (!existsSync(DATA))
  process.stderr.write('real lists are not here: ../shared/data is absent, nothing of it is tested\n');

describe.runIf(existsSync(DATA)).each(LISTS)('%s', (file, rows) => {
  let base: string;
  let release: ReadRelease;
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'yixinma-real-'));
    const columns = {
      id: 'id',
      name: 'name',
      town: 'county',
      address: 'address',
      kind: 'type_raw',
      level: 'level_raw',
      phone: 'phone',
    };
    await writeWorkspace(
      join(base, 'w'),
      {},
      { ...OWN, tables: { institutions: { file: join(DATA, file), columns } } },
    );
    const outcome = await publishRelease({
      dir: join(base, 'w'),
      year: 2026,
      stage: 'final',
      now: NOW,
      passphrase: PASSPHRASE,
      dist: resolve('dist'),
    });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.fault).slice(0, 2000));
    expect(outcome.value.rowsRead).toBe(rows);
    expect(outcome.value.institutions + outcome.value.quarantined).toBe(rows);
    const site = join(base, 'w/site');
    const root = await readFile(join(site, 'd/metadata/1.root.json'));
    const text = (path: string) => readFile(join(site, path), 'utf8').catch(() => null);
    const result = await verifySite(directoryFetcher(join(site, 'd')), text, fingerprint(root), NOW);
    expect(result.problems).toEqual([]);
    if (result.release === null) throw new Error('not verified');
    release = result.release;
  }, 240_000);
  afterAll(() => rm(base, { recursive: true, force: true }));

  it('gives no grade where nothing was assessed, and says that it is awaited', () => {
    const states = new Set(
      release.records.map(({ outcome }) => (outcome.status === 'not-graded' ? outcome.state : outcome.status)),
    );
    expect(states).toEqual(new Set(['awaiting']));
  });

  it('recognises every institution in a second import, and changes not one data file', async () => {
    const dir = join(base, 'w');
    const files = async () => (await readdir(join(dir, 'site/d/targets/example'), { recursive: true })).sort();
    const before = await files();
    const again = await publishRelease({
      ...{ dir, year: 2026, stage: 'final', now: NOW, passphrase: PASSPHRASE, dist: resolve('dist') },
    });
    if (!again.ok) throw new Error(JSON.stringify(again.fault).slice(0, 2000));
    const { institutions, newCodes, gone, changed, unchanged } = again.value;
    process.stdout.write(
      `${file}: ${rows} rows, ${institutions} institutions; second import: ${institutions - newCodes} recognised, ${newCodes} new, ${gone.length} gone\n`,
    );
    expect([institutions, newCodes, gone, changed, unchanged]).toEqual([release.records.length, 0, [], [], true]);
    expect(await files()).toEqual(before);
  }, 240_000);

  it('publishes no mobile number', () => {
    for (const record of release.records) expect(record.phone ?? '').not.toMatch(/(^|\D)1[3-9]\d{9}(\D|$)/);
  });

  it('finds every fiftieth institution by name, by initials and by code', () => {
    const [first] = release.records;
    if (first === undefined) throw new Error('no record');
    const header = { v: 1, bureau: first.bureau, year: first.year, period: first.period } as const;
    const index = buildSearchIndex(indexEntries(parseDataFile(packIndex(header, release.records, pinyinInitials))));
    for (const record of release.records.filter((_, at) => at % 50 === 0)) {
      expect(searchInstitutions(index, record.code)[0]?.code).toBe(record.code);
      // Names repeat: one of the same name is found, within the first fifty.
      expect(searchInstitutions(index, record.name).some(({ name }) => name === record.name)).toBe(true);
      const initials = pinyinInitials(record.name);
      if (initials.length >= 8)
        expect(searchInstitutions(index, initials).some(({ name }) => pinyinInitials(name).startsWith(initials))).toBe(
          true,
        );
    }
  });
});
