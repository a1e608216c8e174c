/** The intake service of a workspace, as `serve` and `npm start` run it: it follows what is published. */
import { cp, mkdtemp, readFile, readlink, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Envelope, envelopeDigest } from '../../../src/core/complaint/envelope.ts';
import { type IntakeKeys, parseIntakeKeys, parseReceiptKeys } from '../../../src/core/complaint/keys.ts';
import { parseReceipt, verifyReceipt } from '../../../src/core/complaint/receipt.ts';
import { sealSubmission } from '../../../src/core/complaint/seal.ts';
import { newSecret, type Secret, statusProof } from '../../../src/core/complaint/secret.ts';
import { findWork } from '../../../src/core/complaint/work.ts';
import { toBase64Url } from '../../../src/core/domain/bytes.ts';
import type { Io } from '../../../src/node/cli/command.ts';
import { serveCommand } from '../../../src/node/cli/serve.ts';
import { markMoved } from '../../../src/node/desk/moved.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import { rotateIntakeKey } from '../../../src/node/publish/signing/intake-keys.ts';
import { parseTrustProxy } from '../../../src/node/server/proxies.ts';
import { readPublishedIntake } from '../../../src/node/server/published-intake.ts';
import { type RunningServer, startServer } from '../../../src/node/server/server.ts';
import { type WorkspaceIntake, workspaceIntake } from '../../../src/node/server/workspace-intake.ts';
import { makeDraft, seededRandom } from '../../support/complaint.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const SHEETS = {
  机构: [{ 机构编号: 'A1', 名称: '青石镇和安口腔门诊部', 乡镇: '青石镇', 地址: '中街12号' }],
  评定: onSite('A1', '93.5'),
};
let base: string;
let dir: string;

async function publish(intake: 'none' | 'online', later = 0): Promise<void> {
  await writeCounty(dir, SHEETS, { intake });
  const now = new Date(NOW.getTime() + later * 3_600_000);
  const done = await publishRelease({
    dir,
    year: 2026,
    stage: 'final',
    now,
    passphrase: PASSPHRASE,
    dist: join(base, 'dist'),
  });
  if (!done.ok) throw new Error(JSON.stringify(done.fault));
}

/** As publishing does it, in one step. */
async function pointSiteTo(release: string): Promise<void> {
  await symlink(release, join(dir, 'site.next'));
  await rename(join(dir, 'site.next'), join(dir, 'site'));
}

async function publishedKeys() {
  const read = await readPublishedIntake(join(dir, await readlink(join(dir, 'site'))), null, NOW);
  if (!read.ok || read.value.keys === null) throw new Error('not online');
  const { intake, receipts } = read.value.keys;
  // As any client reads them.
  const again = {
    intake: parseIntakeKeys(JSON.stringify(intake)),
    receipts: parseReceiptKeys(JSON.stringify(receipts)),
  };
  if (again.intake === null || again.receipts === null) throw new Error('no keys');
  return { intake: again.intake, receipts: again.receipts };
}

async function sealed(keys: IntakeKeys, n: number): Promise<{ readonly envelope: Envelope; readonly secret: Secret }> {
  const random = seededRandom(`server ${n}`);
  const secret = newSecret(random);
  const id = `0b5f9a52-8a4e-4c55-9c3e-${String(n).padStart(12, '0')}`;
  const { envelope } = await sealSubmission(makeDraft({ id }), [], { ...keys, workBits: 0 }, secret, random);
  return { envelope, secret };
}

async function post(url: string, path: string, body: unknown) {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  });
  const text = await answer.text();
  return { status: answer.status, text, json: text.startsWith('{') ? JSON.parse(text) : null };
}

async function submit(url: string, envelope: Envelope) {
  const { intake } = await publishedKeys().catch(() => ({ intake: { workBits: 16 } }));
  const work = await findWork(await envelopeDigest(envelope), intake.workBits, async () => undefined);
  return post(url, '/api/submissions', { envelope, work });
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'yixinma-served-intake-'));
  dir = join(base, 'county');
  await writeBuild(join(base, 'dist'));
}, 60_000);
afterAll(() => rm(base, { recursive: true, force: true }));

