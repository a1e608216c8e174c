/** A county whose offline keys lie on four media, with something to be signed. */
import { cp, mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { isoDate } from '../../../../src/core/domain/iso-date.ts';
import { publishRelease } from '../../../../src/node/publish/publish.ts';
import { ensureClaimKeys } from '../../../../src/node/publish/signing/claim-keys.ts';
import { exportForSigning } from '../../../../src/node/publish/sittings/export.ts';
import { importSigned } from '../../../../src/node/publish/sittings/import.ts';
import { signExport } from '../../../../src/node/publish/sittings/sign.ts';
import { directoryFetcher } from '../../../../src/node/verify/fetchers.ts';
import { fingerprint } from '../../../../src/node/verify/read-release.ts';
import { verifySite } from '../../../../src/node/verify/verify-site.ts';
import { onSite, PASSPHRASE, writeCounty } from '../../../support/workspace.ts';

export const OFFLINE = ['root-1', 'root-2', 'root-3', 'targets-1', 'targets-2'] as const;
export const at = (day: number) => new Date(Date.UTC(2026, 0, 15 + day, 2));

const NAMES = ['甲门诊部', '乙门诊部', '丙门诊部', '丁诊所', '戊诊所'];

export function sheets(scores: readonly string[], more: Record<string, readonly Record<string, string>[]> = {}) {
  const rows = scores.map((_, n) => ({ 机构编号: `A${n}`, 名称: NAMES[n] ?? '', 地址: `中街${n}号` }));
  return {
    机构: rows,
    人员: [{ 机构编号: 'A0', 姓名: '周柏年', 人员类别: '医师' }],
    评定: scores.flatMap((score, n) => onSite(`A${n}`, score)),
    ...more,
  };
}

/** Published once, with its offline keys; then they are taken out, each to its medium. */
export async function county(base: string, name: string, dist: string, bureau: Record<string, unknown> = {}) {
  const dir = join(base, name, 'county');
  await writeCounty(dir, sheets(['95', '85', '85', '50']), bureau);
  // At the least cost that a key file may have.
  const claims = { origin: 'https://yx.example.gov.cn', today: isoDate('2026-01-15'), published: [] };
  await ensureClaimKeys(join(dir, 'keys'), claims, PASSPHRASE, { N: 2 ** 14, r: 8, p: 1 });
  const first = { dir, year: 2026, stage: 'final', now: at(0), passphrase: PASSPHRASE, dist } as const;
  const outcome = await publishRelease(first);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.fault));
  const stick = (key: string) => join(base, name, 'media', key, `${key}.key.json`);
  for (const key of OFFLINE) {
    await mkdir(join(base, name, 'media', key), { recursive: true });
    await rename(join(dir, `keys/${key}.key.json`), stick(key));
  }
  return world(base, name, dir, dist, stick);
}

/** The same county once more, as it stands now. */
export async function twin(base: string, from: string, name: string, dist: string) {
  await cp(join(base, from), join(base, name), { recursive: true, verbatimSymlinks: true });
  const stick = (key: string) => join(base, name, 'media', key, `${key}.key.json`);
  return world(base, name, join(base, name, 'county'), dist, stick);
}

export type County = Awaited<ReturnType<typeof county>>;

async function world(base: string, name: string, dir: string, dist: string, stick: (key: string) => string) {
  const root = fingerprint(await readFile(join(dir, 'site/d/metadata/1.root.json'), 'utf8'));
  let made = 0;
  return {
    dir,
    root,
    stick,
    folder: (what: string) => join(base, name, what),
    change: (scores: readonly string[], more = {}) => writeCounty(dir, sheets(scores, more)),
    publish: (day: number) =>
      publishRelease({
        ...{ dir, year: 2026, stage: 'final', now: at(day), passphrase: PASSPHRASE, dist },
        media: OFFLINE.map(stick),
      }),
    /** The folder that travels. */
    async export(day: number, year = 2026): Promise<string> {
      const out = join(base, name, `export-${++made}`);
      const outcome = await exportForSigning({
        ...{ dir, year, stage: 'final', now: at(day), dist, out },
        shown: async () => true,
        passphrase: async () => PASSPHRASE,
      });
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.fault));
      return out;
    },
    sign: (folder: string, key: string, day: number, keyFile = stick(key)) =>
      signExport({ folder, key: keyFile, now: at(day), root: null, passphrase: async () => PASSPHRASE }),
    import: (paths: readonly string[], day: number) => importSigned({ dir, paths, now: at(day), dist }),
    async verify(day: number) {
      const text = (path: string) => readFile(join(dir, 'site', path), 'utf8').catch(() => null);
      return (await verifySite(directoryFetcher(join(dir, 'site/d')), text, root, at(day))).problems;
    },
    /** A copy of a folder, to be tampered with. */
    async copy(folder: string): Promise<string> {
      const out = join(base, name, `copy-${++made}`);
      await cp(folder, out, { recursive: true });
      return out;
    },
  };
}
