/**
 * One publisher, one host that lies, one phone, and a clock: what random histories of them are made of. Everything that a quorum
 * of genuine keys ever signed is remembered, so that nothing else can pass for it.
 */
import { type Bytes, utf8 } from '../../../src/core/domain/bytes.ts';
import type { Role } from '../../../src/core/trust/metadata.ts';
import { TrustError } from '../../../src/core/trust/problem.ts';
import type { Fetcher, StoredTrust, TrustPin } from '../../../src/core/trust/updater.ts';
import { MemoryStore } from '../tuf-clients.ts';
import { instant, Key, later, type Misbehaviour, sha256Hex, TufRepository } from '../tuf-repository.ts';

const RECORDS = 'demo/2025/records.json';
const INDEX = 'demo/2025/index.bin';
export type Keys = 'root' | 'targets' | 'online';
export type Lie = Misbehaviour | 'missing';

export class World {
  readonly publisher = new TufRepository();
  readonly store = new MemoryStore();
  readonly pin: TrustPin;
  /** What the host answers instead of the publisher's files. */
  readonly lies = new Map<string, Bytes | Lie>();
  /** Every file that was ever served honestly, oldest first. */
  readonly past: [path: string, bytes: Bytes][] = [];
  /** Whole states of the host, for one that stands still. */
  readonly editions: ReadonlyMap<string, Bytes>[] = [];
  /** What a quorum of the keys of its day signed, without the signatures: of three a root needs but two. */
  readonly signed = new Set<string>();
  /** By the text of targets: hash of what is signed there, by path. */
  readonly contents = new Map<string, ReadonlyMap<string, string>>();
  /** What the phone's clock is ahead of the publisher's, in days. */
  clockOff = 0;
  /** Requests until the line breaks. */
  cutAt = Number.POSITIVE_INFINITY;
  asked = 0;
  /** Someone else holds the online key, and has used it. */
  stolen = false;
  /** The publisher's own numbers, which the thief's do not change. */
  private honest = { timestamp: 1, snapshot: 1 };
  private serial = 0;

  constructor() {
    const rootSha256 = this.publisher.fingerprint();
    this.pin = { rootSha256, minimumVersion: 1, builtAt: instant(later(-30)) };
    this.remember();
  }

  get now(): Date {
    return this.publisher.now;
  }

  /** The phone's clock; never on the very instant at which something expires. */
  get phoneClock(): Date {
    return later(this.clockOff + 0.3, this.now);
  }

  pass(days: number): void {
    this.publisher.now = later(days, this.now);
  }

  publish(amended: boolean): void {
    const { publisher } = this;
    publisher.content.set(amended ? INDEX : RECORDS, utf8(`{"releases":["${++this.serial}"]}`));
    this.numbered(
      () => publisher.bump('targets', 'snapshot', 'timestamp'),
      () => publisher.link(),
    );
  }

  confirm(): void {
    this.numbered(
      () => this.publisher.bump('timestamp'),
      () => this.publisher.linkTimestamp(),
    );
  }

  /** Replaces one key of several, or all of them; what they signed is signed anew. */
  rotate(keys: Keys, all: boolean): void {
    const { publisher } = this;
    const renewed = (old: readonly Key[]) => (all ? old.map(() => new Key()) : [...old.slice(1), new Key()]);
    publisher.rotate(() => {
      if (keys === 'online') publisher.keys.snapshot = publisher.keys.timestamp = [new Key()];
      else publisher.keys[keys] = renewed(publisher.keys[keys]);
    });
    if (keys === 'online') this.stolen = false;
    if (keys === 'root') this.remember();
    else this.publish(false);
  }

  /** The thief of the online key signs numbers that the publisher will not reach. */
  fastForward(): void {
    const { signed } = this.publisher;
    for (const role of ['timestamp', 'snapshot'] as const) signed[role].version = this.publisher.version(role) + 1000;
    this.publisher.linkSnapshot();
    this.stolen = true;
    this.remember(false);
  }

