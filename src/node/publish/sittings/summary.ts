/** What a signature is going to put in force, computed from the files that are signed and from those signed last. */

import { isDeepStrictEqual } from 'node:util';
import type { Bytes } from '../../../core/domain/bytes.ts';
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import type { Text } from '../../../core/domain/terms.ts';
import { listState } from '../../../core/snapshot/tables.ts';
import type { Stage } from '../../../core/trust/releases.ts';
import type { ReleaseContent } from '../../verify/read-content.ts';
import type { ReadRelease } from '../../verify/read-release.ts';
import { type Changed, changedSince, otherFiles } from '../changed.ts';
import { bureauEdits, type Edit, editsSince } from '../review/edits.ts';
import { type Move, movesSince } from '../review/moves.ts';
import type { RootKeys } from '../signing/roles.ts';

/** Which way an institution moved. `new`: graded for the first time; `gone`: not in the list any more; `other`: to or from a state without a grade. */
export type Way = 'up' | 'down' | 'withdrawn' | 'new' | 'gone' | 'other';

export interface SittingMove extends Move {
  readonly way: Way;
}

export type KeyChange = { readonly role: 'root' | 'targets' | 'online' } & (
  | { readonly change: 'added' | 'removed'; readonly keyid: string }
  /** How many keys must sign. */
  | { readonly change: 'threshold'; readonly from: number; readonly to: number }
);

export interface SittingSummary {
  readonly bureau: { readonly id: string; readonly name: string; readonly origin: string };
  readonly year: number;
  readonly stage: Stage;
  readonly until: IsoDate | null;
  /** Number of the publication, and whether its grades are those of the last. */
  readonly number: number;
  readonly unchanged: boolean;
  readonly institutions: number;
  /** Grades and ungraded states, with their numbers. */
  readonly states: Readonly<Record<string, number>>;
  readonly moves: readonly SittingMove[];
  readonly edits: readonly Edit[];
  readonly settings: readonly string[];
  /** Null for the first publication. */
  readonly changed: readonly Changed[] | null;
  /** Signed files that are new, altered or gone and have no word of their own. */
  readonly others: readonly string[];
  readonly keys: readonly KeyChange[];
  /** Of the first root; null for the first publication, whose root is not signed yet. */
  readonly fingerprint: string | null;
  readonly grades: Readonly<Record<string, Text>>;
}

export interface SummaryParts {
  readonly last: ReadRelease | null;
  readonly next: ReleaseContent;
  /** Data files by signed path. */
  readonly files: ReadonlyMap<string, Bytes>;
  /** Day of the export. */
  readonly today: IsoDate;
  readonly keys: { readonly before: RootKeys | null; readonly after: RootKeys };
}

/** Pure: the same files give the same summary on every machine. */
export async function summaryOf(parts: SummaryParts): Promise<SittingSummary> {
  const { last, next, files, today } = parts;
  const { bureau, terms, records } = next;
  const release = next.releases.at(-1);
  if (release === undefined) throw new RangeError('a release without an entry');
  const unchanged = release.version === last?.releases.at(-1)?.version;
  const made = records.map((record) => ({ record, openings: next.openings.get(record.code) ?? [] }));
  const year = Number(next.directory.split('/')[1]);
  const signed = { targets: files, bureau, year, unchanged };
  return {
    bureau: { id: bureau.id, name: bureau.name, origin: bureau.origin },
    year: release.year,
    stage: release.stage,
    until: release.until ?? null,
    number: release.version,
    unchanged,
    institutions: records.length,
    states: tally(records.map(({ outcome }) => listState(outcome))),
    moves: movesSince(last?.records ?? null, records).map((move) => ({ ...move, way: wayOf(move, last, next) })),
    edits: await editsSince(last, made, today),
    settings: bureauEdits(last?.bureau ?? null, bureau),
    changed: changedSince(last, signed),
    others: otherFiles(last, signed),
    keys: keyChanges(parts.keys.before, parts.keys.after),
    fingerprint: last?.fingerprint ?? null,
    grades: Object.fromEntries(
      [...(last?.terms.grades ?? []), ...terms.grades].map(({ symbol, mark }) => [symbol, mark]),
    ),
  };
}

/** Grades stand in their rulebook from the best down; grades of two rulebooks are not compared. */
function wayOf({ from, to }: Move, last: ReadRelease | null, next: ReleaseContent): Way {
  if (to === null) return 'gone';
  if (to === 'withdrawn') return 'withdrawn';
  const place = (symbol: string | null) => next.terms.grades.findIndex((grade) => grade.symbol === symbol);
  if (place(to) < 0) return 'other';
  const before = last?.terms.id === next.terms.id ? place(from) : -1;
  const graded = last?.terms.grades.some(({ symbol }) => symbol === from) === true;
  if (before < 0) return graded || from === 'withdrawn' ? 'other' : 'new';
  return place(to) < before ? 'up' : 'down';
}

/** The online key signs two files, whose keys are told apart only where they differ. */
export function keyChanges(before: RootKeys | null, after: RootKeys): readonly KeyChange[] {
  const roles = [
    ['root', 'root'],
    ['targets', 'targets'],
    ['online', 'timestamp'],
    ['online', 'snapshot'],
  ] as const;
  const all = roles.flatMap(([role, name]) => {
    const [old, now] = [before?.roles[name], after.roles[name]];
    const change = (ids: readonly string[], than: readonly string[], kind: 'added' | 'removed'): KeyChange[] =>
      ids.filter((id) => !than.includes(id)).map((keyid) => ({ role, keyid, change: kind }));
    const threshold: KeyChange[] =
      old === undefined || old.threshold === now.threshold
        ? []
        : [{ role, change: 'threshold', from: old.threshold, to: now.threshold }];
    const ids = old?.keyids ?? [];
    return [...change(ids, now.keyids, 'removed'), ...change(now.keyids, ids, 'added'), ...threshold];
  });
  return all.filter((one, at) => all.findIndex((other) => isDeepStrictEqual(one, other)) === at);
}

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of [...values].sort()) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
