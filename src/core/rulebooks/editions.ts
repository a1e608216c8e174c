/** Which edition of a policy a round is graded under: by the evidence period, never by the day of the computation. */
import type { Period } from '../domain/iso-date.ts';
import type { RulebookTerms } from '../domain/terms.ts';
import type { Edition, Rulebook } from './rulebook.ts';

export type Editions = Rulebook['editions'];

/** The edition in force during the whole period; null when none is, or when it changed within the period (GEN-5). */
export function coveringEdition(editions: Editions, period: Period): Edition | null {
  return editions.find(({ from, to }) => period.from >= from && (to === null || period.to <= to)) ?? null;
}

/**
 * The edition whose words and numbers a round is told in: the one that covers it, or, where a bureau adopted GEN-5
 * otherwise, the latest that had begun by the period's last day – the first one for a period before them all.
 */
export function editionFor(editions: Editions, period: Period): Edition {
  const begun = editions.filter(({ from }) => from <= period.to);
  return coveringEdition(editions, period) ?? begun[begun.length - 1] ?? editions[0];
}

/** The days of an edition as pages tell them: by its article, or by the ruling that sets the first. */
export function inForceOf({ from, to, citation, ruling }: Edition): RulebookTerms['inForce'] {
  return { from, to, article: citation, ...(ruling === undefined ? {} : { ruling }) };
}

/** The edition that was made last. */
export function latestEdition(editions: Editions): Edition {
  return editions[editions.length - 1] ?? editions[0];
}
