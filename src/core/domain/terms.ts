/** What a page must know of a rulebook, as data: published and signed as `rulebook.json`. */
import type { IsoDate } from './iso-date.ts';

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
  /** What the rule does to the grade: `cap C`, `grade A`, `set lower grade`, `withdrawn`. */
  readonly effect: string;
  /** `{n}` is what was observed, `{n0}` the threshold. */
  readonly sentence: Text;
  readonly shows: ReasonVisibility;
}

export interface RulingTerms {
  readonly id: string;
  /** What it reads; a general ruling is about no article. */
  readonly article?: string;
  /** How the gap is read, one plain sentence. */
  readonly text: Text;
  /** The alternative's id, `default` otherwise. */
  readonly choice: string;
  /** Number of the document by which the bureau adopted it. */
  readonly adoptedBy: string | null;
}

/** What an article says, word for word: Chinese, whatever the page's language. */
export interface ArticleTerms {
  readonly article: string;
  readonly words: string;
}

/** Articles that are printed whole under a heading: who may take part, what counts, how it goes. */
export interface ProvisionTerms {
  readonly title: Text;
  readonly articles: readonly string[];
}

/** A number of the policy as people read it, for 「评价标准」. */
export interface ThresholdTerms {
  readonly article: string;
  /** `{n}` is the value: 优秀：{n}分及以上. */
  readonly text: Text;
  readonly value: number;
  /** First day on which the value is in force. */
  readonly from: IsoDate;
}

/** How many routine checks a grade asks for; prescribed, special and complaint checks do not count towards them. */
export interface ChecksTerms {
  readonly article: string;
  /** In each calendar year, or in the whole term of a grade. */
  readonly per: 'year' | 'term';
  /** Null: no lower number is named. */
  readonly atLeast: number | null;
  /** Null: no upper number is named. */
  readonly atMost: number | null;
  readonly text: Text;
}

/** What hangs at the door, in the policy's own words. */
export interface BoardTerms {
  /** The official title: 医疗机构依法执业信息公示栏. */
  readonly title: Text;
  /** Heading of the part that holds the commitment: 依法承诺. */
  readonly commitment: Text;
  /** The letter that is signed: 依法执业承诺书. */
  readonly letter: Text;
  /** Why nothing is printed once the label is withdrawn, and what becomes of it. */
  readonly withdrawn: Text;
}

/** A kind of subject that the policy grades, with the day from which it does. */
export interface SubjectTerms {
  /** As facts and records name it: `public-place`. */
  readonly id: string;
  /** As workbook and page write it: 公共场所. */
  readonly name: Text;
  readonly article: string;
  /** First day of the evidence that is graded: the plan's phase. */
  readonly from: IsoDate;
  /** Null: a medical institution. Else the words of its own sections. */
  readonly own: {
    /** Heading in the place of 执业许可: 卫生许可. */
    readonly licence: Text;
    /** The paper itself, whose copy hangs there: 卫生许可证. */
    readonly certificate: Text;
    /** In the place of 诊疗科目: 生产类别, 经营项目. */
    readonly scope: Text;
    /** In the place of the sentence on medical skill. */
    readonly disclaimer: Text;
  } | null;
}

/** What a register lists of an institution. */
export type RegisterList = 'bad-practice' | 'commendation' | 'incentive' | 'sanction';

/** The sections of a register, in the order of the page. */
export interface RegisterTerms {
  /** Why there is no grade. */
  readonly note: Text;
  readonly sections: readonly {
    readonly list: RegisterList;
    readonly article: string;
    readonly title: Text;
    readonly none: Text;
  }[];
}

/** A public list of institutions: by grade, certificates past their term, labels withdrawn. */
export interface ListTerms {
  readonly id: string;
  readonly title: Text;
  readonly note: Text;
  readonly article: string;
  readonly of: { readonly grades: readonly string[] } | 'void' | 'withdrawn';
}

/** `until-next`: until the next grades; months: so many from publication, or from the day of the certificate. */
export type ValidityTerms =
  | { readonly kind: 'until-next' }
  | { readonly kind: 'months'; readonly months: number }
  | {
      readonly kind: 'certificate';
      readonly months: number;
      /** Renewal is asked for at least so many months before the end. */
      readonly renewMonths: number;
      /** At most so many more while a renewal is decided; null: the certificate ends on its day. */
      readonly extensionMonths: number | null;
    };

export interface RulebookTerms {
  readonly id: string;
  /** Title of the policy document, without brackets: 舞钢市医疗机构依法执业信用评价实施方案. */
  readonly title: Text;
  readonly documentNo: string;
  /** The days for which the policy is in force, both included, and where it says so. */
  readonly inForce: {
    readonly from: IsoDate;
    readonly to: IsoDate | null;
    readonly article: string;
    /** The ruling that sets the first day where the text names none. */
    readonly ruling?: string;
  };
  readonly issuer: 'government' | 'association';
  /** 信用级别 or 信用等级. */
  readonly gradeNoun: Text;
  /** Best first. Empty for a register. */
  readonly grades: readonly GradeTerms[];
  readonly validity: ValidityTerms;
  /** The article, or the ruling, on which that term stands. */
  readonly validitySource?: string;
  /** A sentence that stands with every grade: who computed it, that it is no government grade. */
  readonly notice: Text | null;
  /** In the place of the sentence that a grade is about lawful practice; null: that sentence. */
  readonly disclaimer: Text | null;
  /** Empty where the policy grades medical institutions alone. */
  readonly subjects: readonly SubjectTerms[];
  /** Null where grades are given. */
  readonly register: RegisterTerms | null;
  readonly lists: readonly ListTerms[];
  readonly thresholds: readonly ThresholdTerms[];
  /** The policy's own words, in its order, by the article that rules, measures and numbers cite. */
  readonly articles: readonly ArticleTerms[];
  /** What no rule of a grade says and people must read nevertheless, in the order of the page. */
  readonly provisions?: readonly ProvisionTerms[];
  /** Routine checks by grade symbol. */
  readonly supervision: Readonly<Record<string, ChecksTerms>>;
  /** Which checks stand outside these numbers; null where the policy sets none. */
  readonly supervisionNote: MeasureTerms | null;
  /** The share of each grade that is drawn for inspection, in percent; null where nothing is drawn. */
  readonly draw: { readonly article: string; readonly shares: Readonly<Record<string, number>> } | null;
  readonly board: BoardTerms;
  /** Whether the policy asks for ratings by the public. Results never mix with the grade. */
  readonly ratings: boolean;
  readonly reasons: Readonly<Record<string, ReasonTerms>>;
  /** The rulings in force for this bureau, in the policy's order. */
  readonly rulings: readonly RulingTerms[];
}
