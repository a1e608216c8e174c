/** Printed claims from the key in the workspace to the digits on a board, over real publications. */
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '../../../src/core/domain/iso-date.ts';
import { publicNow } from '../../../src/core/snapshot/public-now.ts';
import { parseBundle } from '../../../src/core/trust/bundle.ts';
import { parseClaim, verifyClaim } from '../../../src/core/trust/claim.ts';
import { type ClaimKeys, parseClaimKeys } from '../../../src/core/trust/claim-keys.ts';
import { boardsCommand } from '../../../src/node/cli/boards.ts';
import { type BoardSource, makeBoards, type Sheet } from '../../../src/node/publish/boards.ts';
import { claimOf, publishedClaims } from '../../../src/node/publish/claims.ts';
import { type LastRelease, loadLastRelease } from '../../../src/node/publish/last-release.ts';
import type { PublishInput } from '../../../src/node/publish/publication.ts';
import { publishRelease } from '../../../src/node/publish/publish.ts';
import {
  type ClaimSigner,
  ensureClaimKeys,
  loadClaimSigner,
  revokeClaimKey,
} from '../../../src/node/publish/signing/claim-keys.ts';
import { graded, record } from '../../support/records.ts';
import { NOW, onSite, PASSPHRASE, writeBuild, writeCounty } from '../../support/workspace.ts';

const ORIGIN = 'https://yx.example.gov.cn';
const PATH = 'example/keys/claims.json';
const DAY = isoDate('2026-01-15');
const QUICK = { N: 2 ** 14, r: 8, p: 1 };

const folder = () => mkdtemp(join(tmpdir(), 'yixinma-claims-'));
const phrase = async () => PASSPHRASE;
const nobody = async (): Promise<string> => {
  throw new Error('the passphrase was asked for');
};

let base: string;
let dir: string;
let last: LastRelease;
let keys: ClaimKeys;

async function publish(at: string, difference: Partial<PublishInput> = {}) {
  const outcome = await publishRelease({
    dir: at,
    year: 2026,
    stage: 'final',
    now: NOW,
    passphrase: PASSPHRASE,
    dist: join(base, 'dist'),
    ...difference,
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.fault));
}

async function release(at: string, now = NOW): Promise<LastRelease> {
  const loaded = await loadLastRelease(at, now);
  if (!loaded.ok || loaded.value === null) throw new Error('no release');
  return loaded.value;
}

async function claimsOf(at: string, now = NOW): Promise<ClaimKeys> {
  const claims = await publishedClaims(at, await release(at, now));
  if (claims === null) throw new Error('no claims');
  return claims;
}

const ROWS = {
  机构: [
    { 机构编号: 'A1', 名称: '示例甲诊所', 乡镇: '青石镇' },
    { 机构编号: 'A2', 名称: '示例乙诊所', 乡镇: '青石镇' },
  ],
  评定: onSite('A1', '75'),
};

beforeAll(async () => {
  base = await folder();
  dir = join(base, 'workspace');
  await writeBuild(join(base, 'dist'));
  await writeCounty(dir, ROWS);
  await publish(dir);
  last = await release(dir);
  keys = await claimsOf(dir);
}, 60_000);

