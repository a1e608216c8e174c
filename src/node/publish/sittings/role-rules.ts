/** What the two files that offline keys sign may say at all: this program writes no other, and a signer is shown no other. */
import { isMap, type Json, type JsonMap, mapAt } from '../../../core/trust/json.ts';
import { pemBytes, publicText } from '../../../core/trust/keys.ts';
import type { Metadata } from '../../../core/trust/metadata.ts';
import { keyidOf } from '../signing/keys.ts';
import { LIFETIMES, ROOT_THRESHOLD, type RootKeys, TARGETS_THRESHOLD } from '../signing/roles.ts';
import type { ExportProblem } from './problem.ts';

const DAY_MS = 86_400_000;
const COMMON = ['_type', 'spec_version', 'version', 'expires', 'x-signed-at'];
const ROLE_FIELDS = ['keyids', 'threshold'];

/** Fields that nobody would be shown. A bureau's own list delegates to nobody. `known`: fields of the list that are told. */
export function unknownFields(
  root: Metadata | null,
  targets: Metadata,
  known: readonly string[],
): readonly ExportProblem[] {
  const found = [
    ...beside(targets.body, [...COMMON, 'targets', ...known], 'targets'),
    ...inEach(mapAt(targets.body, 'targets'), (entry, path) => [
      ...beside(entry, ['length', 'hashes'], path),
      ...beside(entry?.get('hashes'), ['sha256'], path),
    ]),
    ...(root === null ? [] : unknownInRoot(root.body)),
  ];
  return [...new Set(found)].map((detail) => ({ code: 'fields', detail }));
}

function unknownInRoot(body: JsonMap): readonly string[] {
  return [
    ...beside(body, [...COMMON, 'consistent_snapshot', 'keys', 'roles'], 'root'),
    ...beside(mapAt(body, 'roles'), Object.keys(LIFETIMES), 'root roles'),
    ...inEach(mapAt(body, 'roles'), (role, name) => beside(role, ROLE_FIELDS, `root ${name}`)),
    ...inEach(mapAt(body, 'keys'), (key, id) => [
      ...beside(key, ['keytype', 'scheme', 'keyval'], `root ${id.slice(0, 16)}`),
      ...beside(key?.get('keyval'), ['public'], `root ${id.slice(0, 16)}`),
    ]),
  ];
}

/** `where: field` for each field of `value` that is none of `known`. */
function beside(value: Json | undefined, known: readonly string[], where: string): readonly string[] {
  if (!isMap(value)) return [where];
  return [...value.keys()].filter((field) => !known.includes(field)).map((field) => `${where}: ${field}`);
}

function inEach(map: JsonMap, found: (value: JsonMap | undefined, name: string) => readonly string[]): string[] {
  return [...map].flatMap(([name, value]) => found(isMap(value) ? value : undefined, name));
}

/** Signed on one day, and valid for as long as this program signs: neither for ever nor for less. */
export function badTimes(root: Metadata | null, targets: Metadata): readonly ExportProblem[] {
  const signed = Date.parse(targets.signedAt);
  const of = (role: Metadata, name: 'root' | 'targets'): ExportProblem[] => {
    const at = Date.parse(role.signedAt);
    // Where either is missing the difference is no number.
    if (!(Math.abs(at - signed) <= DAY_MS)) return [{ code: 'signed-at', detail: `${name} ${role.signedAt}`.trim() }];
    const ok = Math.abs(role.expires - at - LIFETIMES[name] * DAY_MS) <= DAY_MS;
    return ok ? [] : [{ code: 'lifetime', detail: name }];
  };
  return [...(root === null ? [] : of(root, 'root')), ...of(targets, 'targets')];
}

/** A root that would need fewer people than the trust rests on, count one of them twice, or that phones could not follow. */
export function badKeys(root: Metadata, { roles }: RootKeys): readonly ExportProblem[] {
  const found = new Set<string>();
  const problems: ExportProblem[] = [];
  const bad = (detail: string) => problems.push({ code: 'root-keys', detail });
  const named = new Set(Object.values(roles).flatMap(({ keyids }) => keyids));
  for (const [id, key] of mapAt(root.body, 'keys')) {
    const bytes = isMap(key) ? pemBytes(publicText(key)) : null;
    if (bytes === null || !isMap(key) || key.get('scheme') !== 'ecdsa-sha2-nistp256') {
      bad(id.slice(0, 16));
      continue;
    }
    if (keyidOf(publicText(key)) !== id || found.has(bytes) || !named.has(id)) bad(id.slice(0, 16));
    found.add(bytes);
  }
  const enough = (role: 'root' | 'targets', threshold: number) =>
    roles[role].threshold >= threshold && roles[role].keyids.length >= roles[role].threshold;
  if (!enough('root', ROOT_THRESHOLD)) bad('root');
  if (!enough('targets', TARGETS_THRESHOLD)) bad('targets');
  for (const role of ['snapshot', 'timestamp'] as const) if (!isOnline(role, roles)) bad(role);
  if (root.body.get('consistent_snapshot') !== true) bad('consistent_snapshot');
  return problems;
}

/** One key, the same for both files, and none that signs by hand. */
function isOnline(role: 'snapshot' | 'timestamp', roles: RootKeys['roles']): boolean {
  const [id = '', ...more] = roles[role].keyids;
  const offline = [...roles.root.keyids, ...roles.targets.keyids];
  return more.length === 0 && roles[role].threshold === 1 && id === roles.timestamp.keyids[0] && !offline.includes(id);
}
