/**
 * Keys of printed claims, P-256: `claim-<n>.key.json`, sealed with the passphrase like the root keys. What is public of
 * them stands in `claims-public.json` beside them, because a key file may lie on another medium. `directory` is `DIR/keys`.
 */
import { createPublicKey, sign } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Bytes, toBase64Url } from '../../../core/domain/bytes.ts';
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import { ClaimKey } from '../../../core/trust/claim-keys.ts';
import { createDurably, replaceDurably } from '../durable.ts';
import { SigningError } from './errors.ts';
import { publicPoint } from './intake-memory.ts';
import { DEFAULT_COST, deriver, freshKdf, openKey, parseKeyFile, type ScryptCost, sealKey } from './key-file.ts';
import { newKey } from './keys.ts';

const PUBLIC_FILE = 'claims-public.json';
const FILE = /^claim-([1-9])\.key\.json$/;
const LAST_KID = 9;

const Memory = v.object({ v: v.literal(1), keys: v.array(ClaimKey) });

/** Where and when a key is made that has to be made. */
export interface ClaimKeyContext {
  readonly origin: string;
  readonly today: IsoDate;
  /** As the last release lists them: known, even if this folder has lost them. */
  readonly published: readonly ClaimKey[];
}

/**
 * All claim keys, newest first, with one that signs for this origin; it is made when there is none, and then the passphrase
 * is asked for: the workspace's, checked before. Throws SigningError `bad-key-file`, `keys-exist` when all nine numbers are used up.
 */
export async function ensureClaimKeys(
  directory: string,
  context: ClaimKeyContext,
  passphrase: string | (() => Promise<string>),
  cost: ScryptCost = DEFAULT_COST,
): Promise<readonly ClaimKey[]> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const known = await loadKnown(directory, context);
  if (signingKey(known, context.origin) === undefined) {
    const kid = (known[0]?.kid ?? 0) + 1;
    if (kid > LAST_KID) throw usedUp();
    const key = newKey();
    const name = `claim-${kid}`;
    const secret = typeof passphrase === 'string' ? passphrase : await passphrase();
    const text = sealKey(name, key, deriver(secret), freshKdf(cost));
    await createDurably(join(directory, `${name}.key.json`), text, 0o600);
    known.unshift(keyOf(kid, publicPoint(key), context));
  }
  await remember(directory, known);
  return known;
}

/** Signs claims of one origin. */
export interface ClaimSigner {
  readonly kid: number;
  readonly origin: string;
  /** ECDSA P-256 with SHA-256, r ‖ s, 64 bytes. */
  sign(statement: Bytes): Bytes;
}

/**
 * The newest key among `published`, those that phones can know, that signs for `origin`; null when there is none. What
 * was revoked since the publication does not sign. Throws SigningError `no-keys`, `wrong-passphrase`, `bad-key-file`.
 */
export async function loadClaimSigner(
  directory: string,
  published: readonly ClaimKey[],
  origin: string,
  passphrase: () => Promise<string>,
): Promise<ClaimSigner | null> {
  const revoked = (await readMemory(directory)).filter(({ revokedOn }) => revokedOn !== null);
  const left = published.filter(({ kid }) => !revoked.some((key) => key.kid === kid));
  const chosen = signingKey(left, origin);
  if (chosen === undefined) return null;
  const file = `claim-${chosen.kid}.key.json`;
  if (!existsSync(join(directory, file))) throw noKey(join(directory, file));
  const { key } = openKey(await readFile(join(directory, file), 'utf8'), file, deriver(await passphrase()));
  if (toBase64Url(publicPoint(key)) !== chosen.publicKey) throw damaged(file);
  return {
    kid: chosen.kid,
    origin,
    sign: (statement) => new Uint8Array(sign('sha256', statement, { key, dsaEncoding: 'ieee-p1363' })),
  };
}

