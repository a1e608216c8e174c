/**
 * `yixinma-sign.mjs`: one file with which holders make their keys and sign, each alone on a machine without a workspace and without a
 * network. The clerk's machine sees public halves and signatures only.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '../../src/core/domain/iso-date.ts';
import { buildAlone } from '../../src/node/build/alone.ts';
import { runCommand } from '../../src/node/cli/main.ts';
import { ensureClaimKeys } from '../../src/node/publish/signing/claim-keys.ts';
import { publicKeyText } from '../../src/node/publish/signing/key-file.ts';
import { makeKeyFile } from '../../src/node/publish/signing/media-keys.ts';
import { directoryFetcher } from '../../src/node/verify/fetchers.ts';
import { fingerprint, readRelease } from '../../src/node/verify/read-release.ts';
import { temporaryFolder } from '../support/browser.ts';
import { COST, onSite, PASSPHRASE, writeWorkspace } from '../support/workspace.ts';

const FILE = 'yixinma-sign.mjs';
const KEYS = ['root-1', 'root-2', 'root-3', 'targets-1', 'targets-2'] as const;
let [clerk, away, digest] = ['', '', ''];

beforeAll(async () => {
  const built = await temporaryFolder('sign-build');
  digest = await buildAlone('yixinma-sign', process.cwd(), join(process.cwd(), 'dist'), built);
  clerk = await temporaryFolder('sign-clerk');
  // Alone in a folder: no package.json, no node_modules beside it or above it.
  away = await temporaryFolder('sign-away');
  await copyFile(join(built, FILE), join(away, FILE));
  await writeFile(join(away, 'pass'), PASSPHRASE);
  for (const key of KEYS) await mkdir(join(away, 'usb', key), { recursive: true });
  await writeWorkspace(join(clerk, 'county'), {
    机构: [{ 机构编号: 'A1', 名称: '甲门诊部', 地址: '中街1号' }],
    人员: [{ 机构编号: 'A1', 姓名: '周柏年', 人员类别: '医师' }],
    评定: onSite('A1', '85'),
  });
});

/** A holder's process. `node`: another than the one of this test. */
function holder(args: readonly string[], node = process.execPath) {
  const env = { PATH: process.env.PATH };
  return new Promise<{ status: number; stdout: string; stderr: string }>((done) => {
    execFile(node, [join(away, FILE), ...args], { cwd: away, env }, (fault, stdout, stderr) => {
      done({ status: typeof fault?.code === 'number' ? fault.code : fault ? -1 : 0, stdout, stderr });
    });
  });
}

async function atClerk(...args: readonly string[]) {
  const said = { out: '', err: '' };
  const code = await runCommand(args, {
    stdin: async () => '',
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    now: () => new Date(),
    cwd: clerk,
    env: { YIXINMA_PASSPHRASE_FILE: join(away, 'pass') },
  });
  return { code, ...said };
}

const key = (name: string) => join('usb', name, `${name}.key.json`);
const half = (name: string) => join('usb', name, `${name}.public.json`);
/** The Node that stands in the path, an older one perhaps. */
const OTHER = 'node';

