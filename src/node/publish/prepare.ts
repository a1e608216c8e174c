/** All of a publication that needs no key: records, and the review that is read before signing. */
import { pagesOnRequest } from '../../core/domain/bureau.ts';
import type { InstitutionCode } from '../../core/domain/institution-code.ts';
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
import { nearThresholds } from './review/near.ts';
import { reviewOf } from './review/review.ts';
import { Sayings } from './review/sayings.ts';
import type { ProposedPeriod } from './stage.ts';
import { unusedKeys } from './status.ts';

/** Writes nothing but `keys/salt.hex`, once. */
export async function prepare(
  input: Pick<PublishInput, 'dir' | 'year' | 'now'>,
  found: Found,
  proposed: ProposedPeriod | null,
): Promise<Prepared> {
  const { dir, year } = input;
  const { rulebook, choices, round, last } = found;
  const today = chinaDay(input.now);
  const context = await contextOf(input, { ...found, formerNames: formerNamesIn(found.codes.next.values()) });
  const evaluated = makeRecords(round, context, last?.records);
  const made = proposed === null ? evaluated : proposeRecords(evaluated, last, proposed);
  const { terms } = context;
  const until = proposed?.until ?? null;
  const newKeys = await unusedKeys(dir, last?.previous ?? null);
  const sayings = new Sayings();
  const grades = new Map([...round.evaluations].map(([id, { grade }]) => [id, grade]));
  for (const evaluation of round.evaluations.values()) sayings.count(evaluation);
  const names = new Map(round.entries.map(({ institution: { id, name } }) => [id, name]));
  const near = nearThresholds(rulebook, choices, round.facts, grades).map((one) => ({
    ...one,
    name: names.get(one.id) ?? '',
  }));
  const named = Array.from(names, ([id, name]) => ({ id, name }));
  const review = reviewOf({ ...found, said: sayings.all(), near, terms, made, newKeys, year, until, today });
  const gist = proposed === null && pagesOnRequest(context.bureau) ? gistOf(found, made, context) : null;
  // What is proposed rests on another year's evidence.
  const former = proposed === null ? formerGrounds(found, context) : new Map<never, never>();
  return {
    ...keptOf(found),
    named,
    today,
    context,
    made,
    yearInForce: proposed?.inForce ?? year,
    review,
    former,
    gist,
  };
}

/** What records are made with. */
export async function contextOf(
  { dir, year, now }: Pick<PublishInput, 'dir' | 'year' | 'now'>,
  about: Pick<Found, 'workspace' | 'rulebook' | 'codes' | 'last'> & Pick<ReleaseContext, 'formerNames'>,
): Promise<ReleaseContext> {
  const { workspace, rulebook, codes, last, formerNames } = about;
  const today = chinaDay(now);
  return {
    bureau: workspace.bureau,
    terms: rulebook.terms(workspace.rulings, evidencePeriod(year)),
    year,
    period: evidencePeriod(year),
    registerMonths: workspace.registerMonths,
    codes: codes.table,
    formerNames,
    finalOn: firstFinalDay(last?.log ?? [], year) ?? today,
    saltSecret: await loadSaltSecret(dir),
    publicRulings: new Set(rulebook.rulings.filter((ruling) => ruling.public).map((ruling) => ruling.id)),
    today,
  };
}

/** By code, of those whose name has changed. */
export function formerNamesIn(
  known: Iterable<{ readonly code: InstitutionCode; readonly formerName?: string | null }>,
): ReleaseContext['formerNames'] {
  const names = new Map<InstitutionCode, string>();
  for (const { code, formerName } of known) if (formerName) names.set(code, formerName);
  return names;
}

/** Without what nobody asks for once records are made and compared. */
function keptOf({ workspace: { bureau, ratings, pictures }, codes: { table, added, given, next }, last, mark }: Found) {
  const workspace = { bureau, ratings, pictures };
  const codes = { table, added, given, next };
  return { workspace, codes, last: last && withoutOpenings(last), mark };
}

function withoutOpenings({ openings: _, ...last }: LastRelease): Omit<LastRelease, 'openings'> {
  return last;
}
