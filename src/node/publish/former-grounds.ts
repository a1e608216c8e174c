/** On what grades would rest that nobody gives any more: the record of a withdrawn label no longer says it. */
import type { FormerGrounds } from './late-changes.ts';
import { groundsOf } from './openings.ts';
import type { Found } from './publication.ts';
import type { ReleaseContext } from './records.ts';

/**
 * Of every institution whose label is withdrawn, as its other facts are now; by its code. Each is graded for itself: a place
 * in a quota is then no ground that stands, and its row must leave.
 */
export function formerGrounds(
  {
    rulebook,
    choices,
    round,
  }: Pick<Found, 'rulebook' | 'choices'> & { readonly round: Pick<Found['round'], 'facts' | 'evaluations'> },
  { codes, terms }: Pick<ReleaseContext, 'codes' | 'terms'>,
): FormerGrounds {
  const { period, institutions } = round.facts;
  const withdrawn = institutions.filter(({ id }) => round.evaluations.get(id)?.status === 'withdrawn');
  const alone = withdrawn.flatMap((one) =>
    rulebook.evaluate({ period, institutions: [{ ...one, amendments: [] }] }, choices),
  );
  return new Map(
    alone.flatMap((evaluation) => {
      const code = codes.get(evaluation.id);
      return code === undefined || evaluation.status !== 'graded' ? [] : [[code, groundsOf(evaluation, terms)]];
    }),
  );
}
