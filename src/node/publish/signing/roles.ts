/** The four roles as plain data, and their signed files. */
import { createHash } from 'node:crypto';
import { utf8 } from '../../../core/domain/bytes.ts';
import { isMap, listAt, mapAt, textAt } from '../../../core/trust/json.ts';
import { type Metadata, parseMetadata, type Role } from '../../../core/trust/metadata.ts';
import { SigningError } from './errors.ts';
import { canonicalBytes, type PublicHalf, type PublicKey, type Signer } from './keys.ts';

/** Days until each role's file expires (trust design, "Format"); a bureau may choose others. */
export interface Lifetimes {
  readonly root: number;
  readonly targets: number;
  readonly snapshot: number;
  readonly timestamp: number;
}
export const LIFETIMES: Lifetimes = { root: 3 * 365, targets: 400, snapshot: 180, timestamp: 90 };

export const ROOT_THRESHOLD = 2;
export const TARGETS_THRESHOLD = 2;
const SPEC_VERSION = '1.0.31';
const DAY_MS = 86_400_000;

export interface Delegation {
  readonly keyids: readonly string[];
  readonly threshold: number;
}

/** What a root says of keys: the part that is carried from one root to the next. */
export interface RootKeys {
  readonly keys: Readonly<Record<string, PublicKey>>;
  readonly roles: Readonly<Record<Role, Delegation>>;
}

/** `YYYY-MM-DDTHH:MM:SSZ`, whole seconds. */
export function instantText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Fields that all roles share. `x-signed-at` is the time that clients may learn from. */
export function head(role: Role, version: number, now: Date, lifetimes: Lifetimes) {
  return {
    _type: role,
    spec_version: SPEC_VERSION,
    version,
    expires: instantText(now.getTime() + lifetimes[role] * DAY_MS),
    'x-signed-at': instantText(now.getTime()),
  };
}

export interface Signature {
  readonly keyid: string;
  /** DER in lower-case hex. */
  readonly sig: string;
}

/** Signatures over the canonical JSON of `signed`. */
export function signaturesBy(signed: object, signers: readonly Signer[]): readonly Signature[] {
  const bytes = canonicalBytes(signed);
  return signers.map((signer) => ({ keyid: signer.keyid, sig: signer.sign(bytes) }));
}

/** The text of a role's file, in canonical order. */
export function roleText(signed: object, signatures: readonly Signature[]): string {
  return `${JSON.stringify({ signatures, signed: sorted(signed) })}\n`;
}

/** The same, signed by those who are here. */
export function signedText(signed: object, signers: readonly Signer[]): string {
  return roleText(signed, signaturesBy(signed, signers));
}

/** How a file is named by the one above it, or a target by the list of targets. */
export function listing(bytes: Uint8Array) {
  return { length: bytes.length, hashes: { sha256: createHash('sha256').update(bytes).digest('hex') } };
}

/** How the snapshot lists the targets file, and the timestamp the snapshot. */
export function listedFile(text: string, version: number) {
  return { version, ...listing(utf8(text)) };
}

/** Public halves by role, wherever the private ones lie: what a root can name. */
export interface KeyRing {
  readonly root: readonly PublicHalf[];
  readonly targets: readonly PublicHalf[];
  readonly online: PublicHalf;
}

/** Root 2-of-3, targets 2-of-N, snapshot and timestamp one online key. */
export function rootKeysOf(ring: KeyRing): RootKeys {
  const ids = (of: readonly PublicHalf[]) => of.map(({ keyid }) => keyid).sort();
  const online: Delegation = { keyids: [ring.online.keyid], threshold: 1 };
  const all = [...ring.root, ...ring.targets, ring.online];
  return {
    keys: Object.fromEntries(all.map(({ keyid, publicKey }) => [keyid, publicKey])),
    roles: {
      root: { keyids: ids(ring.root), threshold: ROOT_THRESHOLD },
      targets: { keyids: ids(ring.targets), threshold: TARGETS_THRESHOLD },
      snapshot: online,
      timestamp: online,
    },
  };
}

/** The signers whose keys `delegation` names; SigningError `too-few-keys` below its threshold. */
export function signersFor(role: Role, delegation: Delegation, signers: readonly Signer[]): Signer[] {
  const chosen = signers.filter(({ keyid }) => delegation.keyids.includes(keyid));
  if (chosen.length < delegation.threshold) {
    const [have, need] = [chosen.length, delegation.threshold];
    throw new SigningError(
      'too-few-keys',
      `签署${role}需要${need}把密钥，现有${have}把。请插入其他密钥介质。 Signing ${role} needs ${need} keys, ${have} are here. Insert the other holders' media.`,
    );
  }
  return chosen;
}

/** Earlier metadata of our own; SigningError `bad-previous` when it cannot be read. */
export function readOwn(text: string, role: Role): Metadata {
  try {
    return parseMetadata(text, role);
  } catch {
    throw new SigningError(
      'bad-previous',
      `已有的${role}.json无法读取。请从备份恢复站点文件夹后重试。 The earlier ${role}.json cannot be read. Restore the site folder from a backup and try again.`,
    );
  }
}

/** The keys and roles of an earlier root of our own. */
export function keysOfRoot(root: Metadata): RootKeys {
  const keys: Record<string, PublicKey> = {};
  mapAt(root.body, 'keys').forEach((key, id) => {
    const pem = isMap(key) ? textAt(mapAt(key, 'keyval'), 'public') : '';
    keys[id] = { keytype: 'ecdsa', scheme: 'ecdsa-sha2-nistp256', keyval: { public: pem } };
  });
  const delegation = (role: Role): Delegation => {
    const entry = mapAt(mapAt(root.body, 'roles'), role);
    const keyids = listAt(entry, 'keyids').filter((id) => typeof id === 'string');
    return { keyids, threshold: Number(entry.get('threshold')) };
  };
  const roles = {
    root: delegation('root'),
    targets: delegation('targets'),
    snapshot: delegation('snapshot'),
    timestamp: delegation('timestamp'),
  };
  return { keys, roles };
}

/** The same data with keys in one order: the same content is the same text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

/** Whether half of a role's life of `days` is gone. */
export function pastHalf(metadata: Metadata, now: Date, days: number): boolean {
  return metadata.expires - now.getTime() < (days * 86_400_000) / 2;
}
