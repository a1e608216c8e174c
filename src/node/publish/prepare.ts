/** All of a publication that needs no key: records, and the review that is read before signing. */
import { chinaDay } from '../../core/domain/iso-date.ts';
import { evidencePeriod } from './evidence.ts';
import { firstFinalDay } from './final-day.ts';
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
  const { workspace, rulebook, round, codes, last } = found;
  const today = chinaDay(input.now);
  const context: ReleaseContext = {
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
  const evaluated = makeRecords(round, context);
  const made = proposed === null ? evaluated : proposeRecords(evaluated, last, proposed);
  const { terms } = context;
  const until = proposed?.until ?? null;
  const newKeys = await unusedKeys(dir, last?.previous ?? null);
  const review = reviewOf({ ...found, terms, made, newKeys, year, until, today });
  return { ...keptOf(found), today, context, made, yearInForce: proposed?.inForce ?? year, review };
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
