/** What a publication is going to say, for the clerk to read before anything is signed. */
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import type { RulebookTerms, Text } from '../../../core/domain/terms.ts';
import type { InstitutionRecord } from '../../../core/snapshot/record.ts';
import { listState } from '../../../core/snapshot/tables.ts';
import type { ReadRelease } from '../../verify/read-release.ts';
import { ungradedSince } from '../announced.ts';
import { differing } from '../differing.ts';
import type { Publishable } from '../records.ts';
import { runningEvidence } from '../stage.ts';
import type { KeyStatus } from '../status.ts';
import type { LoadedWorkspace } from '../workspace/load.ts';
import { bureauEdits, type Edit, editsSince } from './edits.ts';
import { type Emptied, emptiedSince } from './emptied.ts';
import { type Move, movesSince, type Shift, shiftsSince } from './moves.ts';
import type { NearThreshold } from './near.ts';
import type { Said } from './sayings.ts';

type Counts = Readonly<Record<string, number>>;

/** All that can be said without the keys. */
export interface Review {
  readonly year: number;
  /** Last day of the publicity period; null in a final publication. */
  readonly until: IsoDate | null;
  /** Last day of the evidence period while that is not over; null afterwards. */
  readonly evidenceUntil: IsoDate | null;
  /** Whether there is a publication that this one follows. */
  readonly first: boolean;
  readonly institutions: number;
  readonly rowsRead: number;
  readonly quarantined: number;
  /** Quarantined rows of every sheet, by sheet. */
  readonly quarantinedRows: Counts;
  /** Rows of evidence that name no known institution: nobody's grade was withheld for them. */
  readonly unattributed: number;
  /** Grades and ungraded states in force, with their numbers. */
  readonly states: Counts;
  /** Proposed grades with their numbers; null in a final publication. */
  readonly proposed: Counts | null;
  /** Institutions that will be shown with another grade or state than in the last publication. */
  readonly moves: readonly Move[];
  /** Institutions of which something else is said than in the last publication. */
  readonly edits: readonly Edit[];
  /** What institutions had and would have no more, many at once or for want of a whole sheet. */
  readonly emptied: readonly Emptied[];
  /** Settings of `bureau.json` that are others than in the last publication. */
  readonly settings: readonly string[];
  /** Key files that this publication puts in use for the first time, or that are of no role. */
  readonly newKeys: readonly KeyStatus[];
  /** Grades and states whose share jumped. */
  readonly shifts: readonly Shift[];
  /** Grades that a single point would change, by name. */
  readonly near: readonly (NearThreshold & { readonly name: string })[];
  /** Rules that decided grades, by id, with the number of institutions: a quota among them. */
  readonly grounds: Counts;
  /** Problem codes of the evaluation with their numbers. */
  readonly evaluationProblems: Counts;
  /** Rulings that results depended on, with the number of results. */
  readonly rulings: Counts;
  readonly newCodes: number;
  readonly codeCollisions: number;
  /** Name and code of institutions of the last publication that are not in this one. */
  readonly gone: readonly string[];
  /** Name and code of those that had a grade or a proposal in it and, without being withdrawn, have neither now. */
  readonly ungraded: readonly string[];
  /** What grades, rules and rulings are called, by the symbols and ids above. */
  readonly words: {
    readonly grades: Readonly<Record<string, Text>>;
    readonly rulings: Readonly<Record<string, Text>>;
    /** Of `grounds`: the article, and the rule's sentence with its numbers left open. */
    readonly grounds: Readonly<Record<string, { readonly article: string; readonly sentence: Text }>>;
  };
}

export interface ReviewParts {
  readonly terms: RulebookTerms;
  readonly workspace: LoadedWorkspace;
  /** What evaluations say, each with the number of institutions. */
  readonly said: readonly Said[];
  readonly near: Review['near'];
  /** As they will be signed. */
  readonly made: readonly Publishable[];
  readonly newKeys: readonly KeyStatus[];
  readonly codes: { readonly added: readonly string[]; readonly collisions: number };
  readonly last: ReadRelease | null;
  readonly year: number;
  readonly until: IsoDate | null;
  readonly today: IsoDate;
}

/** What a review says of the grading as a whole. */
type Grading = Pick<Review, 'grounds' | 'evaluationProblems' | 'rulings'>;

