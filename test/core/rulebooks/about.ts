import type { InstitutionFacts } from '../../../src/core/domain/facts.ts';
import { RULEBOOKS } from '../../../src/core/rulebooks/registry.ts';
import type { Case } from './support.ts';

/** What the tests over all rulebooks must know of one policy. */
export interface About {
  readonly cases: readonly Case[];
  /** Graded in the same round as the institution of a case, where the policy compares institutions. */
  readonly beside?: readonly InstitutionFacts[];
  /** The policy document. */
  readonly policy: URL;
  /** Rulings that no case can name: on publication, lists, the draw; on events or scores that the policy does not read. */
  readonly withoutCase: readonly string[];
  /** Its own rulings that no page may name beside a grade: they would tell of a fact that is not public or must be able to leave. */
  readonly telling: readonly string[];
  /** Numbered articles that 「评价标准」 does not print, each with why. */
  readonly leftOut: Readonly<Record<string, string>>;
  /** Whether the policy says what it asks for each grade; false where the grade is made elsewhere. */
  readonly asks: boolean;
  /**
   * What the policy decides by itself and what it does not, article by article: made by hand from the policy document and
   * the readings, not from the report. One line a fact: name, what decides, the rulings that answer (`-` none), what comes
   * out (`-` no grade). `!`: beyond the text, and no ruling says so.
   */
  readonly gaps: Readonly<Record<string, readonly string[]>>;
  /** Rulings that no fact asks for: the text settles it after all, or they are about showing, drawing, certificates. */
  readonly notAsked: readonly string[];
}

/** Of every rulebook in the registry, from `<id>/about.ts`. */
export const OF: ReadonlyMap<string, About> = new Map(
  await Promise.all(
    RULEBOOKS.map(async ({ id }): Promise<[string, About]> => {
      const { ABOUT } = (await import(`./${id}/about.ts`)) as { readonly ABOUT: About };
      return [id, ABOUT];
    }),
  ),
);

/** Throws for a rulebook without one. */
export function aboutOf(id: string): About {
  const about = OF.get(id);
  if (about === undefined) throw new Error(`test/core/rulebooks/${id}/about.ts is missing`);
  return about;
}
