/**
 * `keys/intake-public.json`: the public halves of all keys for complaints that this bureau ever had. The desk's and the
 * safe's files may lie on other media when the clerk publishes; a new key in their place would be one that nobody holds.
 */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { keyId } from '../../../core/complaint/keys.ts';
import { type Bytes, concat, fromBase64Url, toBase64Url } from '../../../core/domain/bytes.ts';
import { replaceDurably } from '../durable.ts';
import { SigningError } from './errors.ts';
import { parseKeyFile } from './key-file.ts';

export const INTAKE_PUBLIC_FILE = 'intake-public.json';

/** desk: the handlers'. escrow: in a safe. receipt: online, signs receipts. */
export type IntakeKeyKind = 'desk' | 'escrow' | 'receipt';

export interface KnownKey {
  readonly kind: IntakeKeyKind;
  /** Counts from 1; the highest is the current one. */
  readonly n: number;
  /** `keyId` of the point. */
  readonly id: string;
  /** Uncompressed P-256 point, base64url. */
  readonly public: string;
}

const Memory = v.object({
  v: v.literal(1),
  keys: v.array(
    v.object({
      kind: v.picklist(['desk', 'escrow', 'receipt']),
      n: v.pipe(v.number(), v.integer(), v.minValue(1)),
      id: v.string(),
      public: v.string(),
    }),
  ),
});

const FILE = /^(?:(desk|escrow)-([1-9]\d{0,3})\.key\.json|(receipt)-([1-9]\d{0,3})\.pem)$/;

export function intakeFile(kind: IntakeKeyKind, n: number): string {
  return kind === 'receipt' ? `receipt-${n}.pem` : `${kind}-${n}.key.json`;
}

interface IntakeFile {
  readonly kind: IntakeKeyKind;
  readonly n: number;
  /** Name inside the folder. */
  readonly file: string;
}

/** Key files for complaints in `directory`, newest first within each kind; none when the folder is not there. */
export async function intakeFiles(directory: string): Promise<IntakeFile[]> {
  const names = existsSync(directory) ? await readdir(directory) : [];
  const found = names.flatMap((file): IntakeFile[] => {
    const match = FILE.exec(file);
    const kind = match?.[1] ?? match?.[3];
    const n = Number(match?.[2] ?? match?.[4]);
    return kind === 'desk' || kind === 'escrow' || kind === 'receipt' ? [{ kind, n, file }] : [];
  });
  return found.sort(byKind);
}

/** What is remembered and what the files say, together. Throws SigningError `bad-key-file` where they disagree. */
export async function loadKnownKeys(directory: string): Promise<KnownKey[]> {
  const known = new Map((await readMemory(directory)).map((key) => [intakeFile(key.kind, key.n), key]));
  for (const { kind, n, file } of await intakeFiles(directory)) {
    const point = publicPoint(await publicKeyOf(directory, kind, file));
    const key: KnownKey = { kind, n, id: await keyId(point), public: toBase64Url(point) };
    if ((known.get(file)?.public ?? key.public) !== key.public) throw damaged(file);
    known.set(file, key);
  }
  return [...known.values()].sort(byKind);
}

export async function rememberKeys(directory: string, keys: readonly KnownKey[]): Promise<void> {
  const text = `${JSON.stringify({ v: 1, keys: [...keys].sort(byKind) }, null, 2)}\n`;
  const file = join(directory, INTAKE_PUBLIC_FILE);
  const before = existsSync(file) ? await readFile(file, 'utf8') : '';
  if (before !== text) await replaceDurably(file, text);
}

/** The uncompressed point, 65 bytes. */
export function publicPoint(key: KeyObject): Bytes {
  const { crv, x, y } = (key.type === 'public' ? key : createPublicKey(key)).export({ format: 'jwk' });
  const [left, right] = [fromBase64Url(x ?? ''), fromBase64Url(y ?? '')];
  if (crv !== 'P-256' || left?.length !== 32 || right?.length !== 32) throw new TypeError('not a P-256 key');
  return concat(Uint8Array.of(4), left, right);
}

/** The secret number, 32 bytes, as RFC 9180 serialises P-256 keys. */
export function privateScalar(key: KeyObject): Bytes {
  const scalar = fromBase64Url(key.export({ format: 'jwk' }).d ?? '');
  if (scalar?.length !== 32) throw new TypeError('not a P-256 private key');
  return scalar;
}

/** An online key's PEM. Throws SigningError `bad-key-file`. */
export async function readPrivatePem(directory: string, file: string): Promise<KeyObject> {
  try {
    const key = createPrivateKey(await readFile(join(directory, file)));
    publicPoint(key);
    return key;
  } catch {
    throw damaged(file);
  }
}

async function publicKeyOf(directory: string, kind: IntakeKeyKind, file: string): Promise<KeyObject> {
  if (kind === 'receipt') return readPrivatePem(directory, file);
  const { name, public: pem } = parseKeyFile(await readFile(join(directory, file), 'utf8'), file);
  // A safe's key under a desk's name would give the safe's role away, and the other way round.
  if (`${name}.key.json` !== file) throw damaged(file);
  try {
    const key = createPublicKey(pem);
    publicPoint(key);
    return key;
  } catch {
    throw damaged(file);
  }
}

async function readMemory(directory: string): Promise<readonly KnownKey[]> {
  const file = join(directory, INTAKE_PUBLIC_FILE);
  if (!existsSync(file)) return [];
  let keys: readonly KnownKey[];
  try {
    ({ keys } = v.parse(Memory, JSON.parse(await readFile(file, 'utf8'))));
  } catch {
    throw damaged(INTAKE_PUBLIC_FILE);
  }
  for (const key of keys) {
    const point = fromBase64Url(key.public);
    // What is sealed to a damaged key is lost for ever.
    if (point === null || (await keyId(point)) !== key.id) throw damaged(INTAKE_PUBLIC_FILE);
  }
  return keys;
}

function damaged(file: string): SigningError {
  return new SigningError(
    'bad-key-file',
    `密钥文件损坏、改过名，或与keys/${INTAKE_PUBLIC_FILE}不一致：${file}。请用备份恢复。 A key file is damaged, renamed, or disagrees with keys/${INTAKE_PUBLIC_FILE}: ${file}. Restore it from a backup.`,
  );
}

function byKind(a: { kind: string; n: number }, b: { kind: string; n: number }): number {
  return a.kind === b.kind ? b.n - a.n : a.kind < b.kind ? -1 : 1;
}
