/** What a page must know of a rulebook, as data: published and signed as `rulebook.json`. */

/** A sentence in both languages. Placeholders stand in braces: `{n}`. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export interface GradeTerms {
  /** The symbol of results and files: `excellent`, `A`. */
  readonly symbol: string;
  /** The largest word of the seal, as the rulebook prints it: 优秀, A级. */
  readonly mark: Text;
  /** The policy's word for the grade where it has one beside the mark: 诚实守信. */
  readonly word: Text | null;
  /** One sentence of what the grade means. */
  readonly meaning: Text;
  /** What follows from the grade, in the order of the policy; may be empty. */
  readonly measures: readonly MeasureTerms[];
  /** What the policy asks for this grade, one sentence a condition, for the ladder. */
  readonly asks: readonly Text[];
}

export interface MeasureTerms {
  readonly text: Text;
  readonly article: string;
}

/**
 * When the observed facts of a reason may be shown (policy readings, 7):
 * `observed` always; `nothing` rule and article only; `penalty` the whole reason leaves with the penalties it rests on.
 */
export type ReasonVisibility = 'observed' | 'nothing' | 'penalty';

export interface ReasonTerms {
  readonly article: string;
  /** `{n}` is what was observed, `{n0}` the threshold. */
  readonly sentence: Text;
  readonly shows: ReasonVisibility;
}

export interface RulingTerms {
  readonly id: string;
  /** How the gap is read, one plain sentence. */
  readonly text: Text;
  /** The alternative's id, `default` otherwise. */
  readonly choice: string;
  /** Number of the document by which the bureau adopted it. */
  readonly adoptedBy: string | null;
}

export interface RulebookTerms {
  readonly id: string;
  /** Title of the policy document, without brackets: 舞钢市医疗机构依法执业信用评价实施方案. */
  readonly title: Text;
  readonly documentNo: string;
  readonly issuer: 'government' | 'association';
  /** 信用级别 or 信用等级. */
  readonly gradeNoun: Text;
  /** Best first. Empty for a register. */
  readonly grades: readonly GradeTerms[];
  /** `until-next`: valid until the next grades are published; months: so many from publication. */
  readonly validity: { readonly kind: 'until-next' } | { readonly kind: 'months'; readonly months: number };
  /** The board's official title: 医疗机构依法执业信息公示栏. */
  readonly boardTitle: Text;
  /** Whether the policy asks for ratings by the public. Results never mix with the grade. */
  readonly ratings: boolean;
  readonly reasons: Readonly<Record<string, ReasonTerms>>;
  /** The rulings in force for this bureau, in the policy's order. */
  readonly rulings: readonly RulingTerms[];
}
