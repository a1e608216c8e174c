/** One signed file of a role, read strictly but not yet believed. */
import { type Bytes, fromHex, utf8 } from '../domain/bytes.ts';
import { canonical, countAt, isMap, type JsonMap, listAt, mapAt, readJson, textAt } from './json.ts';
import { TrustError } from './problem.ts';

export type Role = 'root' | 'timestamp' | 'snapshot' | 'targets';
export const ROLES: readonly Role[] = ['root', 'timestamp', 'snapshot', 'targets'];

export interface Metadata {
  /** The file, exactly. */
  readonly text: string;
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly expires: number;
  /** `x-signed-at`; '' in repositories that do not say. */
  readonly signedAt: string;
  readonly body: JsonMap;
  /** The bytes that signatures are over: canonical JSON of `signed`. */
  readonly signed: Bytes;
  /** By key id; null where the text is not hex. */
  readonly signatures: ReadonlyMap<string, Bytes | null>;
}

/** Throws TrustError `format` or `spec-version`. */
export function parseMetadata(text: string, role: Role): Metadata {
  const file = readJson(text);
  if (!isMap(file)) throw new TrustError('format');
  const body = mapAt(file, 'signed');
  // Role confusion: a snapshot, validly signed by the shared online key, offered as a timestamp.
  if (body.get('_type') !== role) throw new TrustError('format');
  if (!/^1\.\d+(\.\d+)?$/.test(textAt(body, 'spec_version'))) throw new TrustError('spec-version');
  const signedAt = body.has('x-signed-at') ? textAt(body, 'x-signed-at') : '';
  if (signedAt !== '') instant(signedAt);
  if (role === 'root') checkRoot(body);
  return {
    text,
    version: countAt(body, 'version', 1),
    expires: instant(textAt(body, 'expires')),
    signedAt,
    body,
    signed: utf8(canonical(body)),
    signatures: signaturesOf(file),
  };
}

/** `YYYY-MM-DDTHH:MM:SSZ` and nothing that merely resembles it, in milliseconds. */
function instant(text: string): number {
  const ms = Date.parse(text);
  if (!(ms >= 0) || `${new Date(ms).toISOString().slice(0, 19)}Z` !== text) throw new TrustError('format');
  return ms;
}

function signaturesOf(file: JsonMap): Map<string, Bytes | null> {
  const signatures = new Map<string, Bytes | null>();
  for (const entry of listAt(file, 'signatures')) {
    if (!isMap(entry)) throw new TrustError('format');
    const id = textAt(entry, 'keyid');
    // Duplicate signatures: which of the two would count?
    if (signatures.has(id)) throw new TrustError('format');
    signatures.set(id, fromHex(textAt(entry, 'sig')));
  }
  return signatures;
}

function checkRoot(body: JsonMap): void {
  for (const role of ROLES) {
    const delegation = mapAt(mapAt(body, 'roles'), role);
    countAt(delegation, 'threshold', 1);
    const ids = listAt(delegation, 'keyids');
    if (new Set(ids).size !== ids.length) throw new TrustError('format');
  }
}
