/** What is to be graded where only some institutions were read: these as they are now, the others with the facts that were kept. */
import type { InstitutionFacts } from '../../../core/domain/facts.ts';
import type { InstitutionEntry } from '../../../core/domain/institution.ts';
import type { Period } from '../../../core/domain/iso-date.ts';
import type { Rulebook } from '../../../core/rulebooks/rulebook.ts';
import type { Choices } from '../../../core/rulebooks/rulings.ts';
import type { InstitutionRecord } from '../../../core/snapshot/record.ts';
import { asGraded, evidencePeriod, forThisRound } from '../evidence.ts';
import type { Named } from '../objection-codes.ts';
import type { PublishInput } from '../publication.ts';
import { orderOf, type Read } from './families.ts';
import type { GradingTask } from './grading.ts';
import { type KeptRound, placesOf } from './round.ts';
import { DIGEST, type Families } from './runs.ts';

/** Families that were read, and those of them that were accepted. */
export interface Touched {
  readonly touched: ReadonlySet<number>;
  readonly entries: readonly InstitutionEntry[];
  readonly incomplete: ReadonlySet<string>;
}

interface Parts extends Touched {
  readonly kept: KeptRound;
  readonly families: Families;
  readonly read: readonly Read[];
}

/** Null where the facts of an institution that was not read were not kept. */
export function gradingTask(
  parts: Parts & {
    readonly input: Pick<PublishInput, 'year'>;
    readonly rulebook: Rulebook;
    readonly choices: Choices;
  },
): GradingTask | null {
  const { kept, families, touched, entries, incomplete, rulebook, choices } = parts;
  const [period, places] = [evidencePeriod(parts.input.year), placesOf(kept)];
  const graded = gradedIn(parts);
  const before = new Uint8Array(graded.length * DIGEST);
  const lines: string[] = [];
  for (const [nth, family] of graded.entries()) {
    const at = places(family);
    const line = touched.has(family) || at === undefined ? '' : kept.facts[at];
    // A row that was not accepted is always read again.
    if (!line && !touched.has(family)) return null;
    lines.push(line ?? '');
    if (at !== undefined) before.set(kept.evaluations.subarray(at * DIGEST, (at + 1) * DIGEST), nth * DIGEST);
  }
  return {
    ...{ rulebook: rulebook.id, choices, period, incomplete, before, kept: lines.join('\n') },
    ids: graded.map((family) => families.ids[family] ?? ''),
    read: entries.map((entry) => forThisRound(entry, period)),
  };
}

/** Of those that were read, as they are graded. */
export function touchedFacts({ entries, incomplete }: Touched, period: Period): readonly InstitutionFacts[] {
  const facts = entries.map((entry) => forThisRound(entry, period));
  return asGraded(facts, incomplete);
}

/** Families with an accepted row of 机构, in its order: of those that were not read, it was and is. */
function gradedIn({ families, read, touched, entries }: Parts): readonly number[] {
  const accepted = new Set(entries.map(({ institution }) => families.number(institution.id)));
  return [...orderOf(read, families)].filter((family) => !touched.has(family) || accepted.has(family));
}

/** What somebody who is graded is called, by number. */
export function nameIn(parts: Parts & { readonly records: readonly InstitutionRecord[] }): (id: string) => string {
  const { kept, families, entries, records } = parts;
  const places = placesOf(kept);
  const read = new Map(entries.map(({ institution: { id, name } }) => [id, name]));
  return (id) => read.get(id) ?? records[places(families.number(id)) ?? -1]?.name ?? '';
}

/** Who is graded, by name, in the order of 机构. */
export function namedIn(parts: Parameters<typeof nameIn>[0]): readonly Named[] {
  const nameOf = nameIn(parts);
  return gradedIn(parts).map((family) => {
    const id = parts.families.ids[family] ?? '';
    return { id, name: nameOf(id) };
  });
}