  /** Whatever does not hold enough keys signs a release, and the host serves it. */
  forge(holds: 'nothing' | 'one targets key' | 'online key and one targets key'): void {
    const { publisher } = this;
    const thief = new TufRepository(this.now);
    Object.assign(thief.signed, structuredClone(publisher.signed));
    for (const role of ['targets', 'snapshot', 'timestamp'] as const) {
      const genuine = publisher.keys[role];
      const kept =
        role === 'targets'
          ? holds === 'nothing'
            ? []
            : genuine.slice(0, 1)
          : holds.startsWith('online')
            ? genuine
            : [];
      thief.keys[role] = genuine.map((key) => (kept.includes(key) ? key : new Key().alias(key.id)));
    }
    thief.files.clear();
    thief.publish(this.now, '{"releases":["forged"]}');
    for (const [path, bytes] of thief.files) this.lies.set(path, bytes);
  }

  flip(file: number, bit: number): void {
    const [path, bytes] = this.served(file);
    const bent = bytes.slice();
    const at = (bit >> 3) % bent.length;
    bent[at] = (bent[at] ?? 0) ^ (1 << (bit & 7));
    this.lies.set(path, bent);
  }

  /** A genuine file, of any day, under the name of another one. */
  swap(file: number, other: number): void {
    const [, bytes] = this.past[other % this.past.length] ?? [];
    if (bytes) this.lies.set(this.served(file)[0], bytes);
  }

  /** The host stands still at an earlier day. */
  stand(edition: number): void {
    const files = this.editions[edition % this.editions.length] ?? this.publisher.files;
    for (const path of this.publisher.files.keys()) this.lies.set(path, files.get(path) ?? 'missing');
  }

  misbehave(file: number, how: Lie): void {
    this.lies.set(this.served(file)[0], how);
  }

  /** The root that comes next for the phone, which is asked for though it is not there. */
  misbehaveAtNextRoot(how: Lie): void {
    this.lies.set(`metadata/${this.publisher.version('root') + 1}.root.json`, how);
  }

  healHost(): void {
    this.lies.clear();
    this.cutAt = Number.POSITIVE_INFINITY;
  }

  /** For both clients; each begins to count anew. */
  answer(path: string): ReturnType<TufRepository['answer']> {
    if (this.asked++ >= this.cutAt) return 'network';
    const lie = this.lies.get(path);
    if (lie === undefined) return this.publisher.files.get(path) ?? 404;
    if (typeof lie !== 'string' && typeof lie !== 'number') return lie;
    if (lie === 'html') return utf8('<!doctype html><title>home</title>');
    if (lie === 'truncated') return (this.publisher.files.get(path) ?? utf8('')).slice(0, 100);
    return lie === 'missing' ? 404 : lie;
  }

  fetcher(): Fetcher {
    return {
      fetch: async (path, limit) => {
        const answer = this.answer(path);
        if (answer === 403 || answer === 404) return null;
        if (answer === 'endless') throw new TrustError('too-large');
        if (typeof answer === 'string' || typeof answer === 'number') throw new TypeError('Failed to fetch');
        if (answer.length > limit) throw new TrustError('too-large');
        return answer;
      },
    };
  }

  get held(): StoredTrust | null {
    return this.store.state;
  }

  private served(file: number): [string, Bytes] {
    const all = [...this.publisher.files];
    return all[file % all.length] ?? ['', utf8('')];
  }

  private numbered(bump: () => void, link: () => void): void {
    const { signed } = this.publisher;
    Object.assign(signed.timestamp, { version: this.honest.timestamp });
    Object.assign(signed.snapshot, { version: this.honest.snapshot });
    bump();
    link();
    this.remember();
  }

  private remember(honest = true): void {
    const { publisher } = this;
    if (honest) this.honest = { timestamp: publisher.version('timestamp'), snapshot: publisher.version('snapshot') };
    const roles: readonly Role[] = ['root', 'targets', 'snapshot', 'timestamp'];
    for (const role of roles) this.signed.add(signedPart(publisher.file(publisher.path(role))));
    const content = [...publisher.content].map(([path, bytes]): [string, string] => [path, sha256Hex(bytes)]);
    const targets = publisher.file(publisher.path('targets'));
    if (!this.contents.has(targets)) this.contents.set(targets, new Map(content));
    this.editions.push(new Map(publisher.files));
    for (const [path, bytes] of publisher.files) this.past.push([path, bytes]);
  }
}

export function signedPart(text: string): string {
  return JSON.stringify(JSON.parse(text).signed);
}
