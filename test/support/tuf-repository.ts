/**
 * A repository in memory, signed with real P-256 keys made on the spot, of which anything can be bent: the honest
 * publisher, the thief of a key and the host in the middle are all played by this one class.
 */
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type Bytes, fromUtf8, utf8 } from '../../src/core/domain/bytes.ts';
import type { Fetcher } from '../../src/core/trust/fetcher.ts';
import { canonical, readJson } from '../../src/core/trust/json.ts';
import type { Role } from '../../src/core/trust/metadata.ts';
import { TrustError } from '../../src/core/trust/problem.ts';

/** `signed` of a role, loosely typed on purpose: attacks write anything. */
export type Loose = Record<string, unknown>;
/** What a host does instead of answering with the file. */
export type Misbehaviour = 'network' | 403 | 500 | 'html' | 'redirect' | 'truncated' | 'endless';

export const T0 = new Date('2026-03-02T01:00:00Z');
export const DAY = 86_400_000;

export function later(days: number, from: Date = T0): Date {
  return new Date(from.getTime() + days * DAY);
}

export function instant(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

export function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

export class Key {
  readonly secret: KeyObject;
  readonly listed: { keytype: string; scheme: string; keyval: { public: string } };
  id: string;

  constructor(secret = newKey()) {
    this.secret = secret;
    const pem = createPublicKey(secret).export({ type: 'spki', format: 'pem' }).toString();
    this.listed = { keytype: 'ecdsa', scheme: 'ecdsa-sha2-nistp256', keyval: { public: pem } };
    this.id = createHash('sha256').update(canonicalText(this.listed)).digest('hex');
  }

  /** DER in hex, over any text. */
  signText(text: string): string {
    return sign('sha256', utf8(text), this.secret).toString('hex');
  }

  /** The same key under another id, as someone would list it to be counted twice. */
  alias(id: string): Key {
    const twin = new Key(this.secret);
    twin.id = id;
    return twin;
  }
}

export function canonicalText(value: unknown): string {
  return canonical(readJson(JSON.stringify(value)));
}

export class TufRepository {
  readonly keys: Record<Role, Key[]>;
  /** Current content of each role; change it, then `write` or `publish`. */
  readonly signed: Record<Role, Loose>;
  readonly content = new Map<string, Bytes>();
  /** What the host serves, by path under `/d/`. */
  readonly files = new Map<string, Bytes>();
  readonly misbehaviour = new Map<string, Misbehaviour>();
  readonly requests: string[] = [];
  /** Files to cut the line at: the n-th request from now fails, and all after it. */
  failFrom = Number.POSITIVE_INFINITY;
  now: Date;

  constructor(now: Date = T0) {
    this.now = now;
    const online = new Key();
    this.keys = {
      root: [new Key(), new Key(), new Key()],
      targets: [new Key(), new Key()],
      snapshot: [online],
      timestamp: [online],
    };
    this.signed = {
      root: { ...this.head('root', 1100), consistent_snapshot: true },
      targets: this.head('targets', 400),
      snapshot: this.head('snapshot', 180),
      timestamp: this.head('timestamp', 90),
    };
    this.content.set('demo/2025/records.json', utf8('{"releases":[]}'));
    this.content.set('demo/2025/index.bin', utf8('index of one county'));
    this.listKeys();
    this.write('root');
    this.link();
  }

  private head(role: Role, days: number): Loose {
    const { now } = this;
    return {
      _type: role,
      spec_version: '1.0.31',
      version: 1,
      expires: instant(later(days, now)),
      'x-signed-at': instant(now),
    };
  }

  version(role: Role): number {
    return Number(this.signed[role].version);
  }

  /** Puts the present keys into the root's content. */
  listKeys(): void {
    const all = Object.values(this.keys).flat();
    const threshold: Record<Role, number> = { root: 2, targets: 2, snapshot: 1, timestamp: 1 };
    this.signed.root.keys = Object.fromEntries(all.map((key) => [key.id, key.listed]));
    this.signed.root.roles = Object.fromEntries(
      (['root', 'targets', 'snapshot', 'timestamp'] as const).map((role) => [
        role,
        { keyids: this.keys[role].map(({ id }) => id), threshold: threshold[role] },
      ]),
    );
  }

  /** A signed file's text. */
  text(role: Role, signers: readonly Key[] = this.keys[role], signed: Loose = this.signed[role]): string {
    const canon = canonicalText(signed);
    const signatures = signers.map((key) => ({ keyid: key.id, sig: key.signText(canon) }));
    return JSON.stringify({ signatures, signed });
  }

  path(role: Role): string {
    const plain = role === 'timestamp' || (role !== 'root' && this.signed.root.consistent_snapshot !== true);
    return plain ? `metadata/${role}.json` : `metadata/${this.version(role)}.${role}.json`;
  }

  /** Writes a role's file; `text` for one that is not what an honest signer would make. */
  write(role: Role, text = this.text(role)): void {
    this.files.set(this.path(role), utf8(text));
  }

  /** Lists the target files in targets, targets in snapshot, snapshot in timestamp, and writes all. */
  link(targetsText?: string): void {
    this.signed.targets.targets = Object.fromEntries([...this.content].map(([path, bytes]) => [path, listing(bytes)]));
    for (const [path, bytes] of this.content) this.files.set(this.targetPath(path), bytes);
    this.write('targets', targetsText ?? this.text('targets'));
    this.linkSnapshot();
  }

  linkSnapshot(snapshotText?: string): void {
    const targets = this.files.get(this.path('targets')) ?? utf8('');
    this.signed.snapshot.meta = { 'targets.json': { version: this.version('targets'), ...listing(targets) } };
    this.write('snapshot', snapshotText ?? this.text('snapshot'));
    this.linkTimestamp();
  }

  linkTimestamp(timestampText?: string): void {
    const snapshot = this.files.get(this.path('snapshot')) ?? utf8('');
    this.signed.timestamp.meta = { 'snapshot.json': { version: this.version('snapshot'), ...listing(snapshot) } };
    this.write('timestamp', timestampText ?? this.text('timestamp'));
  }

  /** Raises versions and signing times of the named roles; nothing is written. */
  bump(...roles: readonly Role[]): void {
    const days: Record<Role, number> = { root: 1100, targets: 400, snapshot: 180, timestamp: 90 };
    for (const role of roles) {
      Object.assign(this.signed[role], { ...this.head(role, days[role]), version: this.version(role) + 1 });
    }
  }

  /** An honest new publication at `now`. */
  publish(now: Date = this.now, records = `{"releases":["${this.version('targets') + 1}"]}`): void {
    this.now = now;
    this.content.set('demo/2025/records.json', utf8(records));
    this.bump('targets', 'snapshot', 'timestamp');
    this.link();
  }

  /** An honest confirmation: a new timestamp alone. */
  confirm(now: Date): void {
    this.now = now;
    this.bump('timestamp');
    this.linkTimestamp();
  }

  /** An honest new root, signed by the keys before and after `change`. */
  rotate(change: () => void): void {
    const before = this.keys.root;
    this.bump('root');
    change();
    this.listKeys();
    this.write('root', this.text('root', [...new Set([...before, ...this.keys.root])]));
  }

  targetPath(path: string): string {
    if (this.signed.root.consistent_snapshot !== true) return `targets/${path}`;
    const bytes = this.content.get(path) ?? utf8('');
    return `targets/${path.replace(/([^/]*)$/, `${sha256Hex(bytes)}.$1`)}`;
  }

  file(path: string): string {
    return fromUtf8(this.files.get(path) ?? utf8(''));
  }

  /** The host's answer: bytes, or a status. */
  answer(path: string): Bytes | Exclude<Misbehaviour, 'html' | 'truncated'> | 404 {
    this.requests.push(path);
    if (this.requests.length > this.failFrom) return 'network';
    const fault = this.misbehaviour.get(path);
    const bytes = this.files.get(path);
    if (fault === 'html') return utf8('\ufeff\n<!doctype html><title>home</title>');
    if (fault === 'truncated') return (bytes ?? utf8('')).slice(0, Math.floor((bytes?.length ?? 0) / 2));
    return fault ?? bytes ?? 404;
  }

  fetcher(): Fetcher {
    return {
      fetch: async (path, limit) => {
        const answer = this.answer(path);
        if (answer === 403 || answer === 404) return null;
        if (answer === 'endless') throw new TrustError('too-large');
        if (answer === 'network' || answer === 'redirect' || answer === 500) throw new TypeError('Failed to fetch');
        if (answer.length > limit) throw new TrustError('too-large');
        return answer;
      },
    };
  }

  /** SHA-256 of the first root. */
  fingerprint(): string {
    return sha256Hex(this.files.get('metadata/1.root.json') ?? utf8(''));
  }
}

export function listing(bytes: Uint8Array): { length: number; hashes: { sha256: string } } {
  return { length: bytes.length, hashes: { sha256: sha256Hex(bytes) } };
}

export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