describe('a publication', () => {
  it('signs the file of claim keys, with what the levels of its year are called', () => {
    expect(last.trusted.target(PATH)).not.toBeNull();
    expect(keys.keys).toMatchObject([{ kid: 1, suite: 'p256', origin: ORIGIN, from: '2026-01-15', revokedOn: null }]);
    expect(keys.marks['2026']?.map(({ zh }) => zh)).toEqual(['优秀', '合格', '差']);
  });

  it('lets it travel in the bundle, byte for byte as signed: the page’s script refuses a bundle that brings anything else', async () => {
    const bundle = parseBundle(await readFile(join(dir, 'site/d/bundle.json'), 'utf8'));
    if (!bundle.ok) throw new Error(bundle.fault.code);
    const text = bundle.value.files.get(PATH) ?? '';
    expect(parseClaimKeys(text)).toEqual({ ok: true, value: keys });
    for (const path of bundle.value.files.keys()) expect(last.trusted.target(path), path).not.toBeNull();
  });

  it('keeps the private half out of the site', async () => {
    expect(await readdir(join(dir, 'keys'))).toEqual(
      expect.arrayContaining(['claim-1.key.json', 'claims-public.json']),
    );
    const files = await readdir(join(dir, 'site'), { recursive: true });
    expect(files.filter((name) => /claim-|claims-public/.test(name))).toEqual([]);
  });

  it('again gives the same bytes; another year is added to the marks', async () => {
    const at = join(await folder(), 'workspace');
    await writeCounty(at, ROWS);
    await publish(at);
    const first = (await release(at)).trusted.target(PATH);
    await publish(at);
    expect((await release(at)).trusted.target(PATH)).toEqual(first);
    const later = new Date('2027-01-15T02:00:00Z');
    await publish(at, { year: 2027, now: later });
    expect(Object.keys((await claimsOf(at, later)).marks)).toEqual(['2026', '2027']);
  }, 60_000);

  it('believes the signed file, not what somebody wrote into the bundle on the server', async () => {
    const at = join(await folder(), 'workspace');
    await writeCounty(at, ROWS);
    await publish(at);
    const honest = await claimsOf(at);
    const file = join(at, 'site/d/bundle.json');
    const [mine] = await ensureClaimKeys(
      await folder(),
      { origin: ORIGIN, today: DAY, published: [] },
      PASSPHRASE,
      QUICK,
    );
    const bundle = JSON.parse(await readFile(file, 'utf8'));
    bundle.files[PATH] = JSON.stringify({ ...honest, keys: [...honest.keys, { ...mine, kid: 7 }] });
    await writeFile(file, JSON.stringify(bundle));
    await publish(at);
    expect(await claimsOf(at)).toEqual(honest);
  }, 60_000);

  it('after a revocation publishes it, with a new key beside it', async () => {
    const at = join(await folder(), 'workspace');
    await writeCounty(at, ROWS);
    await publish(at);
    expect(await revokeClaimKey(join(at, 'keys'), 1, isoDate('2026-02-01'))).toBe(true);
    const [old] = (await claimsOf(at)).keys;
    expect(await loadClaimSigner(join(at, 'keys'), old ? [old] : [], ORIGIN, nobody)).toBeNull();
    await publish(at);
    expect((await claimsOf(at)).keys).toMatchObject([
      { kid: 2, revokedOn: null },
      { kid: 1, revokedOn: '2026-02-01' },
    ]);
  }, 60_000);
});

describe('the claim on a board', () => {
  let signer: ClaimSigner;
  beforeAll(async () => {
    const loaded = await loadClaimSigner(join(dir, 'keys'), keys.keys, ORIGIN, phrase);
    if (loaded === null) throw new Error('no signer');
    signer = loaded;
  });
  const view = (difference: Parameters<typeof record>[0], day = DAY) => publicNow(record(difference), [], day);

  it('verifies with the published keys at its own address alone', async () => {
    const claim = claimOf(view({}), signer) ?? '';
    expect(await verifyClaim(claim, '/i/0000000000', keys.keys)).toEqual({
      status: 'ok',
      year: 2026,
      level: 2,
      origin: ORIGIN,
    });
    expect(await verifyClaim(claim, '/i/1111111111', keys.keys)).toEqual({ status: 'forged' });
  });

  it.each([
    ['without a grade', { outcome: { status: 'not-graded', state: 'new' } }],
    ['whose label is withdrawn', { outcome: { status: 'withdrawn', cause: 'other', on: DAY } }],
    ['of a register', { outcome: { status: 'register' } }],
    ['whose grade has lapsed', { outcome: { ...graded, validUntil: isoDate('2026-01-14') } }],
  ] as const)('is not there for an institution %s', (_name, difference) => {
    expect(claimOf(view(difference), signer)).toBeUndefined();
  });

  it('is not there where the address leaves no room', () => {
    expect(claimOf(view({}), { ...signer, origin: `https://${'a'.repeat(33)}` })).toBeUndefined();
  });

  it('goes to boards with a grade, and to no sticker', () => {
    const seen: Sheet[] = [];
    const renderer = {
      renderPrintDocument: (sheet: Sheet) => {
        seen.push(sheet);
        return { ok: true, value: '' } as const;
      },
      renderPrintBatch: () => '',
    };
    const { bureau, terms, records, openings, fingerprint } = last;
    const source: BoardSource = { bureau, terms, records, openings, fingerprint, release: { version: 1, time: '' } };
    const order = { paper: 'a3', town: null, printedOn: DAY } as const;
    const boards = makeBoards(source, renderer, { ...order, kind: 'board' }, signer);
    expect([boards.printed, boards.claimed]).toEqual([2, 1]);
    const claims = seen.map(({ claim }) => claim && parseClaim(claim)?.level);
    expect(claims.sort()).toEqual([2, undefined]);
    seen.length = 0;
    expect(makeBoards(source, renderer, { ...order, kind: 'stickers' }, signer).claimed).toBe(0);
    expect(seen.map(({ claim }) => claim)).toEqual([undefined, undefined]);
  });
});

