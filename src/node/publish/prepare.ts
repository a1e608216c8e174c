/** All of a publication that needs no key: records, and the review that is read before signing. */
import { pagesOnRequest } from '../../core/domain/bureau.ts';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { evidencePeriod } from './evidence.ts';
import { firstFinalDay } from './final-day.ts';
import { formerGrounds } from './former-grounds.ts';
import { gistOf } from './kept/gist.ts';
import { loadSaltSecret } from './keys.ts';
import type { LastRelease } from './last-release.ts';
import { proposeRecords } from './propose.ts';
import type { Found, Prepared, PublishInput } from './publication.ts';
import { makeRecords, type ReleaseContext } from './records.ts';
import { reviewOf } from './review/review.ts';
import type { ProposedPeriod } from './stage.ts';
import { unusedKeys } from './status.ts';

/** Writes nothing but `keys/salt.hex`, once. */
export async function prepare(
  input: Pick<PublishInput, 'dir' | 'year' | 'now'>,
  found: Found,
  proposed: ProposedPeriod | null,
): Promise<Prepared> {
  const { dir, year } = input;
  const { round, last } = found;
  const today = chinaDay(input.now);
  const context = await contextOf(input, found);
  const evaluated = makeRecords(round, context, last?.records);
  const made = proposed === null ? evaluated : proposeRecords(evaluated, last, proposed);
  const { terms } = context;
  const until = proposed?.until ?? null;
  const newKeys = await unusedKeys(dir, last?.previous ?? null);
  const review = reviewOf({ ...found, terms, made, newKeys, year, until, today });
  const gist = proposed === null && pagesOnRequest(context.bureau) ? gistOf(found, made, context) : null;
  // What is proposed rests on another year's evidence.
  const former = proposed === null ? formerGrounds(found, context) : new Map<never, never>();
  return { ...keptOf(found), today, context, made, yearInForce: proposed?.inForce ?? year, review, former, gist };
}

/** What records are made with. */
export async function contextOf(
  { dir, year, now }: Pick<PublishInput, 'dir' | 'year' | 'now'>,
  { workspace, rulebook, codes, last }: Pick<Found, 'workspace' | 'rulebook' | 'codes' | 'last'>,
): Promise<ReleaseContext> {
  const today = chinaDay(now);
  return {
    bureau: workspace.bureau,
    terms: rulebook.terms(workspace.rulings, evidencePeriod(year)),
    year,
    period: evidencePeriod(year),
    registerMonths: workspace.registerMonths,
    codes: codes.table,
    formerNames: new Map([...codes.next].flatMap(([code, { formerName }]) => (formerName ? [[code, formerName]] : []))),
    finalOn: firstFinalDay(last?.log ?? [], year) ?? today,
    saltSecret: await loadSaltSecret(dir),
    publicRulings: new Set(rulebook.rulings.filter((ruling) => ruling.public).map((ruling) => ruling.id)),
    today,
  };
}

/** Without what nobody asks for once records are made and compared. */
function keptOf({
  workspace: { bureau, ratings, pictures },
  codes: { table, added, given, next },
  round,
  last,
  mark,
}: Found) {
  const named = round.entries.map(({ institution: { id, name } }) => ({ id, name }));
  const workspace = { bureau, ratings, pictures };
  const codes = { table, added, given, next };
  return { workspace, codes, last: last && withoutOpenings(last), mark, named };
}

function withoutOpenings({ openings: _, ...last }: LastRelease): Omit<LastRelease, 'openings'> {
  return last;
}
