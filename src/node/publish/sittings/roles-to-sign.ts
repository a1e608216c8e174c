/** The two files that offline keys sign, read strictly: whether they follow what was signed last, and keep its safeguards. */
import { fail, ok, type Result } from '../../../core/domain/result.ts';
import { mapAt } from '../../../core/trust/json.ts';
import { type Metadata, parseMetadata } from '../../../core/trust/metadata.ts';
import type { Previous } from '../signing/previous.ts';
import { keysOfRoot, type RootKeys, readOwn } from '../signing/roles.ts';
import type { ExportProblem } from './problem.ts';
import { badKeys, badTimes, unknownFields } from './role-rules.ts';

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

/** All problems; what cannot be read at all is one. `known`: fields of the list beyond a bureau's. */
export function rolesToSign(
  texts: { readonly root: string | null; readonly targets: string },
  last: Pick<Previous, 'roots' | 'targets'> | null,
  known: readonly string[] = [],
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
    ...unknownFields(root, targets, known),
    ...(root === null ? [] : badKeys(root, after)),
    ...badTimes(root, targets),
  ];
  return problems.length > 0 ? fail(problems) : ok({ root, targets, before, after, skipped });
}
