/** Commands that are interrupted, and the workspaces they are run in: each has something of everything to do. */
import { cp, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { exportForSigning } from '../../../src/node/publish/sittings/export.ts';
import { signExport } from '../../../src/node/publish/sittings/sign.ts';
import { temporaryFolder } from '../browser.ts';
import { onSite, PASSPHRASE, writeCounty, writeWorkspace } from '../workspace.ts';
import { keptFaults } from './kept.ts';

type Row = Readonly<Record<string, string>>;

export interface Scenario {
  readonly name: string;
  readonly args: readonly string[];
  /** The command's clock. */
  readonly now: string;
  /** A workspace in which nothing is left to do but the command. */
  readonly prepare: (institutions: number) => Promise<string>;
  /** Whether a new release is written. */
  readonly changesSite: boolean;
  /** Whether two uninterrupted runs give the same bytes: not where keys and salts are made. */
  readonly repeatable: boolean;
  /** What is wrong with what a run that ended well leaves for later ones; the workspace is not used after it. */
  readonly afterwards?: (dir: string) => Promise<readonly string[]>;
}

const BEFORE = '2026-01-15T02:00:00Z';
const LATER = '2026-03-10T02:00:00Z';
/** The penalty's last day is 2026-12-03. */
const LAPSED = '2026-12-04T02:00:00Z';
const PUBLISH = ['publish', '.', '--year', '2026', '--stage', 'final', '--passphrase-file', 'passphrase', '--yes'];

const institutions = (count: number): Row[] =>
  Array.from({ length: count }, (_, n) => {
    return { 机构编号: `A${n}`, 名称: `青石镇第${n}门诊部`, 地址: `中街${n}号`, 乡镇街道: '青石镇' };
  });
const PENALTY: Row = {
  机构编号: 'A1',
  决定书文号: '示卫医罚〔2025〕17号',
  决定日期: '2025-12-03',
  严重程度: '一般',
  案由: '未按规定填写病历资料',
  处罚结果: '警告',
};

function sheets(rows: readonly Row[], score = '85'): Record<string, readonly Row[]> {
  return {
    机构: rows,
    人员: [{ 机构编号: 'A1', 姓名: '周柏年', 人员类别: '医师' }],
    处罚: [PENALTY],
    评定: rows.flatMap(({ 机构编号: id = '' }) => onSite(id, id === 'A2' ? '95' : score)),
  };
}

/** One institution is gone, one is new, one has another name, one another grade. */
function changed(count: number): Record<string, readonly Row[]> {
  const rows = institutions(count).slice(0, -1);
  const renamed = rows.map((row) => (row['机构编号'] === 'A0' ? { ...row, 名称: '白水镇和安门诊部' } : row));
  const added = { 机构编号: 'B1', 名称: '河口诊所', 地址: '河口村1号', 乡镇街道: '河口镇' };
  return sheets([...renamed, added], '86');
}

/** A grade is lowered, and an institution that nobody has looked at yet is new. */
function lowered(count: number): Record<string, readonly Row[]> {
  const event = { 事件类型: '直接降级', 日期: '2026-03-01', 文书号: '示卫信〔2026〕1号', 降至等级: '差' };
  const added = { 机构编号: 'B1', 名称: '河口诊所', 地址: '河口村1号', 乡镇街道: '河口镇' };
  const { 评定 = [] } = sheets(institutions(count));
  return { ...sheets([...institutions(count), added]), 评定, 事件: [{ 机构编号: 'A2', ...event }] };
}

async function folder(): Promise<string> {
  const dir = join(await temporaryFolder('kills'), 'county');
  return dir;
}

type Bureau = Readonly<Record<string, unknown>>;
const ON_REQUEST: Bureau = { pages: 'on-request' };
const made = new Map<string, Promise<string>>();

/** A copy of the county that has published once. */
const published = (count: number): Promise<string> => publishedAs(count, {});

async function publishedAs(count: number, bureau: Bureau): Promise<string> {
  const name = `${count} ${JSON.stringify(bureau)}`;
  const first = made.get(name) ?? publishFirst(count, bureau);
  made.set(name, first);
  const dir = await folder();
  await cp(await first, dir, { recursive: true, verbatimSymlinks: true });
  return dir;
}

async function publishFirst(count: number, bureau: Bureau): Promise<string> {
  const dir = await folder();
  await writeCounty(dir, sheets(institutions(count)), bureau);
  await writeFile(join(dir, 'passphrase'), PASSPHRASE);
  const outcome = await publishRelease({
    ...{ dir, year: 2026, stage: 'final', now: new Date(BEFORE), passphrase: PASSPHRASE, dist: resolve('dist') },
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.fault));
  return dir;
}

const rotation = (key: string): Scenario => ({
  name: `keys rotate ${key}`,
  args: ['keys', 'rotate', '.', key, '--passphrase-file', 'passphrase'],
  now: LATER,
  prepare: published,
  changesSite: false,
  repeatable: true,
});

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'first publish',
    args: PUBLISH,
    now: BEFORE,
    changesSite: true,
    repeatable: false,
    prepare: async (count) => {
      const dir = await folder();
      await writeWorkspace(dir, sheets(institutions(count)), { intake: 'online' });
      await writeFile(join(dir, 'passphrase'), PASSPHRASE);
      return dir;
    },
  },
  {
    name: 'publish',
    args: PUBLISH,
    now: LATER,
    changesSite: true,
    repeatable: true,
    prepare: async (count) => {
      const dir = await published(count);
      await writeWorkspace(dir, changed(count));
      return dir;
    },
  },
  {
    name: 'amend',
    args: ['amend', '.', '--passphrase-file', 'passphrase', '--yes'],
    now: LATER,
    changesSite: true,
    repeatable: true,
    prepare: async (count) => {
      const dir = await published(count);
      await writeWorkspace(dir, lowered(count));
      return dir;
    },
  },
  {
    name: 'publish by what was kept',
    args: PUBLISH,
    now: LATER,
    changesSite: true,
    repeatable: true,
    prepare: async (count) => {
      const dir = await publishedAs(count, ON_REQUEST);
      await writeWorkspace(dir, lowered(count), ON_REQUEST);
      return dir;
    },
    afterwards: keptFaults,
  },
  {
    name: 'publish --signed',
    args: ['publish', '.', '--signed', 'export'],
    now: LATER,
    changesSite: true,
    repeatable: true,
    prepare: async (count) => {
      const dir = await published(count);
      await writeWorkspace(dir, changed(count));
      const out = join(dir, '../export');
      const now = new Date(LATER);
      const outcome = await exportForSigning({
        ...{ dir, out, year: 2026, stage: 'final', now, dist: resolve('dist') },
        shown: async () => true,
        passphrase: async () => PASSPHRASE,
      });
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.fault));
      for (const name of ['targets-1', 'targets-2']) {
        const key = join(dir, `keys/${name}.key.json`);
        await signExport({ folder: out, key, now, root: null, passphrase: async () => PASSPHRASE });
        await rm(`${key}.signed`);
      }
      await rename(out, join(dir, 'export'));
      return dir;
    },
  },
  { name: 'refresh', args: ['refresh', '.'], now: LAPSED, changesSite: true, repeatable: true, prepare: published },
  rotation('root-1'),
  rotation('targets-1'),
  rotation('online'),
];
