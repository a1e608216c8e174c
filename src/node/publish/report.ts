/** What a publication says of itself to the clerk, as data. */
import type { IsoDate } from '../../core/domain/iso-date.ts';
import type { RulebookTerms, Text } from '../../core/domain/terms.ts';
import type { PageProof } from '../../core/snapshot/page-proof.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import { listState } from '../../core/snapshot/tables.ts';
import type { ReadRelease } from '../verify/read-release.ts';
import { ungradedSince } from './announced.ts';
import type { Changed } from './changed.ts';
import type { Edition } from './edition.ts';
import type { Round } from './evidence.ts';
import type { Publishable } from './records.ts';
import type { SiteFiles } from './site.ts';
import { runningEvidence } from './stage.ts';
import type { LoadedWorkspace } from './workspace/load.ts';

export interface PublishReport {
  /** Number of the publication. */
  readonly version: number;
  readonly time: string;
  readonly year: number;
  /** Last day of the publicity period; null in a final publication. */
  readonly until: IsoDate | null;
  /** Last day of the evidence period while that is not over; null afterwards. */
  readonly evidenceUntil: IsoDate | null;
  readonly unchanged: boolean;
  /** What is another than in the last publication; null for the first. */
  readonly changed: readonly Changed[] | null;
  readonly institutions: number;
  readonly rowsRead: number;
  readonly quarantined: number;
  /** Quarantined rows of every sheet, by sheet. */
  readonly quarantinedRows: Readonly<Record<string, number>>;
  /** Rows of evidence that name no known institution: nobody's grade was withheld for them. */
  readonly unattributed: number;
  /** Grades and ungraded states in force, with their numbers. */
  readonly states: Readonly<Record<string, number>>;
  /** Proposed grades with their numbers; null in a final publication. */
  readonly proposed: Readonly<Record<string, number>> | null;
  /** Problem codes of the evaluation with their numbers. */
  readonly evaluationProblems: Readonly<Record<string, number>>;
  /** Rulings that results depended on, with the number of results. */
  readonly rulings: Readonly<Record<string, number>>;
  readonly newCodes: number;
  /** Name and code of institutions of the last publication that are not in this one. */
  readonly gone: readonly string[];
  /** Name and code of those that had a grade or a proposal in it and, without being withdrawn, have neither now. */
  readonly ungraded: readonly string[];
  /** What grades are called, and what the rulings used say, by the symbols and ids above. */
  readonly words: { readonly grades: Readonly<Record<string, Text>>; readonly rulings: Readonly<Record<string, Text>> };
  readonly codeCollisions: number;
  /** SHA-256 of the first root file: what is printed in the official notice. */
  readonly fingerprint: string;
  readonly files: number;
  readonly bytes: number;
  /** Codes in the order of the records, for a first look. */
  readonly codes: readonly string[];
}

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of [...values].sort()) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

function nameOf({ name, code }: InstitutionRecord): string {
  return `${name}（${code}）`;
}

export function reportOf(parts: {
  readonly workspace: LoadedWorkspace;
  readonly round: Round;
  readonly made: readonly Publishable[];
  readonly edition: Edition;
  readonly changed: readonly Changed[] | null;
  readonly codes: { readonly added: readonly string[]; readonly collisions: number };
  readonly last: ReadRelease | null;
  readonly files: SiteFiles;
  readonly pin: PageProof['pin'];
  readonly terms: RulebookTerms;
  readonly today: IsoDate;
}): PublishReport {
  const { made, edition, round, codes, last, terms } = parts;
  const present = new Set<string>(made.map(({ record }) => record.code));
  const evaluations = [...round.evaluations.values()];
  const rulings = evaluations.flatMap((evaluation) => evaluation.rulings);
  const used = new Set(rulings);
  const { read, quarantined } = parts.workspace.counts.institutions;
  return {
    version: edition.release.version,
    time: edition.release.time,
    year: edition.release.year,
    until: edition.release.until ?? null,
    evidenceUntil: runningEvidence(edition.release.year, parts.today),
    unchanged: edition.unchanged,
    changed: parts.changed,
    institutions: made.length,
    rowsRead: read,
    quarantined,
    quarantinedRows: Object.fromEntries(
      Object.entries(parts.workspace.counts).map(([sheet, count]) => [sheet, count.quarantined]),
    ),
    unattributed: parts.workspace.problems.filter(({ code }) => code === 'institution-unknown').length,
    states: tally(made.map(({ record }) => listState(record.outcome))),
    proposed:
      edition.release.stage === 'final' ? null : tally(made.flatMap(({ record }) => record.proposal?.grade ?? [])),
    evaluationProblems: tally(evaluations.flatMap(({ problems }) => problems.map(({ code }) => code))),
    rulings: tally(rulings),
    newCodes: codes.added.length,
    gone: (last?.records ?? []).filter(({ code }) => !present.has(code)).map(nameOf),
    ungraded: ungradedSince(
      last,
      made.map(({ record }) => record),
    ).map(nameOf),
    words: {
      grades: Object.fromEntries(terms.grades.map(({ symbol, mark }) => [symbol, mark])),
      rulings: Object.fromEntries(terms.rulings.filter(({ id }) => used.has(id)).map(({ id, text }) => [id, text])),
    },
    codeCollisions: codes.collisions,
    fingerprint: parts.pin.rootSha256,
    files: parts.files.size,
    bytes: [...parts.files.values()].reduce((sum, content) => sum + Buffer.byteLength(content), 0),
    codes: made.map(({ record }) => record.code),
  };
}