describe('the signer as one file', () => {
  it('imports nothing but what Node brings, nothing that talks to a network, and has the digest that stands beside it', async () => {
    const text = await readFile(join(away, FILE), 'utf8');
    const imports = [...text.matchAll(/(?<!")\b(?:from|import)\s*\(?"([^"]+)"/g)].map(([, name]) => name);
    expect(imports.length).toBeGreaterThan(3);
    expect(imports.filter((name) => !name?.startsWith('node:'))).toEqual([]);
    expect(imports.filter((name) => /^node:(?:net|tls|dns|dgram|https?|http2|inspector)$/.test(name ?? ''))).toEqual(
      [],
    );
    expect(/await fetch\(|globalThis|WebSocket|XMLHttpRequest/.exec(text)?.[0]).toBe(undefined);
    expect(createHash('sha256').update(text).digest('hex')).toBe(digest);
    expect(Buffer.byteLength(text)).toBeLessThan(160_000);
  });

  it('says what to type, in its own name, and of a wrong path that nothing lies there', async () => {
    const nothing = await holder([]);
    expect([nothing.status, nothing.stderr]).toEqual([
      2,
      expect.stringContaining(`node ${FILE} sign FOLDER --key FILE`),
    ]);
    expect(nothing.stderr).toContain(`node ${FILE} keys create NAME --key FILE`);
    const wrong = await holder(['待签', '--key', key('root-1')]);
    expect([wrong.status, wrong.stderr]).toEqual([1, expect.stringContaining('这里没有待签的内容')]);
    expect(wrong.stderr).not.toContain('告知经办人');
    expect((await holder(['keys', 'create', 'root-1'])).stderr).toContain('缺少 --key');
  });
});

describe('a bureau whose offline keys never meet the clerk’s machine', () => {
  it('is founded: keys made away, public halves taken once their fingerprints were read aloud', async () => {
    const fingerprints = new Map<string, string>();
    const made = await holder(['keys', 'create', 'root-1', '--key', key('root-1'), '--passphrase-file', 'pass'], OTHER);
    expect([made.status, made.stderr]).toEqual([0, '']);
    fingerprints.set('root-1', / ([0-9a-f]{32})\n/.exec(made.stdout)?.[1] ?? '');
    for (const name of KEYS.slice(1)) {
      const { keyid, publicKey } = await makeKeyFile({
        name,
        medium: join(away, key(name)),
        passphrase: PASSPHRASE,
        cost: COST,
      });
      await writeFile(join(away, half(name)), publicKeyText({ name, public: publicKey.keyval.public }));
      fingerprints.set(name, keyid.slice(0, 32));
    }
    expect((await holder(['keys', 'show', half('root-1')])).stdout).toContain(fingerprints.get('root-1'));
    for (const name of KEYS) {
      await copyFile(join(away, half(name)), join(clerk, `${name}.public.json`));
      const order = ['keys', 'accept', 'county', name] as const;
      const other = await atClerk(...order, '0'.repeat(16), '--key', `${name}.public.json`).catch(({ code }) => code);
      expect(other).toMatchObject({ code: 1, err: expect.stringContaining('指纹对不上') });
      const { code, out } = await atClerk(...order, fingerprints.get(name) ?? '', '--key', `${name}.public.json`);
      expect([code, out]).toEqual([0, expect.stringContaining(name === 'targets-2' ? '密钥已备齐' : '还差')]);
    }
    expect((await readdir(join(clerk, 'county/keys'))).sort()).toEqual(['online.pem', 'seen.json']);
  });

  it('publishes: each holder sees what the export holds, computed there, and signs in a copy of the folder', async () => {
    const claims = { origin: 'https://yx.example.gov.cn', today: isoDate('2026-01-15'), published: [] };
    await ensureClaimKeys(join(clerk, 'county/keys'), claims, PASSPHRASE, COST);
    const order = ['publish', 'county', '--year', '2026', '--stage', 'final', '--export', '待签', '--yes'];
    expect((await atClerk(...order)).code).toBe(0);
    const shipped = await readFile(join(clerk, '待签/签名说明.txt'), 'utf8');
    // The first publication is a warning: with the passphrase in a file, somebody must say that it was read.
    await cp(join(clerk, '待签'), join(away, '待签'), { recursive: true });
    const unasked = await holder(['待签', '--key', key('root-1'), '--passphrase-file', 'pass']);
    expect([unasked.status, unasked.stderr]).toEqual([1, expect.stringContaining('没有签名')]);
    const signed: string[] = [];
    for (const [at, name] of ['root-1', 'root-2', 'targets-1', 'targets-2'].entries()) {
      await cp(join(clerk, '待签'), join(away, 'usb', name, '待签'), { recursive: true });
      const args = [join('usb', name, '待签'), '--key', key(name), '--passphrase-file', 'pass'];
      const { status, stdout } = await holder([...args, '--yes'], at % 2 === 0 ? process.execPath : OTHER);
      expect([status, stdout]).toEqual([0, expect.stringContaining('以上由本机按文件重新算出')]);
      expect(stdout.startsWith(shipped)).toBe(true);
      for (const file of await readdir(join(away, 'usb', name, '待签/signatures'))) {
        await copyFile(join(away, 'usb', name, '待签/signatures', file), join(clerk, file));
        signed.push('--signed', file);
      }
    }
    expect((await atClerk('publish', 'county', ...signed)).out).toContain('已发布第1号公布');
    const d = join(clerk, 'county/site/d');
    const read = await readRelease(
      directoryFetcher(d),
      fingerprint(await readFile(join(d, 'metadata/1.root.json'))),
      new Date(),
    );
    expect(read.ok && read.value.records.map(({ name }) => name)).toEqual(['甲门诊部']);
  });

  it('attack: a summary that is not what the files say is not signed, and the reason is said', async () => {
    const folder = join(away, '待签');
    const text = await readFile(join(folder, '签名说明.txt'), 'utf8');
    await writeFile(join(folder, '签名说明.txt'), text.replace('机构1家', '机构2家'));
    const { status, stderr } = await holder([
      'sign',
      folder,
      '--key',
      key('root-1'),
      '--passphrase-file',
      'pass',
      '--yes',
    ]);
    expect([status, stderr]).toEqual([1, expect.stringContaining('所附的签名说明与实际内容不一致')]);
    expect(await readdir(folder)).not.toContain('signatures');
  });

  it('replaces a lost key: made away, named by its fingerprint, in the next root', async () => {
    await mkdir(join(away, 'usb/new'));
    const { keyid, publicKey } = await makeKeyFile({
      ...{ name: 'root-2', medium: join(away, 'usb/new/root-2.key.json'), passphrase: PASSPHRASE, cost: COST },
    });
    await writeFile(join(clerk, 'new.public.json'), publicKeyText({ name: 'root-2', public: publicKey.keyval.public }));
    const { code, out } = await atClerk(
      'keys',
      'accept',
      'county',
      'root-2',
      keyid.slice(0, 32),
      '--key',
      'new.public.json',
    );
    expect([code, out]).toEqual([0, expect.stringContaining('发布后启用')]);
    const order = ['publish', 'county', '--year', '2026', '--stage', 'final', '--export', '再签', '--yes'];
    expect((await atClerk(...order)).code).toBe(0);
    expect(await readFile(join(clerk, '再签/签名说明.txt'), 'utf8')).toContain(`启用根密钥 ${keyid.slice(0, 32)}`);
  });
});