describe('yixinma boards', () => {
  async function run(...args: string[]) {
    const said: string[] = [];
    const seen: Sheet[] = [];
    const { bureau, terms, records, openings, fingerprint } = last;
    const source: BoardSource = { bureau, terms, records, openings, fingerprint, release: { version: 1, time: '' } };
    const command = boardsCommand({
      loadSource: async () => ({ source, claimKeys: keys.keys }),
      loadRenderer: async () => ({
        renderPrintDocument: (sheet: Sheet) => {
          seen.push(sheet);
          return { ok: true, value: '' } as const;
        },
        renderPrintBatch: () => '',
      }),
    });
    const say = (text: string) => said.push(text);
    const io = { stdin: async () => '', out: say, err: say, now: () => NOW, cwd: base, env: {} };
    const code = await command.run(args, io);
    return { code, said: said.join(''), claims: seen.flatMap(({ claim }) => claim ?? []) };
  }

  it('asks for the passphrase and says how many codes carry a claim', async () => {
    await writeFile(join(base, 'phrase'), `${PASSPHRASE}\n`);
    const { code, said, claims } = await run('workspace', '--passphrase-file', 'phrase');
    expect(code).toBe(0);
    expect(claims).toHaveLength(1);
    expect(said).toContain('1家的二维码带有等级防伪信息（密钥1）');
    await expect(run('workspace')).rejects.toThrow('--passphrase-file');
  });

  it.each(['--stickers', '--no-claims'])('asks for none with %s', async (flag) => {
    const { code, claims } = await run('workspace', flag);
    expect([code, claims]).toEqual([0, []]);
  });

  it('refuses the wrong passphrase, and says what to do when the key lies elsewhere', async () => {
    await writeFile(join(base, 'wrong'), 'not the passphrase at all');
    await expect(run('workspace', '--passphrase-file', 'wrong')).rejects.toThrow('口令不对');
    const key = join(dir, 'keys/claim-1.key.json');
    await rename(key, `${key}.away`);
    await expect(run('workspace', '--passphrase-file', 'phrase')).rejects.toThrow('--no-claims');
    await rename(`${key}.away`, key);
  });

  it('revokes a key by its number, once there is one', async () => {
    const at = await folder();
    await ensureClaimKeys(join(at, 'keys'), { origin: ORIGIN, today: DAY, published: [] }, PASSPHRASE, QUICK);
    expect((await run(at, '--revoke-claims', '1')).code).toBe(0);
    expect((await run(at, '--revoke-claims', '2')).code).toBe(1);
    expect(await readFile(join(at, 'keys/claims-public.json'), 'utf8')).toContain('"revokedOn": "2026-01-15"');
  });
});

