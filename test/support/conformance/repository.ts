/**
 * A repository that keeps every published version of every role, as the public conformance suite's simulator does: content is changed
 * in `signed`, and counts once it is published.
 */
import { type Bytes, utf8 } from '../../../src/core/domain/bytes.ts';
import { canonicalText, instant, type Loose, later, listing, T0 } from '../tuf-repository.ts';
import { newSigner, type TufSigner } from './signers.ts';

export interface DelegatedRole {
  readonly name: string;
  readonly paths?: readonly string[];
  readonly path_hash_prefixes?: readonly string[];
  readonly terminating?: boolean;
  readonly threshold?: number;
}

interface Listed {
  keyids: string[];
  threshold: number;
  [other: string]: unknown;
}

const TOP = ['targets', 'snapshot', 'timestamp', 'root'] as const;

export class ConformanceRepository {
  /** Current content by role. */
  readonly signed = new Map<string, Loose>();
  /** What is served, by role: the file of version n stands at n − 1. */
  readonly published = new Map<string, Bytes[]>();
  readonly signers = new Map<string, Map<string, TufSigner>>();
  readonly artifacts = new Map<string, Bytes>();
  /** Every request for metadata: the role as it stands in the address, and the version, if it does. */
  readonly requests: [string, number | null][] = [];
  readonly artifactRequests: string[] = [];
  /** Whether snapshot and timestamp list lengths and hashes. */
  withHashes = false;
  consistent = true;

  private readonly now: Date;

  constructor(now = T0) {
    this.now = now;
    const expires = instant(later(30, now));
    const head = (role: string): Loose => ({ _type: role, spec_version: '1.0.31', version: 1, expires });
    this.signed.set('targets', { ...head('targets'), targets: {} });
    this.signed.set('snapshot', { ...head('snapshot'), meta: { 'targets.json': { version: 1 } } });
    this.signed.set('timestamp', { ...head('timestamp'), meta: { 'snapshot.json': { version: 1 } } });
    const roles = Object.fromEntries(TOP.map((role): [string, Listed] => [role, { keyids: [], threshold: 1 }]));
    this.signed.set('root', { ...head('root'), consistent_snapshot: true, keys: {}, roles });
    for (const role of TOP) this.addKey(role);
    this.publish(...TOP);
  }

  of(role: string): Loose {
    const signed = this.signed.get(role);
    if (signed === undefined) throw new Error(`no role ${role}`);
    return signed;
  }

  version(role: string): number {
    return Number(this.of(role).version);
  }

  /** The role's entry in the root, or in the delegations of `delegator`. */
  entry(role: string, delegator = 'root'): Listed {
    if (delegator === 'root') return (this.of('root').roles as Record<string, Listed>)[role] as Listed;
    return this.delegations(delegator).roles.find(({ name }) => name === role) as Listed;
  }

  delegations(delegator: string): { keys: Record<string, Loose>; roles: Listed[] } {
    const signed = this.of(delegator);
    signed.delegations ??= { keys: {}, roles: [] };
    return signed.delegations as { keys: Record<string, Loose>; roles: Listed[] };
  }

  /** Lists a key for a role and signs with it from now on. */
  addKey(role: string, delegator = 'root', signer = newSigner()): TufSigner {
    const keys = delegator === 'root' ? this.of('root').keys : this.delegations(delegator).keys;
    Object.assign(keys as object, { [signer.id]: signer.listed });
    this.entry(role, delegator).keyids.push(signer.id);
    this.signWith(role, signer);
    return signer;
  }

  signWith(role: string, signer: TufSigner): void {
    const signers = this.signers.get(role) ?? new Map<string, TufSigner>();
    this.signers.set(role, signers.set(signer.id, signer));
  }

  rotateKeys(role: string): void {
    this.entry(role).keyids.length = 0;
    this.signers.get(role)?.clear();
    for (let i = 0; i < this.entry(role).threshold; i++) this.addKey(role);
  }

  /** A delegated role with one key of its own; its content stays when it is there already. */
  delegate(delegator: string, role: DelegatedRole, content: Loose = {}): void {
    this.delegations(delegator).roles.push({ terminating: false, threshold: 1, ...role, keyids: [] });
    this.addKey(role.name, delegator);
    const head = {
      _type: 'targets',
      spec_version: '1.0.31',
      version: 1,
      expires: instant(later(30, this.now)),
      targets: {},
    };
    if (!this.signed.has(role.name)) this.signed.set(role.name, { ...head, ...content });
  }

  addArtifact(role: string, content: string, path: string): void {
    this.addBytes(role, utf8(content), path);
  }

  addBytes(role: string, bytes: Bytes, path: string): void {
    Object.assign(this.of(role).targets as object, { [path]: listing(bytes) });
    this.artifacts.set(path, bytes);
  }

  /** Publishes the next version of each role, in this order, and brings snapshot and timestamp up to it, unpublished. */
  publish(...roles: readonly string[]): void {
    for (const role of roles) {
      const signed = this.of(role);
      if (this.published.has(role)) signed.version = this.version(role) + 1;
      this.push(role, signed);
      const above = role === 'snapshot' ? 'timestamp' : role === 'timestamp' || role === 'root' ? null : 'snapshot';
      if (above === null) continue;
      const file = this.published.get(role)?.at(-1) ?? utf8('');
      const listed = { version: this.version(role), ...(this.withHashes && listing(file)) };
      Object.assign(this.of(above).meta as object, { [`${role}.json`]: listed });
    }
  }

  /** A file of a role, signed as it is, without a new version. */
  push(role: string, signed = this.of(role)): void {
    const text = canonicalText(signed);
    const signers = [...(this.signers.get(role)?.values() ?? [])];
    const signatures = signers.map((signer) => ({ keyid: signer.id, sig: signer.sign(text) }));
    const files = this.published.get(role) ?? [];
    this.published.set(role, [...files, utf8(JSON.stringify({ signatures, signed }))]);
  }

  /** Rewrites the last published file of a role, after its signing. */
  tamper(role: string, change: (file: { signatures: { keyid: string; sig: string }[]; signed: Loose }) => void): void {
    const files = this.published.get(role) ?? [];
    const file = JSON.parse(Buffer.from(files.pop() ?? utf8('{}')).toString());
    change(file);
    files.push(utf8(JSON.stringify(file)));
  }

  /** The last published file of a role. */
  file(role: string): Bytes | undefined {
    return this.published.get(role)?.at(-1);
  }

  /** What a host answers under a path, as it stands in the address. Undefined: 404. */
  answer(path: string): Bytes | undefined {
    const [, name = '', versioned] = /^metadata\/((\d+\.)?.*)\.json$/.exec(path) ?? [];
    if (name !== '') {
      const plain = name === 'timestamp' || (!this.consistent && !/^\d+\.root$/.test(name));
      const role = plain ? name : name.slice(versioned?.length ?? 0);
      const version = plain ? null : Number.parseInt(name, 10);
      this.requests.push([role, version]);
      const files = this.published.get(decodeURIComponent(role));
      return version === null ? files?.at(-1) : files?.[version - 1];
    }
    const file = path.replace(/^targets\//, '');
    this.artifactRequests.push(file);
    return this.artifacts.get(
      decodeURIComponent(this.consistent ? file.replace(/[0-9a-f]{64,128}\.([^/]*)$/, '$1') : file),
    );
  }
}

/** Some days from the day on which the repository was made. */
export function inDays(days: number): string {
  return instant(later(days, T0));
}
