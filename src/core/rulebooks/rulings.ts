/** Rulings (执行口径): how gaps of a policy are read, and what a bureau may choose. */
import { fail, ok, type Result } from '../domain/result.ts';
import type { RulingTerms, Text } from '../domain/terms.ts';

export interface RulingDefinition {
  readonly id: string;
  /** What it reads, as the source prints it; the general rulings are about no article. */
  readonly article?: string;
  /** The name of the default reading where it has one; `default` always names it too. */
  readonly defaultName: string | null;
  /** The default reading, one plain sentence. */
  readonly text: Text;
  readonly alternatives: readonly { readonly id: string; readonly text: Text }[];
  /**
   * Whether a page may name it beside a grade. False where its name alone would tell of a fact that is not public or
   * must be able to leave: that there was a penalty, a repair, a complaint (policy readings, 7).
   */
  readonly public: boolean;
}

/** The chosen reading by ruling id: an alternative's id, or `default`; an id that is missing is at its default. */
export type Choices = Readonly<Record<string, string>>;

/** What a bureau adopted, and by which document. */
export type AdoptedRulings = Readonly<Record<string, { readonly choice: string; readonly adoptedBy: string | null }>>;

export interface RulingProblem {
  readonly code: 'unknown-ruling' | 'unknown-alternative' | 'chosen-twice';
  readonly id: string;
  readonly choice: string;
  /** What would have been valid: ruling ids, or the ruling's choices. */
  readonly valid: readonly string[];
}

/** Every name by which a reading of this ruling can be chosen, the default first. */
export function choicesOf(ruling: RulingDefinition): readonly string[] {
  return [ruling.defaultName ?? 'default', ...ruling.alternatives.map((alternative) => alternative.id)];
}

/**
 * Checks chosen readings against the rulings of a rulebook and normalises the default's own name to `default`.
 * Gives all problems: unknown ids, unknown alternatives, one ruling chosen two ways.
 */
export function chooseRulings(
  definitions: readonly RulingDefinition[],
  chosen: readonly (readonly [id: string, choice: string])[],
): Result<Choices, readonly RulingProblem[]> {
  const problems: RulingProblem[] = [];
  const choices = new Map<string, string>();
  for (const [id, choice] of chosen) {
    const definition = definitions.find((ruling) => ruling.id === id);
    if (definition === undefined) {
      problems.push({ code: 'unknown-ruling', id, choice, valid: definitions.map((ruling) => ruling.id) });
      continue;
    }
    const name = choice === definition.defaultName ? 'default' : choice;
    if (name !== 'default' && !definition.alternatives.some((alternative) => alternative.id === name)) {
      problems.push({ code: 'unknown-alternative', id, choice, valid: choicesOf(definition) });
    } else if (choices.has(id) && choices.get(id) !== name) {
      problems.push({ code: 'chosen-twice', id, choice, valid: choicesOf(definition) });
    } else choices.set(id, name);
  }
  return problems.length > 0 ? fail(problems) : ok(Object.fromEntries(choices));
}

/** The rulings in force, each with the sentence of the reading chosen. */
export function rulingTerms(definitions: readonly RulingDefinition[], adopted: AdoptedRulings): RulingTerms[] {
  return definitions.map((definition) => {
    const own = adopted[definition.id];
    const alternative = definition.alternatives.find(({ id }) => id === own?.choice);
    return {
      id: definition.id,
      ...(definition.article === undefined ? {} : { article: definition.article }),
      text: alternative?.text ?? definition.text,
      choice: alternative?.id ?? 'default',
      adoptedBy: own?.adoptedBy ?? null,
    };
  });
}

/** The rulings that all rulebooks share (policy readings, 1). */
export const GENERAL_RULINGS: readonly RulingDefinition[] = [
  {
    id: 'GEN-1',
    defaultName: null,
    text: {
      zh: '没有文书编号的负面信息，不作为评价依据。',
      en: 'A negative fact without the number of its document does not count.',
    },
    alternatives: [],
    public: false,
  },
  {
    id: 'GEN-2',
    defaultName: null,
    text: {
      zh: '同一文书编号的同类信息只计一次。',
      en: 'The same kind of fact with the same document number counts once.',
    },
    alternatives: [],
    public: false,
  },
  {
    id: 'GEN-3',
    defaultName: null,
    text: {
      zh: '完成信用修复的信息，自修复之日起不再计入评价，也不再公示。',
      en: 'A repaired fact neither counts nor appears from the day of its repair.',
    },
    alternatives: [
      {
        id: 'display-only',
        text: {
          zh: '完成信用修复的信息不再公示，本评价期内仍计入评价。',
          en: 'A repaired fact no longer appears, but still counts in its period.',
        },
      },
    ],
    public: false,
  },
  {
    id: 'GEN-4',
    defaultName: null,
    text: { zh: '评价期为上一个自然年。', en: 'The evidence period is the calendar year before.' },
    alternatives: [
      {
        id: 'between-publications',
        text: {
          zh: '评价期为上一次公布等级至本次公布等级之间。',
          en: 'The evidence period runs from one publication of grades to the next.',
        },
      },
    ],
    public: true,
  },
  {
    id: 'GEN-5',
    defaultName: null,
    text: {
      zh: '评价期没有全部落在文件有效期内的，不评定等级。',
      en: 'No grade is given for a period that the policy’s term does not cover whole.',
    },
    alternatives: [
      {
        id: 'accept',
        text: {
          zh: '评价期没有全部落在文件有效期内的，经本局决定，仍按本文件评定。',
          en: 'By decision of the bureau, a period that the policy’s term does not cover whole is graded under it.',
        },
      },
    ],
    public: true,
  },
  {
    id: 'GEN-6',
    defaultName: null,
    text: {
      zh: '对个人的行政处罚不计入机构的评价，也不公示。',
      en: 'A penalty against a person never counts for the institution and is never shown.',
    },
    alternatives: [],
    public: false,
  },
  {
    id: 'GEN-7',
    defaultName: null,
    text: {
      zh: '分数按实际数值比较，不因四舍五入达到分数线。',
      en: 'Scores are compared exactly; none reaches a threshold by rounding.',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'GEN-8',
    defaultName: null,
    text: {
      zh: '期限按年、月计算的，从次日起算，到最后一月的对应日为止；没有对应日的，到月末日为止（《民法典》第二百零一条、第二百零二条）。',
      en: 'A term of years or months does not count its first day and ends on the same day of its last month, or on that month’s last day (Civil Code, articles 201 and 202).',
    },
    alternatives: [],
    public: true,
  },
  {
    id: 'GEN-9',
    defaultName: null,
    text: {
      zh: '行政处罚自决定之日起，一般的公示1年，严重的公示3年，期满撤下；轻微的和没有分类的不公示（《信用修复管理办法》规定的最长期限）。',
      en: 'A penalty is shown from its decision for 1 year, a serious one for 3, and is then taken down; a minor or unclassed one is not shown (the longest terms of the rules on credit repair).',
    },
    alternatives: [],
    public: false,
  },
];
