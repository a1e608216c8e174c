/**
 * The keys of a bureau, rehearsed as a clerk and the holders do it, command by command: founded on five media, one lost after
 * the other, the online key stolen. Our verifier and tuf-js are phones that saw every state before.
 */
import { readFileSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { chinaDay } from '../../src/core/domain/iso-date.ts';
import { trustedVersions } from '../../src/core/trust/trusted.ts';
import { refreshTrust } from '../../src/core/trust/updater.ts';
import { runCommand } from '../../src/node/cli/main.ts';
import { loadOnlineSigner } from '../../src/node/publish/signing/keys.ts';
import { createKeyOn } from '../../src/node/publish/signing/media-keys.ts';
import { signedText } from '../../src/node/publish/signing/roles.ts';
import { directoryFetcher } from '../../src/node/verify/fetchers.ts';
import { EARLIEST, fingerprint } from '../../src/node/verify/read-release.ts';
import { temporaryFolder } from '../support/browser.ts';
import { MemoryStore, TufJsClient } from '../support/tuf-clients.ts';
import { onSite, PASSPHRASE, writeWorkspace } from '../support/workspace.ts';

const T0 = Date.UTC(2026, 0, 15, 2);
const RECORDS = 'example/2026/records.json';
let [base, dir, today, exports] = ['', '', 0, 0];
let ours: MemoryStore;
let theirs: TufJsClient;
const now = () => new Date(T0 + today * 86_400_000);
const medium = (key: string) => join(base, 'media', key, `${key}.key.json`);

beforeAll(async () => {
  base = await temporaryFolder('sittings');
  dir = join(base, 'county');
  await writeFile(join(base, 'pass'), PASSPHRASE);
  for (const key of ['root-1', 'root-2', 'root-3', 'targets-1', 'targets-2'])
    await mkdir(dirname(medium(key)), { recursive: true });
  await workbook('85');
});
afterAll(() => theirs.dispose());
afterEach(() => {
  vi.useRealTimers();
});

function workbook(score: string): Promise<void> {
  return writeWorkspace(dir, {
    机构: [{ 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街1号' }],
    人员: [{ 机构编号: 'A1', 姓名: '周柏年', 人员类别: '医师' }],
    评定: onSite('A1', score),
  });
}

async function run(...args: readonly string[]) {
  const said = { out: '', err: '' };
  const code = await runCommand(args, {
    stdin: async () => '',
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    now,
    cwd: base,
    env: { YIXINMA_PASSPHRASE_FILE: join(base, 'pass') },
  });
  return { code, ...said };
}

async function done(...args: readonly string[]): Promise<string> {
  const { code, out, err } = await run(...args);
  expect([code, err], args.join(' ')).toEqual([0, expect.not.stringContaining('没有')]);
  return out;
}

/** Export, every holder in a copy of the folder of their own, import. */
async function sittings(...keys: readonly string[]): Promise<string> {
  const out = `export-${++exports}`;
  await done('publish', 'county', '--year', '2026', '--stage', 'final', '--export', out, '--yes');
  for (const [at, key] of keys.entries()) {
    await cp(join(base, out), join(base, `${out}-${at}`), { recursive: true });
    expect(await done('sign', `${out}-${at}`, '--key', medium(key), '--yes')).toContain('以上由本机按文件重新算出');
  }
  const signed = keys.flatMap((_, at) => ['--signed', `${out}-${at}`]);
  return done('publish', 'county', ...signed);
}

const served = (path: string) => {
  try {
    return new Uint8Array(readFileSync(join(dir, 'site/d', path)));
  } catch {
    return 404;
  }
};

async function ourPhone() {
  const root = await readFile(join(dir, 'site/d/metadata/1.root.json'), 'utf8');
  const pin = { rootSha256: fingerprint(root), minimumVersion: 1, builtAt: EARLIEST };
  const state = await refreshTrust({ fetcher: directoryFetcher(join(dir, 'site/d')), store: ours, pin, now: now() });
  return 'trusted' in state ? { status: state.status, ...trustedVersions(state.trusted) } : state;
}

/** Both phones, which keep what they saw. */
async function phones() {
  vi.useFakeTimers({ now: now(), toFake: ['Date'] });
  const tufJs = await theirs.outcome(RECORDS);
  vi.useRealTimers();
  return [await ourPhone(), tufJs] as const;
}

async function rootKeys(role: 'root' | 'targets'): Promise<readonly string[]> {
  const names = (await readdir(join(dir, 'site/d/metadata'))).filter((name) => name.endsWith('.root.json'));
  const { signed } = JSON.parse(await readFile(join(dir, `site/d/metadata/${names.length}.root.json`), 'utf8'));
  return signed.roles[role].keyids;
}

describe('keys in cabinets', () => {
  it('founded: each key is made on its medium, and the first publication is signed in four sittings', async () => {
    // The one that signs least: at the full cost of guessing.
    await done('keys', 'create', 'county', 'root-3', '--key', medium('root-3'));
    for (const name of ['root-1', 'root-2', 'targets-1', 'targets-2']) {
      const about = { directory: join(dir, 'keys'), name, medium: medium(name), passphrase: PASSPHRASE };
      await createKeyOn({ ...about, today: chinaDay(now()), cost: { N: 2 ** 14, r: 8, p: 1 } });
    }
    expect(await sittings('root-1', 'root-2', 'targets-1', 'targets-2')).toContain('已发布第1号公布');
    expect((await readdir(join(dir, 'keys'))).filter((name) => /^(?:root|targets)/.test(name))).toEqual([]);
    ours = new MemoryStore();
    theirs = new TufJsClient({ answer: served }, served('metadata/1.root.json') as Uint8Array<ArrayBuffer>);
    expect(await phones()).toEqual([{ status: 'current', root: 1, targets: 1, snapshot: 1, timestamp: 1 }, 'accepts']);
    expect(await done('keys', 'list', 'county')).toContain(
      `root-2    ${(await rootKeys('root')).length === 3 ? '' : '?'}`,
    );
  });

  it('a root key is lost: the two others put a new one in its place, and phones of before follow', async () => {
    today = 10;
    await rm(medium('root-2'));
    const before = await rootKeys('root');
    await done('keys', 'rotate', 'county', 'root-2', '--key', medium('root-2'));
    await sittings('root-1', 'root-3', 'targets-1', 'targets-2');
    const after = await rootKeys('root');
    expect(after.filter((id) => before.includes(id))).toHaveLength(2);
    expect(await phones()).toEqual([{ status: 'current', root: 2, targets: 2, snapshot: 2, timestamp: 2 }, 'accepts']);
  });

  it('a targets key is lost: a new one signs from the next root on, which the new root key signs too', async () => {
    today = 20;
    await workbook('50');
    await rm(medium('targets-1'));
    const before = await rootKeys('targets');
    await done('keys', 'rotate', 'county', 'targets-1', '--key', medium('targets-1'));
    await sittings('root-1', 'root-2', 'targets-1', 'targets-2');
    expect((await rootKeys('targets')).filter((id) => before.includes(id))).toHaveLength(1);
    expect(await phones()).toEqual([{ status: 'current', root: 3, targets: 3, snapshot: 3, timestamp: 3 }, 'accepts']);
  });

  it('the online key is stolen: phones that saw the thief’s highest number take the bureau’s again', async () => {
    today = 30;
    const file = join(dir, 'site/d/metadata/timestamp.json');
    const thief = await loadOnlineSigner(join(dir, 'keys'));
    const forged = async (version: number) => {
      const { signed } = JSON.parse(await readFile(file, 'utf8'));
      await writeFile(file, signedText({ ...signed, version }, [thief]));
    };
    await forged(Number.MAX_SAFE_INTEGER);
    expect(await phones()).toEqual([expect.objectContaining({ timestamp: Number.MAX_SAFE_INTEGER }), 'accepts']);
    expect((await run('refresh', 'county', '--force')).err).toContain('在线密钥多半已经外泄');
    await done('keys', 'rotate', 'county', 'online');
    await sittings('root-1', 'root-2', 'targets-1', 'targets-2');
    expect(await phones()).toEqual([{ status: 'current', root: 4, targets: 4, snapshot: 4, timestamp: 1 }, 'accepts']);
    today = 31;
    expect((await run('refresh', 'county', '--force')).code).toBe(0);
    expect(await phones()).toEqual([expect.objectContaining({ status: 'current', timestamp: 2 }), 'accepts']);
    // The thief comes back with the old key.
    const good = await readFile(file);
    await forged(3);
    const [own, tufJs] = await phones();
    expect([own.status, tufJs]).toEqual(['kept', expect.stringMatching(/^(?!accepts)/)]);
    await writeFile(file, good);
  });

  it('the online key is lost: replaced at once with all media at hand, and the timer goes on', async () => {
    today = 40;
    await rm(join(dir, 'keys/online.pem'));
    expect((await run('refresh', 'county', '--force')).err).toContain('没有在线密钥');
    await done('keys', 'rotate', 'county', 'online');
    const media = ['root-1', 'root-3', 'targets-1', 'targets-2'].flatMap((key) => ['--key', medium(key)]);
    await done('publish', 'county', '--year', '2026', '--stage', 'final', '--yes', ...media);
    expect(await phones()).toEqual([expect.objectContaining({ status: 'current', root: 5, targets: 5 }), 'accepts']);
    expect((await run('refresh', 'county', '--force')).code).toBe(0);
    await mkdir(join(base, 'notice'), { recursive: true });
    await cp(join(dir, 'site/d/metadata/1.root.json'), join(base, 'notice/root.json'));
    expect((await run('verify', 'county', '--root', 'notice/root.json')).code).toBe(0);
    expect(await done('keys', 'list', 'county')).toMatch(
      /root-2 +[0-9a-f]{16} {2}在用，不在这里，2026-01-25在 .*root-2 见过/,
    );
  });
});
