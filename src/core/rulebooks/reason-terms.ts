/** The reasons of a rulebook as pages need them: each rule with its article, its effect and its sentence. */
import type { ArticleTerms, ReasonTerms, ReasonVisibility, Text } from '../domain/terms.ts';
import type { RuleDefinition } from './rulebook.ts';

export interface RuleSentence {
  readonly sentence: Text;
  readonly shows: ReasonVisibility;
}

/** Throws when a sentence belongs to no rule: a rulebook that does not hold together must not be published. */
export function reasonTerms(
  rules: Readonly<Record<string, RuleDefinition>>,
  sentences: Readonly<Record<string, RuleSentence>>,
): Readonly<Record<string, ReasonTerms>> {
  return Object.fromEntries(
    Object.entries(sentences).map(([id, { sentence, shows }]): [string, ReasonTerms] => {
      const rule = rules[id];
      if (rule === undefined) throw new Error(`no rule ${id}`);
      return [id, { article: rule.article, effect: rule.effect, sentence, shows }];
    }),
  );
}

/** The policy's words in the order of the table: signed files sort the keys of objects, and a list keeps its order. */
export function articleTerms(articles: Readonly<Record<string, string>>): readonly ArticleTerms[] {
  return Object.entries(articles).map(([article, words]) => ({ article, words }));
}