describe('the keys of claims', () => {
  const context = { origin: ORIGIN, today: DAY, published: [] };

  it('are made once', async () => {
    const at = await folder();
    const made = await ensureClaimKeys(at, context, PASSPHRASE, QUICK);
    expect(await ensureClaimKeys(at, { ...context, today: isoDate('2026-05-05') }, PASSPHRASE, QUICK)).toEqual(made);
  });

  it('get a successor when the bureau moves to another origin; the earlier one stays listed', async () => {
    const at = await folder();
    const [first] = await ensureClaimKeys(at, context, PASSPHRASE, QUICK);
    const moved = await ensureClaimKeys(at, { ...context, origin: 'https://credit.example.gov.cn' }, PASSPHRASE, QUICK);
    expect(moved).toMatchObject([{ kid: 2, origin: 'https://credit.example.gov.cn' }, { kid: 1 }]);
    expect(moved[1]).toEqual(first);
    expect((await loadClaimSigner(at, moved, ORIGIN, phrase))?.kid).toBe(1);
  });

  it('are known from the last release when the folder lost them: a printed number never gets another key', async () => {
    const at = await folder();
    const published = await ensureClaimKeys(at, context, PASSPHRASE, QUICK);
    const empty = await folder();
    expect(await ensureClaimKeys(empty, { ...context, published }, PASSPHRASE, QUICK)).toEqual(published);
    const strange = await folder();
    await ensureClaimKeys(strange, context, PASSPHRASE, QUICK);
    await expect(ensureClaimKeys(strange, { ...context, published }, PASSPHRASE, QUICK)).rejects.toMatchObject({
      code: 'bad-key-file',
    });
  });

  it('count when the power went just after the file was written', async () => {
    const at = await folder();
    const made = await ensureClaimKeys(at, context, PASSPHRASE, QUICK);
    await rm(join(at, 'claims-public.json'));
    expect(await ensureClaimKeys(at, context, PASSPHRASE, QUICK)).toEqual(made);
  });

  it('stay revoked, whatever an older list says', async () => {
    const at = await folder();
    const published = await ensureClaimKeys(at, context, PASSPHRASE, QUICK);
    await revokeClaimKey(at, 1, isoDate('2026-02-01'));
    const known = await ensureClaimKeys(at, { ...context, published }, PASSPHRASE, QUICK);
    expect(known).toMatchObject([{ kid: 2 }, { kid: 1, revokedOn: '2026-02-01' }]);
  });

  it('are nine at most: a tenth has no digit', async () => {
    const published = Array.from({ length: 9 }, (_, i) => {
      const [key] = keys.keys;
      if (key === undefined) throw new Error('one key');
      return { ...key, kid: 9 - i, revokedOn: DAY };
    });
    await expect(ensureClaimKeys(await folder(), { ...context, published }, PASSPHRASE, QUICK)).rejects.toMatchObject({
      code: 'keys-exist',
    });
  });

  it('do not sign from a damaged or exchanged file', async () => {
    const [at, other] = [await folder(), await folder()];
    const published = await ensureClaimKeys(at, context, PASSPHRASE, QUICK);
    await ensureClaimKeys(other, context, PASSPHRASE, QUICK);
    await rm(join(at, 'claim-1.key.json'));
    await rename(join(other, 'claim-1.key.json'), join(at, 'claim-1.key.json'));
    await expect(loadClaimSigner(at, published, ORIGIN, phrase)).rejects.toMatchObject({ code: 'bad-key-file' });
    await writeFile(join(at, 'claims-public.json'), '{');
    await expect(loadClaimSigner(at, published, ORIGIN, phrase)).rejects.toMatchObject({ code: 'bad-key-file' });
  });

  it('that no phone knows yet do not sign', async () => {
    const at = await folder();
    await ensureClaimKeys(at, context, PASSPHRASE, QUICK);
    expect(await loadClaimSigner(at, [], ORIGIN, nobody)).toBeNull();
  });
});
