/**
 * Keys of a bureau: three for root and two for targets, kept offline in passphrase-encrypted files, and one online key
 * for snapshot and timestamp, which the refresh timer uses without a person.
 */
import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bytes, utf8 } from '../../../core/domain/bytes.ts';
import { canonical, readJson } from '../../../core/trust/json.ts';
import { replaceDurably, syncFolders } from '../durable.ts';
import { SigningError } from './errors.ts';
import { DEFAULT_COST, deriver, freshKdf, openKey, publicPem, type ScryptCost, sealKey } from './key-file.ts';

/** The public half as metadata lists it. */
export interface PublicKey {
  readonly keytype: 'ecdsa';
  readonly scheme: 'ecdsa-sha2-nistp256';
  readonly keyval: { readonly public: string };
}

/** All that others may know of a key. */
export interface PublicHalf {
  /** SHA-256 of the public key's canonical JSON, lower-case hex. */
  readonly keyid: string;
  readonly publicKey: PublicKey;
}

export interface Signer extends PublicHalf {
  /** ECDSA P-256 with SHA-256, DER in lower-case hex. Not deterministic. */
  sign(bytes: Bytes): string;
}

export interface Signers {
  readonly root: readonly Signer[];
  readonly targets: readonly Signer[];
  readonly online: Signer;
}

const OFFLINE = ['root-1', 'root-2', 'root-3', 'targets-1', 'targets-2'];
export const ONLINE_FILE = 'online.pem';
export const KEY_FILE = /^(root|targets)-\d+\.key\.json$/;

/** There while the keys are made: nothing was ever signed with those beside it, and the next run makes them anew. */
const MAKING = 'being-made';

/** Whether `directory` has a bureau's keys, all of them made. */
export function keysAreMade(directory: string): boolean {
  return existsSync(join(directory, ONLINE_FILE)) && !existsSync(join(directory, MAKING));
}

/**
 * Creates all six keys in `directory` (made if needed; mode 0700). Refuses to overwrite: SigningError `keys-exist`.
 * Move the offline files to their holders' media afterwards; `loadSigners` takes those that are there.
 */
export async function createKeys(
  directory: string,
  passphrase: string,
  cost: ScryptCost = DEFAULT_COST,
): Promise<Signers> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const present = (await readdir(directory)).filter((name) => KEY_FILE.test(name) || name === ONLINE_FILE);
  const making = join(directory, MAKING);
  if (present.length > 0 && !existsSync(making)) {
    throw new SigningError(
      'keys-exist',
      `${directory}中已有密钥，不会覆盖。请换一个文件夹。 There are keys in ${directory} already; they are never overwritten. Choose another folder.`,
    );
  }
  await replaceDurably(making, '');
  const derive = deriver(passphrase);
  const kdf = freshKdf(cost); // one for all: every file has its own nonce
  const made = new Map<string, Signer>();
  for (const name of OFFLINE) {
    const key = newKey();
    await replaceDurably(join(directory, `${name}.key.json`), sealKey(name, key, derive, kdf), 0o600);
    made.set(name, signerOf(key));
  }
  const online = newKey();
  await replaceDurably(join(directory, ONLINE_FILE), onlinePem(online), 0o600);
  await rm(making);
  await syncFolders([directory]);
  return { ...offlineOf(made), online: signerOf(online) };
}

/**
 * Opens every key file in `directory`, and those of `media`, files elsewhere. Faults: SigningError `no-keys`, `bad-key-file`,
 * `wrong-passphrase`. Whether they are enough for a role is judged when it is signed. `wanted`: which files to open.
 */
export async function loadSigners(
  directory: string,
  passphrase: string,
  wanted: (file: string) => boolean = () => true,
  media: readonly string[] = [],
): Promise<Signers> {
  const present = existsSync(directory) ? await readdir(directory) : [];
  const names = present.filter((name) => KEY_FILE.test(name) && wanted(name)).sort();
  if (names.length + media.length === 0) {
    throw new SigningError(
      'no-keys',
      `${directory}中没有密钥文件。请插入密钥介质，或先生成密钥。 No key files in ${directory}. Insert the medium that holds them, or create keys first.`,
    );
  }
  const derive = deriver(passphrase);
  const opened = new Map<string, Signer>();
  for (const name of names) {
    const { key } = openKey(await readFile(join(directory, name), 'utf8'), name, derive);
    opened.set(name, signerOf(key));
  }
  for (const file of media) {
    const { name, key } = openKey(await readKeyFile(file), file, derive);
    // One key by two ways is one signature.
    opened.set(`${name}.key.json`, signerOf(key));
  }
  return { ...offlineOf(opened), online: await loadOnlineSigner(directory) };
}

/** The text of a key file that lies on a medium. Throws SigningError `no-keys` with what to do. */
export async function readKeyFile(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new SigningError(
      'no-keys',
      `没有这个密钥文件：${file}。请插好介质，核对路径。 No key file at ${file}. Insert its medium and check the path.`,
    );
  });
}

/** The online key alone, for the refresh timer; no passphrase. */
export async function loadOnlineSigner(directory: string, file = join(directory, ONLINE_FILE)): Promise<Signer> {
  let pem: string;
  try {
    pem = await readFile(file, 'utf8');
  } catch {
    throw new SigningError(
      'no-keys',
      `没有在线密钥：${file}。请从备份恢复。 No online key at ${file}. Restore it from a backup.`,
    );
  }
  try {
    return signerOf(createPrivateKey(pem));
  } catch {
    throw new SigningError(
      'bad-key-file',
      `在线密钥无法读取：${file}。请从备份恢复。 The online key cannot be read: ${file}. Restore it from a backup.`,
    );
  }
}

/** A signer over any P-256 private key. */
export function signerOf(key: KeyObject): Signer {
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new SigningError('bad-key-file', '密钥类型不对，应为P-256。 The key must be a P-256 key.');
  }
  return {
    ...publicHalfOf(publicPem(key)),
    sign: (bytes) => sign('sha256', bytes, { key, dsaEncoding: 'der' }).toString('hex'),
  };
}

/** The id of a P-256 public key in PEM, lower-case hex. */
export function keyidOf(pem: string): string {
  return createHash('sha256')
    .update(canonicalBytes(publicKeyOf(pem)))
    .digest('hex');
}

export function publicHalfOf(pem: string): PublicHalf {
  return { keyid: keyidOf(pem), publicKey: publicKeyOf(pem) };
}

function publicKeyOf(pem: string): PublicKey {
  return { keytype: 'ecdsa', scheme: 'ecdsa-sha2-nistp256', keyval: { public: pem } };
}

export function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

/** Canonical JSON of plain data; floats, unsafe integers and lone surrogates throw. */
export function canonicalBytes(value: unknown): Bytes {
  return utf8(canonical(readJson(JSON.stringify(value))));
}

function offlineOf(named: ReadonlyMap<string, Signer>): Pick<Signers, 'root' | 'targets'> {
  const of = (role: string) => [...named].filter(([name]) => name.startsWith(role)).map(([, signer]) => signer);
  return { root: of('root'), targets: of('targets') };
}

/** The text of the online key's file, which has no passphrase. */
export function onlinePem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
