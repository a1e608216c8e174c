/** All institutions graded anew, of which only some were read: of the others the facts were kept, and nothing of them can leave. */
import type { InstitutionFacts } from '../../../core/domain/facts.ts';
import type { Period } from '../../../core/domain/iso-date.ts';
import type { Rulebook } from '../../../core/rulebooks/rulebook.ts';
import type { Choices } from '../../../core/rulebooks/rulings.ts';
import type { InstitutionRecord } from '../../../core/snapshot/record.ts';
import { forThisRound, gradeAll, type NamedRound } from '../evidence.ts';
import type { LoadedWorkspace } from '../workspace/load.ts';
import { evaluationDigests } from './gist.ts';
import type { KeptRound } from './round.ts';
import { DIGEST } from './runs.ts';

interface Parts {
  readonly kept: KeptRound;
  /** Of the last release, in the order of `kept.members`. */
  readonly records: readonly InstitutionRecord[];
  /** Numbers of all families in the order of 机构. */
  readonly order: Iterable<number>;
  readonly ids: readonly string[];
  /** Families that were read, and what was read of them. */
  readonly touched: ReadonlySet<number>;
  readonly workspace: Pick<LoadedWorkspace, 'entries' | 'incompleteFacts'>;
  readonly rulebook: Rulebook;
  readonly choices: Choices;
  readonly period: Period;
}

export interface Regraded {
  readonly round: NamedRound;
  /** Families whose evaluation is another than was kept. */
  readonly moved: ReadonlySet<number>;
}

/** Null where the facts of an institution that was not read were not kept. */
export function regrade(parts: Parts): Regraded | null {
  const { kept, rulebook, choices, period, workspace, ids } = parts;
  const places = placesOf(kept);
  const known = institutionsOf(parts, places);
  if (known === null) return null;
  const { incompleteFacts: incomplete } = workspace;
  const institutions = known.map(({ facts }) => facts);
  const graded = gradeAll(rulebook, choices, { period, institutions }, incomplete);
  const moved = new Set<number>();
  const evaluationDigest = evaluationDigests();
  kept.members.forEach((family, at) => {
    const evaluation = graded.evaluations.get(ids[family] ?? '');
    const before = kept.evaluations.subarray(at * DIGEST, (at + 1) * DIGEST);
    if (evaluation && Buffer.compare(evaluationDigest(evaluation), before) !== 0) moved.add(family);
  });
  return { round: { entries: known, ...graded, incomplete }, moved };
}

/** Where in the records each family stands. */
export function placesOf({ members }: KeptRound): ReadonlyMap<number, number> {
  return new Map(Array.from(members, (family, at) => [family, at]));
}

interface KnownInstitution {
  readonly institution: { readonly id: string; readonly name: string };
  readonly facts: InstitutionFacts;
}

function institutionsOf(parts: Parts, places: ReadonlyMap<number, number>): readonly KnownInstitution[] | null {
  const { kept, records, order, ids, touched, workspace, period } = parts;
  const read = new Map(workspace.entries.map((entry) => [entry.institution.id, entry]));
  const known: KnownInstitution[] = [];
  for (const family of order) {
    const id = ids[family] ?? '';
    if (touched.has(family)) {
      const entry = read.get(id);
      if (entry) known.push({ institution: entry.institution, facts: forThisRound(entry, period) });
      continue;
    }
    const at = places.get(family);
    // A row that was not accepted is always read again.
    const [facts, record] = at === undefined ? [] : [kept.facts[at], records[at]];
    if (!facts || record === undefined) return null;
    known.push({ institution: { id, name: record.name }, facts: { id, ...facts, events: [], amendments: [] } });
  }
  return known;
}
