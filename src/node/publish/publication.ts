/** What a publication is made of, step by step, and why there may be none. */
import type { Bytes } from '../../core/domain/bytes.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import type { Rulebook } from '../../core/rulebooks/rulebook.ts';
import type { Choices, RulingProblem } from '../../core/rulebooks/rulings.ts';
import type { Stage } from '../../core/trust/releases.ts';
import type { ReadProblem } from '../verify/read-release.ts';
import type { Missing } from './announced.ts';
import type { Round } from './evidence.ts';
import type { Gist } from './kept/round.ts';
import type { LastRelease } from './last-release.ts';
import type { FormerGrounds } from './late-changes.ts';
import type { Doubt } from './matching/match.ts';
import type { Codes } from './matching/round.ts';
import type { Named } from './objection-codes.ts';
import type { OnProgress } from './progress.ts';
import type { PublishedMark } from './published.ts';
import type { Publishable, ReleaseContext } from './records.ts';
import type { Review } from './review/review.ts';
import type { StageRefusal } from './stage.ts';
import type { KeyStatus } from './status.ts';
import type { RecordTree } from './tree.ts';
import type { LoadedWorkspace, RefusedWorkspace } from './workspace/load.ts';

export interface PublishInput {
  readonly dir: string;
  /** Year of the grades; the evidence is of the year before. */
  readonly year: number;
  readonly stage: Stage;
  /** Last day of the publicity period (公示), as the bureau counted it; of the proposed stage alone. */
  readonly until?: IsoDate;
  readonly now: Date;
  /** Opens the offline keys; encrypts them when this is the first publication. */
  readonly passphrase: Passphrase;
  /** Key files on other media, beside those of the workspace. */
  readonly media?: readonly string[];
  /** Folder of the build. */
  readonly dist: string;
  /** Bytes of a data file at most, as in `pack.ts`: a larger county lies in parts. */
  readonly partLimit?: number;
  /** Told how far it is, and before every step. */
  readonly progress?: OnProgress;
}

/** The passphrase, or who is asked for it once the review is made; null: it was read, and nothing is to be signed. */
export type Passphrase = string | ((review: Review) => Promise<string | null>);

/** Why nothing was published; the site is as it was. */
export type PublishRefusal =
  | { readonly code: 'workspace'; readonly workspace: RefusedWorkspace }
  | { readonly code: 'not-signed' }
  | { readonly code: 'year-out-of-range' | 'unknown-rulebook' | 'period-not-supported' }
  /** `detail`: the ruling by which there is none. */
  | { readonly code: 'no-proposed-stage'; readonly detail: string }
  | StageRefusal
  /** A proposed publication without these would end a period early, or forget a grade in force. */
  | { readonly code: 'announced-missing'; readonly institutions: readonly Missing[] }
  /** Rows that may or may not be institutions of before; the clerk has not answered yet. */
  | { readonly code: 'doubtful-matches'; readonly doubts: readonly Doubt[] }
  /** Key files that nobody named: they would sign, or be put in use, if they were let. */
  | { readonly code: 'foreign-keys'; readonly keys: readonly KeyStatus[] }
  | { readonly code: 'rulings'; readonly problems: readonly RulingProblem[] }
  | { readonly code: 'last-release'; readonly problems: readonly ReadProblem[] }
  | { readonly code: 'release-missing'; readonly detail: string };

/** What a publication starts from. */
export interface Found {
  readonly workspace: LoadedWorkspace;
  readonly rulebook: Rulebook;
  readonly choices: Choices;
  readonly round: Round;
  readonly codes: Codes;
  readonly last: LastRelease | null;
  readonly mark: PublishedMark | null;
}

/**
 * All that is made without the keys. What it was made of – the workbook's entries, their evaluation, the openings of the last
 * release – is not in it, so that nothing holds them while it is signed.
 */
export interface Prepared {
  readonly workspace: Pick<LoadedWorkspace, 'bureau' | 'ratings' | 'pictures'>;
  readonly codes: Omit<Codes, 'doubts' | 'collisions'>;
  readonly last: Omit<LastRelease, 'openings'> | null;
  readonly mark: PublishedMark | null;
  /** Who is graded, in the order of the workbook. */
  readonly named: readonly Named[];
  readonly today: IsoDate;
  readonly context: ReleaseContext;
  readonly made: readonly Publishable[];
  /** Year of the grades in force: a proposed year has none of its own yet. */
  readonly yearInForce: number;
  readonly review: Review;
  /** Of labels that are withdrawn in this round. */
  readonly former: FormerGrounds;
  /** What is to be kept of it for the next; null where nothing is, or where it is known otherwise. */
  readonly gist: Gist | null;
  /** What need not be made again. */
  readonly asPublished?: AsPublished;
}

/** What a late change leaves as it is (decision 063). */
export interface AsPublished {
  /** Over all records, those that are new among them. */
  readonly tree: RecordTree;
  /** Files of staff lists, by signed path; null: some list is another. */
  readonly staff: ReadonlyMap<string, Bytes> | null;
  /** Who has which code is as it was written. */
  readonly names: boolean;
  /** The letters are, too. */
  readonly letters: boolean;
}
