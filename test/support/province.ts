/** A province of two bureaus, each with a workspace, keys and a policy of its own. */
import { cp, mkdir, readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addBureau, readCandidate } from '../../src/node/province/bureaus.ts';
import { createProvince } from '../../src/node/province/create.ts';
import { publishProvince, refreshProvince } from '../../src/node/province/publish.ts';
import type { Renewed } from '../../src/node/province/renew.ts';
import { publishRelease } from '../../src/node/publish/publish.ts';
import { createKeys } from '../../src/node/publish/signing/keys.ts';
import { directoryFetcher } from '../../src/node/verify/fetchers.ts';
import { fingerprint, readRelease } from '../../src/node/verify/read-release.ts';
import { COST, NOW, onSite, PASSPHRASE, writeCounty } from './workspace.ts';

export const ORIGIN = 'https://yx.province.example.gov.cn';
export const [A, B] = ['county-a', 'county-b'] as const;

/** Institutions, staff and a penalty of each bureau. */
export function sheetsOf(id: string, names: readonly string[] = ['中心卫生院', '和安诊所']) {
  return {
    机构: names.map((name, at) => ({
      机构编号: `${id}-${at}`,
      名称: `${id}${name}`,
      乡镇: '青石镇',
      地址: `中街${at + 1}号`,
    })),
    人员: [{ 机构编号: `${id}-0`, 姓名: '周柏年', 人员类别: '医师' }],
    处罚: [
      {
        机构编号: `${id}-0`,
        决定书文号: `${id}卫医罚〔2025〕17号`,
        决定日期: '2025-12-03',
        严重程度: '一般',
        案由: '未按规定填写病历资料',
        处罚结果: '警告',
      },
    ],
    评定: id === A ? onSite(`${id}-0`, '93.5') : [],
  };
}

/** A bureau's workspace at its place in the province. `rulebook`: A grades by points, B by events. */
export async function makeBureau(base: string, id: string, difference: Readonly<Record<string, unknown>> = {}) {
  const dir = join(base, id);
  await writeCounty(dir, sheetsOf(id), {
    id,
    name: `${id}卫生健康局`,
    nameEn: `Health Bureau of ${id}`,
    county: `${id}县`,
    countyEn: id,
    regionCode: `00000${id.charCodeAt(id.length - 1) - 96}`,
    rulebook: id === A ? 'wugang' : 'jinjiang',
    origin: ORIGIN,
    basePath: `/${id}/`,
    ...difference,
  });
  return dir;
}

export async function publishBureau(dir: string, dist: string, now = NOW): Promise<void> {
  const outcome = await publishRelease({ dir, year: 2026, stage: 'final', now, passphrase: PASSPHRASE, dist });
  if (!outcome.ok) throw new Error(`the bureau was refused: ${JSON.stringify(outcome.fault)}`);
}

/** Puts the bureau's site into the province's inbox, as `rsync --delete` would. */
export async function deliver(bureau: string, province: string, id: string): Promise<string> {
  const inbox = join(province, 'inbox', id);
  await rm(inbox, { recursive: true, force: true });
  await cp(await realpath(join(bureau, 'site')), inbox, { recursive: true });
  return inbox;
}

export async function makeProvinceDir(base: string, difference: Readonly<Record<string, unknown>> = {}) {
  const dir = join(base, 'province');
  await createProvince(dir, {
    id: 'example-province',
    name: '示例省卫生健康委员会',
    nameEn: 'Health Commission of Example Province',
    county: '示例省',
    countyEn: 'Example Province',
    regionCode: '000000',
    origin: ORIGIN,
    phone: '0000-1234567',
    phoneHours: '工作日8:30–17:30',
    demo: true,
    ...difference,
  });
  await createKeys(join(dir, 'keys'), PASSPHRASE, COST);
  return dir;
}

/** Registers what a bureau handed over. Throws when it is refused. */
export async function register(province: string, handOver: string, now = NOW): Promise<void> {
  const found = await readCandidate(province, handOver, now);
  if (!found.ok) throw new Error(`the bureau was not registered: ${JSON.stringify(found.fault)}`);
  await addBureau(province, found.value.delegate);
}

export const publishAll = (dir: string, dist: string, now = NOW): Promise<Renewed> =>
  publishProvince({ dir, dist, now, passphrase: PASSPHRASE });

export const refreshAll = (dir: string, dist: string, now = NOW, force = false): Promise<Renewed> =>
  refreshProvince({ dir, dist, now, force });

/** The bureau's release as anyone reads it from the province's site, from the province's first root on. */
export async function released(province: string, id: string, now = NOW) {
  const root = await readFile(join(province, 'site/d/metadata/1.root.json'));
  return readRelease(directoryFetcher(join(province, 'site', id, 'd')), fingerprint(root), now, id);
}

/** Both bureaus published, delivered, registered and taken in. */
export async function twoBureaus(base: string, dist: string, now = NOW) {
  await mkdir(base, { recursive: true });
  const province = await makeProvinceDir(base);
  const bureaus: Record<string, string> = {};
  for (const id of [A, B]) {
    const dir = await makeBureau(base, id);
    bureaus[id] = dir;
    await publishBureau(dir, dist, now);
    await register(province, await deliver(dir, province, id), now);
  }
  return { province, bureaus, outcome: await publishAll(province, dist, now) };
}

/** The bureau's workspace again with other institutions: its next publication is another release. */
export async function changeBureau(base: string, id: string, names: readonly string[]): Promise<void> {
  const config = JSON.parse(await readFile(join(base, id, 'bureau.json'), 'utf8'));
  await writeCounty(join(base, id), sheetsOf(id, names), config);
}
