/** Sums up the ratings of a half-year: the only use that is ever made of them. */
import type { RecipientKey } from '../../core/complaint/open.ts';
import { type GivenRating, type RatingsFile, summariseRatings } from '../../core/complaint/ratings.ts';
import type { Submission, SubmissionKind } from '../../core/complaint/submission.ts';
import { parseInstitutionCode } from '../../core/domain/institution-code.ts';
import type { IntakeStore } from '../intake/store/store.ts';
import type { CodeTable } from '../publish/codes.ts';
import { openRow } from './find.ts';

/** Instants, ISO 8601: from the first, before the second. */
export interface HalfYear {
  readonly from: string;
  readonly before: string;
}

/** `2026-1` is January to June 2026 of Chinese standard time; null for anything else. */
export function parseHalf(text: string): HalfYear | null {
  const match = /^(20\d\d)-([12])$/.exec(text);
  if (match === null) return null;
  const [year, month] = [Number(match[1]), match[2] === '1' ? 0 : 6];
  const start = (offset: number) => new Date(Date.UTC(year, month + offset, 1) - 8 * 3_600_000).toISOString();
  return { from: start(0), before: start(6) };
}

export interface RatingsOut {
  readonly file: RatingsFile;
  /** Ratings that were summed up; also those of institutions with too few to be shown. */
  readonly counted: number;
  /** Corrected by a later one, about no institution of this bureau, or refused by the desk. */
  readonly left: number;
  /** Submissions of the half-year that could not be opened, or whose content retention has deleted. */
  readonly unopened: number;
  /** Of all that were opened, by receipt number. */
  readonly kinds: ReadonlyMap<string, SubmissionKind>;
}

interface Rated {
  readonly id: string;
  readonly corrects: string | null;
  readonly given: GivenRating | null;
}

/** Opens every submission that arrived in `half`; which are ratings shows only then. */
export async function sumUpRatings(
  store: IntakeStore,
  keys: readonly RecipientKey[],
  codes: CodeTable,
  bureau: string,
  half: { readonly name: string; readonly span: HalfYear },
): Promise<RatingsOut> {
  const { from, before } = half.span;
  const [rated, known]: [Rated[], Set<string>] = [[], new Set(codes.values())];
  const kinds = new Map<string, SubmissionKind>();
  let unopened = 0;
  for (const row of await store.list({})) {
    if (row.receivedAt < from || row.receivedAt >= before) continue;
    const opened = await openRow(row, keys);
    if (!opened.ok) {
      unopened++;
      continue;
    }
    const { submission } = opened.value.opened;
    kinds.set(row.number, submission.kind);
    if (submission.kind !== 'rating') continue;
    rated.push({
      id: submission.id,
      corrects: submission.corrects,
      given: row.state === 'refused' ? null : givenIn(submission, known),
    });
  }
  // A correction replaces what it corrects, even when both arrived.
  const corrected = new Set(rated.map((one) => one.corrects));
  const given = rated.flatMap((one) => (one.given === null || corrected.has(one.id) ? [] : [one.given]));
  const file = summariseRatings(bureau, half.name, given);
  return { file, counted: given.length, left: rated.length - given.length, unopened, kinds };
}

function givenIn({ institution, rating }: Submission, known: ReadonlySet<string>): GivenRating | null {
  const code = institution === null ? null : parseInstitutionCode(institution);
  return code === null || rating === null || !known.has(code) ? null : { institution: code, rating };
}