/** Takes all that a key ever signed out of force, from the next publication on. False when there is no such key. */
export async function revokeClaimKey(directory: string, kid: number, on: IsoDate): Promise<boolean> {
  const keys = await readMemory(directory);
  const revoked = keys.map((key) => (key.kid === kid ? { ...key, revokedOn: key.revokedOn ?? on } : key));
  if (!keys.some((key) => key.kid === kid)) return false;
  await remember(directory, revoked);
  return true;
}

function signingKey(keys: readonly ClaimKey[], origin: string): ClaimKey | undefined {
  return keys.find((key) => key.revokedOn === null && key.origin === origin);
}

function keyOf(kid: number, point: Bytes, { origin, today }: ClaimKeyContext): ClaimKey {
  return { kid, suite: 'p256', publicKey: toBase64Url(point), origin, from: today, revokedOn: null };
}

/** What was published, what is remembered and what the files say, together. Once revoked is revoked. */
async function loadKnown(directory: string, context: ClaimKeyContext): Promise<ClaimKey[]> {
  const known = new Map(context.published.map((key) => [key.kid, key]));
  for (const key of [...(await readMemory(directory)), ...(await keysInFiles(directory, context))]) {
    const before = known.get(key.kid) ?? key;
    // A number that is printed on boards cannot get another key.
    if (before.publicKey !== key.publicKey) throw damaged(`claim-${key.kid}.key.json`);
    known.set(key.kid, { ...before, revokedOn: before.revokedOn ?? key.revokedOn });
  }
  return [...known.values()].sort((a, b) => b.kid - a.kid);
}

/** A file that nobody remembers was made just before a power cut: it is taken as made today. */
async function keysInFiles(directory: string, context: ClaimKeyContext): Promise<ClaimKey[]> {
  const keys: ClaimKey[] = [];
  for (const file of await readdir(directory)) {
    const kid = FILE.exec(file)?.[1];
    if (kid === undefined) continue;
    const { name, public: pem } = parseKeyFile(await readFile(join(directory, file), 'utf8'), file);
    if (`${name}.key.json` !== file) throw damaged(file);
    keys.push(keyOf(Number(kid), pointOf(pem, file), context));
  }
  return keys;
}

function pointOf(pem: string, file: string): Bytes {
  try {
    return publicPoint(createPublicKey(pem));
  } catch {
    throw damaged(file);
  }
}

async function readMemory(directory: string): Promise<readonly ClaimKey[]> {
  const file = join(directory, PUBLIC_FILE);
  if (!existsSync(file)) return [];
  try {
    return v.parse(Memory, JSON.parse(await readFile(file, 'utf8'))).keys;
  } catch {
    throw damaged(PUBLIC_FILE);
  }
}

async function remember(directory: string, keys: readonly ClaimKey[]): Promise<void> {
  const file = join(directory, PUBLIC_FILE);
  const text = `${JSON.stringify({ v: 1, keys }, null, 2)}\n`;
  const before = existsSync(file) ? await readFile(file, 'utf8') : '';
  if (before !== text) await replaceDurably(file, text);
}

function damaged(file: string): SigningError {
  return new SigningError(
    'bad-key-file',
    `公示栏防伪密钥损坏、改过名，或与公布过的不一致：${file}。请用备份恢复。 A key of printed claims is damaged, renamed, or not the one that was published: ${file}. Restore it from a backup.`,
  );
}

function noKey(file: string): SigningError {
  return new SigningError(
    'no-keys',
    `没有公示栏防伪密钥：${file}。请插入存放密钥的介质；不带防伪信息打印，请加 --no-claims。 No key of printed claims at ${file}. Insert the medium that holds it, or print without claims: --no-claims.`,
  );
}

function usedUp(): SigningError {
  return new SigningError(
    'keys-exist',
    '公示栏防伪密钥的九个编号已用完。请联系维护人员。 All nine numbers for keys of printed claims are used up. Ask the maintainers.',
  );
}
