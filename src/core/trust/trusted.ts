/** What may be relied on once the metadata is verified, and how old it is. */
import { fromHex } from '../domain/bytes.ts';
import { countAt, mapAt, textAt } from './json.ts';
import type { Metadata, Role } from './metadata.ts';
import { ROLES } from './metadata.ts';
import type { TrustedSet } from './workflow.ts';

export interface TargetInfo {
  /** Bytes. */
  readonly length: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface Trusted {
  /** When the targets were signed: the publication's instant, `YYYY-MM-DDTHH:MM:SSZ`; '' in repositories that do not say. */
  readonly publishedAt: string;
  /** When the timestamp was signed: the publisher's last confirmation; same form. */
  readonly confirmedAt: string;
  /** The latest of device clock, build time and newest verified signing time: the instant that expiry is judged by. */
  readonly now: Date;
  /** The device's clock contradicts signed times or the origin's `Date` by more than a day. Say so before any date. */
  readonly clockSuspect: boolean;
  /** Whether target files carry their hash in their names. */
  readonly consistentSnapshot: boolean;
  /** Length and hash of a signed file, or null. Names with `..`, `%`, a backslash, NUL and the like are never found. */
  readonly target: (path: string) => TargetInfo | null;
  /** The four verified files themselves; see `trustedVersions`, `trustedPaths`. */
  readonly set: TrustedSet;
}

/** The versions of the verified files. Functions, so that the page's script need not carry them. */
export function trustedVersions({ set }: Trusted): Readonly<Record<Role, number>> {
  return {
    root: set.root.version,
    timestamp: set.timestamp.version,
    snapshot: set.snapshot.version,
    targets: set.targets.version,
  };
}

/** Every signed file that `target` finds, in the order of the metadata. */
export function trustedPaths({ set, target }: Trusted): string[] {
  return [...mapAt(set.targets.body, 'targets').keys()].filter((path) => target(path) !== null);
}

export interface Expired {
  readonly role: Role;
  /** The instant since which it no longer counts as fresh, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly since: string;
}

/** The verified set as its readers see it at `now`. */
export function viewOf(set: TrustedSet, now: Date, clockSuspect: boolean): Trusted {
  const targets = mapAt(set.targets.body, 'targets');
  const target = (path: string): TargetInfo | null => {
    try {
      const entry = mapAt(targets, path);
      const length = countAt(entry, 'length', 0);
      const sha256 = textAt(mapAt(entry, 'hashes'), 'sha256');
      return isPlainPath(path) && sha256.length === 64 && fromHex(sha256) ? { length, sha256 } : null;
    } catch {
      return null; // not listed, or an entry without the shape: the same to whoever asks
    }
  };
  return {
    set,
    publishedAt: set.targets.signedAt,
    confirmedAt: set.timestamp.signedAt,
    now,
    clockSuspect,
    consistentSnapshot: set.root.body.get('consistent_snapshot') === true,
    target,
  };
}

/** 5.3.10, 5.4.4, 5.5.6, 5.6.5 Freeze: the roles of the final set whose time is over at `now`. */
export function expiredRoles(set: TrustedSet, now: Date): Expired[] {
  return ROLES.filter((role) => set[role].expires <= now.getTime()).map((role) => ({ role, since: isoOf(set[role]) }));
}

/** The instant of its expiry, `YYYY-MM-DDTHH:MM:SSZ`. */
export function isoOf(metadata: Metadata): string {
  return `${new Date(metadata.expires).toISOString().slice(0, 19)}Z`;
}

/** Relative, no empty, `.` or `..` part, nothing that a URL or a file system reads as something else than a name. */
export function isPlainPath(path: string): boolean {
  if (/(^|\/)\.{0,2}(\/|$)|[%\\?#:]/.test(path)) return false;
  for (let at = 0; at < path.length; at++) if (path.charCodeAt(at) < 0x20) return false;
  return true;
}

/** Where the bytes of a signed file lie (5.7.3, consistent snapshots): `targets/<dir>/<sha256>.<name>`. */
export function targetFile(path: string, sha256: string): string {
  const slash = path.lastIndexOf('/') + 1;
  return `targets/${path.slice(0, slash)}${sha256}.${path.slice(slash)}`;
}