function gradingOf({ said, terms }: ReviewParts): Grading {
  const same = sameWords(terms, new Set(said.flatMap(({ reasons }) => reasons.map(({ rule }) => rule))));
  return {
    grounds: tallySaid(said, ({ reasons }) => new Set(reasons.map(({ rule }) => same.get(rule) ?? rule))),
    evaluationProblems: tallySaid(said, ({ problems }) => problems.map(({ code }) => code)),
    rulings: tallySaid(said, ({ rulings }) => rulings),
  };
}

/** Reads and writes nothing. */
export function reviewOf(parts: ReviewParts): Review {
  const { made, codes, last, year, until } = parts;
  const records = made.map(({ record }) => record);
  const grading = gradingOf(parts);
  const { read, quarantined } = parts.workspace.counts.institutions;
  return {
    year,
    until,
    evidenceUntil: runningEvidence(year, parts.today),
    first: last === null,
    institutions: records.length,
    rowsRead: read,
    quarantined,
    quarantinedRows: Object.fromEntries(
      Object.entries(parts.workspace.counts).map(([sheet, count]) => [sheet, count.quarantined]),
    ),
    unattributed: parts.workspace.problems.filter(({ code }) => code === 'institution-unknown').length,
    states: tally(records.map(({ outcome }) => listState(outcome))),
    proposed: until === null ? null : tally(records.flatMap(({ proposal }) => proposal?.grade ?? [])),
    moves: movesSince(last?.records ?? null, records),
    edits: editsSince(last, made, parts.today),
    emptied: emptiedSince(last, made, parts.workspace.counts, parts.today),
    settings: bureauEdits(last?.bureau ?? null, parts.workspace.bureau),
    newKeys: parts.newKeys,
    shifts: shiftsSince(last?.records ?? null, records),
    near: parts.near,
    ...grading,
    newCodes: codes.added.length,
    codeCollisions: codes.collisions,
    ...lostSince(last, records),
    words: wordsFor(parts.terms, new Set(Object.keys(grading.rulings)), new Set(Object.keys(grading.grounds))),
  };
}

function lostSince(last: ReadRelease | null, records: readonly InstitutionRecord[]): Pick<Review, 'gone' | 'ungraded'> {
  const gone = differing(last?.records ?? [], records).flatMap(({ before, now }) => (before && !now ? [before] : []));
  return {
    gone: gone.map(nameOf),
    ungraded: ungradedSince(last, records).map(nameOf),
  };
}

function wordsFor(terms: RulebookTerms, rulings: ReadonlySet<string>, grounds: ReadonlySet<string>): Review['words'] {
  const used = Object.entries(terms.reasons).filter(([id]) => grounds.has(id));
  return {
    grades: Object.fromEntries(terms.grades.map(({ symbol, mark }) => [symbol, mark])),
    rulings: Object.fromEntries(terms.rulings.filter(({ id }) => rulings.has(id)).map(({ id, text }) => [id, text])),
    grounds: Object.fromEntries(
      used.map(
        ([
          id,
          {
            article,
            sentence: { zh, en },
          },
        ]) => [id, { article, sentence: { zh: open(zh), en: open(en) } }],
      ),
    ),
  };
}

/** Rules that read alike without their numbers, each to the first of them: a threshold's two sides are one ground. */
function sameWords({ reasons }: RulebookTerms, used: ReadonlySet<string>): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const same = new Map<string, string>();
  for (const [id, { article, sentence }] of Object.entries(reasons)) {
    if (!used.has(id)) continue;
    const words = `${article}\n${open(sentence.zh)}`;
    if (!first.has(words)) first.set(words, id);
    same.set(id, first.get(words) ?? id);
  }
  return same;
}

/** Of all institutions at once, a sentence has no number of its own. */
function open(sentence: string): string {
  return sentence.replace(/(?:\{[^}]*\})+/g, '…');
}

function tally(values: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return sorted(counts);
}

/** Of every institution what `valuesOf` finds in what is said of it. */
function tallySaid(said: readonly Said[], valuesOf: (one: Said) => Iterable<string>): Record<string, number> {
  const counts = new Map<string, number>();
  for (const one of said) for (const value of valuesOf(one)) counts.set(value, (counts.get(value) ?? 0) + one.of);
  return sorted(counts);
}

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts.keys()].sort().map((value) => [value, counts.get(value) ?? 0]));
}

function nameOf({ name, code }: InstitutionRecord): string {
  return `${name}（${code}）`;
}