describe('from one publication to the next', () => {
  let intake: WorkspaceIntake;
  let server: RunningServer;
  let said: string[];
  let now = NOW;
  let online = '';
  const open = async (): Promise<void> => {
    said = [];
    intake = await workspaceIntake({
      dir,
      databaseUrl: undefined,
      now: () => now,
      trustProxy: false,
      metricsToken: null,
      log: () => undefined,
      report: (text) => said.push(text),
    });
    server = await startServer({ siteDir: join(dir, 'site'), port: 0, host: '127.0.0.1', intake });
  };
  const close = async (): Promise<void> => {
    await server.close();
    await intake.close();
  };
  const health = async () => (await fetch(`${server.url}/healthz`)).json();

  it('there is no service while the bureau takes nothing online, and no database is made', async () => {
    await publish('none');
    await open();
    expect(await intake.open()).toBe(false);
    expect((await post(server.url, '/api/submissions', {})).status).toBe(405);
    expect((await fetch(`${server.url}/api/openapi.json`)).status).toBe(404);
    expect(await health()).toEqual({ status: 'ok' });
    await expect(stat(join(dir, 'intake'))).rejects.toThrow();
    expect(said).toEqual([]);
  });

  it('it opens with the publication that says online, without a restart, and its receipts verify with the published keys', async () => {
    await publish('online', 1);
    const keys = await publishedKeys();
    const { envelope } = await sealed(keys.intake, 1);
    const answer = await submit(server.url, envelope);
    expect(answer.status).toBe(201);
    const receipt = parseReceipt(answer.json?.receipt);
    const expected = { id: envelope.id, digest: await envelopeDigest(envelope) };
    expect(receipt && (await verifyReceipt(receipt, expected, keys.receipts))).toBe(true);
    expect(await health()).toEqual({ status: 'ok', intake: { status: 'ok', database: 'sqlite', waiting: 0 } });
    expect((await fetch(`${server.url}/api/openapi.json`)).status).toBe(200);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    const [used, quota] = ['store', 'quota'].map((of) =>
      Number(new RegExp(`^yixinma_intake_${of}_bytes (\\d+)$`, 'm').exec(metrics)?.[1]),
    );
    expect(used).toBe((await stat(join(dir, 'intake/intake.sqlite'))).size);
    expect(quota).toBeGreaterThan(used ?? 0);
    if (process.platform !== 'win32') expect((await stat(join(dir, 'intake'))).mode & 0o077).toBe(0);
    expect(said).toEqual([]);
  });

  it('after a change of keys, what was sealed to the old ones is still taken, and receipts come from the new one', async () => {
    const old = await publishedKeys();
    await rotateIntakeKey(join(dir, 'keys'), 'desk', PASSPHRASE);
    await rotateIntakeKey(join(dir, 'keys'), 'receipt', PASSPHRASE);
    const { envelope } = await sealed(old.intake, 2);
    // Not published yet: phones would refuse a receipt from the new key, also after a restart.
    await close();
    await open();
    expect((await submit(server.url, (await sealed(old.intake, 3)).envelope)).json?.receipt.key).toBe(
      old.receipts.keys[0]?.id,
    );
    await publish('online', 2);
    const fresh = await publishedKeys();
    const answer = await submit(server.url, envelope);
    expect([answer.status, answer.json?.receipt.key]).toEqual([201, fresh.receipts.keys[0]?.id]);
    expect(fresh.receipts.keys[0]?.id).not.toBe(old.receipts.keys[0]?.id);
    expect((await submit(server.url, (await sealed(fresh.intake, 4)).envelope)).status).toBe(201);
  });

  it('a release that was altered on disk changes nothing, is reported, and is looked at again later', async () => {
    const genuine = await readlink(join(dir, 'site'));
    const { intake: keys } = await publishedKeys();
    const { envelope } = await sealed(keys, 5);
    const work = await findWork(await envelopeDigest(envelope), keys.workBits, async () => undefined);
    await cp(join(dir, genuine), join(dir, 'releases/altered'), { recursive: true });
    const timestamp = join(dir, 'releases/altered/d/metadata/timestamp.json');
    await writeFile(timestamp, (await readFile(timestamp, 'utf8')).replace('"version":', '"version":1'));
    await pointSiteTo('releases/altered');
    const wrong = { ...envelope, bureau: 'other' };
    expect((await post(server.url, '/api/submissions', { envelope: wrong, work })).json).toMatchObject({
      code: 'wrong-bureau',
    });
    expect((await post(server.url, '/api/submissions', { envelope, work })).status).toBe(201);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('metadata/timestamp.json');
    now = new Date(now.getTime() + 31_000);
    expect((await post(server.url, '/api/submissions', { envelope, work })).status).toBe(200);
    expect(said).toHaveLength(2);
    await pointSiteTo(genuine);
  });

  it('once the bureau has closed its intake, phones are told to wait, and the status is still told, also after a restart', async () => {
    const { intake: keys } = await publishedKeys();
    const { envelope, secret } = await sealed(keys, 6);
    const number = (await submit(server.url, envelope)).json?.receipt.number;
    // Publishing deletes the release before: whoever wants to go back has a copy.
    online = 'copy-of-the-release-before';
    await cp(join(dir, await readlink(join(dir, 'site'))), join(dir, online), { recursive: true });
    await publish('none', 4);
    for (let restarts = 0; restarts < 2; restarts++) {
      expect((await submit(server.url, (await sealed(keys, 7)).envelope)).json).toMatchObject({ code: 'busy' });
      const status = await post(server.url, '/api/status', { number, proof: toBase64Url(statusProof(secret)) });
      expect(status.json).toMatchObject({ state: 'received', id: envelope.id });
      expect(await health()).toMatchObject({ status: 'ok', intake: { status: 'closed' } });
      await close();
      await open();
      expect(await intake.open()).toBe(false);
    }
  });

  it('without its receipt key it says so, tells phones to wait, and opens when the key is back', async () => {
    await close();
    await pointSiteTo(online);
    const [key, away] = [join(dir, 'keys'), join(dir, 'keys-away')];
    const { intake: keys } = await publishedKeys();
    await rename(key, away);
    await open();
    expect(await intake.open()).toBe(false);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/receipt-\*\.pem.*The intake service could not be opened/s);
    const { envelope } = await sealed(keys, 8);
    expect(await submit(server.url, envelope)).toMatchObject({ status: 503, json: { code: 'busy' } });
    expect(await health()).toEqual({ status: 'intake-down', intake: { status: 'down' } });
    await rename(away, key);
    expect((await submit(server.url, envelope)).status).toBe(503);
    now = new Date(now.getTime() + 31_000);
    expect((await submit(server.url, envelope)).status).toBe(201);
    await close();
  });

  it('`serve` runs it beside the site, says so, and logs one line a request without its content', async () => {
    const { intake: keys } = await publishedKeys();
    const { envelope } = await sealed(keys, 9);
    const lines = { out: '', err: '' };
    const io: Io = {
      stdin: async () => '',
      out: (text) => {
        lines.out += text;
      },
      err: (text) => {
        lines.err += text;
      },
      now: () => NOW,
      cwd: base,
      env: {},
    };
    const command = serveCommand(async (url) => {
      expect((await submit(url, envelope)).status).toBe(201);
    });
    expect(await command.run(['county', '--port', '0'], io)).toBe(0);
    expect(lines.err).toContain('正在接收网上反映');
    const logged = lines.err.split('\n').filter((line) => line.startsWith('{'));
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([
      { route: '/api/submissions', status: 201, code: 'ok' },
    ]);
    expect(lines.err).not.toContain(envelope.id);
    const wrong = { ...io, env: { TRUST_PROXY: 'everybody' } };
    expect(await serveCommand(async () => undefined).run(['county', '--port', '0'], wrong)).toBe(2);
    expect(lines.err).toContain('TRUST_PROXY');
  });

  it('attack by habit: after a move the service goes on for nobody, also when complaints open only later', async () => {
    now = new Date(now.getTime() + 31_000);
    await publish('none', 6);
    await rename(join(dir, 'intake'), join(dir, 'intake-away'));
    await open();
    expect(await intake.open()).toBe(false);
    await markMoved(dir, 'postgres://db.example.gov.cn/yixinma', NOW.toISOString());
    await publish('online', 7);
    expect(await intake.open()).toBe(false);
    expect(said).toEqual([expect.stringMatching(/^这里的数据库已迁到postgres:\/\/db\.example\.gov\.cn\/yixinma/)]);
    await expect(stat(join(dir, 'intake/intake.sqlite'))).rejects.toThrow();
    await close();
    await expect(open()).rejects.toMatchObject({ code: 'moved' });
    const io: Io = {
      stdin: async () => '',
      out: () => undefined,
      err: (text) => said.push(text),
      now: () => NOW,
      cwd: base,
      env: {},
    };
    const command = serveCommand(async () => undefined);
    await expect(command.run(['county', '--port', '0'], io)).rejects.toMatchObject({ code: 'moved' });
  });
});

describe('TRUST_PROXY', () => {
  it.each([
    [undefined, false],
    ['', false],
    ['0', false],
    ['1', 1],
    ['10.0.0.1', ['10.0.0.1']],
    ['10.0.0.0/8, ::1,loopback', ['10.0.0.0/8', '::1', 'loopback']],
    ['true', null],
    ['*', null],
    ['10.0.0.0/33', null],
    ['10.0.0.1,', null],
    ['10.0.0.0/8/8', null],
    ['99', null],
  ])('reads %j as %j', (text, proxies) => {
    expect(parseTrustProxy(text)).toEqual(proxies);
  });
});
