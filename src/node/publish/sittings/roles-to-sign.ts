/** The two files that offline keys sign, read strictly: whether they follow what was signed last, and keep its safeguards. */
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { isMap, mapAt } from '../../../core/trust/json.ts';
import { pemBytes, publicText } from '../../../core/trust/keys.ts';
import { type Metadata, parseMetadata } from '../../../core/trust/metadata.ts';
import { keyidOf } from '../signing/keys.ts';
import type { Previous } from '../signing/previous.ts';
import { keysOfRoot, LIFETIMES, ROOT_THRESHOLD, type RootKeys, readOwn, TARGETS_THRESHOLD } from '../signing/roles.ts';
import type { ExportProblem } from './problem.ts';

const DAY_MS = 86_400_000;
/** Versions that a restored backup may make a bureau skip; more would only serve to leave none for later. */
const MOST_SKIPPED = 100;

export interface RolesToSign {
  readonly root: Metadata | null;
  readonly targets: Metadata;
  /** Keys of the root in force, and of the one that will be. */
  readonly before: RootKeys | null;
  readonly after: RootKeys;
  readonly skipped: number;
}

/** All problems; what cannot be read at all is one. */
export function rolesToSign(
  texts: { readonly root: string | null; readonly targets: string },
  last: Previous | null,
): Result<RolesToSign, readonly ExportProblem[]> {
  let root: Metadata | null;
  let targets: Metadata;
  try {
    root = texts.root === null ? null : parseMetadata(texts.root, 'root');
    targets = parseMetadata(texts.targets, 'targets');
    mapAt(targets.body, 'targets');
  } catch {
    return fail([{ code: 'format', detail: 'sign/' }]);
  }
  const lastRoot = last === null ? null : readOwn(last.roots.at(-1) ?? '', 'root');
  const before = lastRoot && keysOfRoot(lastRoot);
  if (root === null && before === null) return fail([{ code: 'format', detail: 'sign/root.json' }]);
  const after = root === null ? before : keysOfRoot(root);
  if (after === null) return fail([{ code: 'format', detail: 'sign/root.json' }]);
  const skipped = targets.version - (last === null ? 0 : readOwn(last.targets, 'targets').version) - 1;
  const problems: ExportProblem[] = [
    ...(root !== null && root.version !== (lastRoot?.version ?? 0) + 1
      ? [{ code: 'root-version' as const, detail: `${lastRoot?.version ?? 0} → ${root.version}` }]
      : []),
    ...(skipped < 0 || skipped > MOST_SKIPPED
      ? [{ code: 'targets-version' as const, detail: `${targets.version - skipped - 1} → ${targets.version}` }]
      : []),
    ...(root === null ? [] : weakened(root, after)),
    ...[root, targets].flatMap((one) =>
      one !== null && overlong(one) ? [{ code: 'lifetime' as const, detail: typeOf(one) }] : [],
    ),
  ];
  return problems.length > 0 ? fail(problems) : ok({ root, targets, before, after, skipped });
}

/** A root that would need fewer people than the trust rests on, or count one of them twice. */
function weakened(root: Metadata, { roles }: RootKeys): ExportProblem[] {
  const found = new Map<string, string>();
  const problems: ExportProblem[] = [];
  const bad = (detail: string) => problems.push({ code: 'root-keys', detail });
  for (const [id, key] of mapAt(root.body, 'keys')) {
    const bytes = isMap(key) ? pemBytes(publicText(key)) : null;
    if (bytes === null || !isMap(key) || key.get('scheme') !== 'ecdsa-sha2-nistp256') {
      bad(id.slice(0, 16));
      continue;
    }
    if (keyidOf(publicText(key)) !== id || found.has(bytes)) bad(id.slice(0, 16));
    found.set(bytes, id);
  }
  const enough = (role: 'root' | 'targets', threshold: number) =>
    roles[role].threshold >= threshold && roles[role].keyids.length >= roles[role].threshold;
  if (!enough('root', ROOT_THRESHOLD)) bad('root');
  if (!enough('targets', TARGETS_THRESHOLD)) bad('targets');
  if (root.body.get('consistent_snapshot') !== true) bad('consistent_snapshot');
  return problems;
}

/** Valid for longer than this program ever signs. */
function overlong(role: Metadata): boolean {
  return role.expires - Date.parse(role.signedAt) > LIFETIMES[typeOf(role)] * DAY_MS + 1000;
}

function typeOf({ body }: Metadata): 'root' | 'targets' {
  return body.get('_type') === 'root' ? 'root' : 'targets';
}
