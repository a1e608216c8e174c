/** 阳山县医疗卫生信用信息管理实施方案, which carries out 粤卫规〔2022〕4号 in one county. */
import { isoDate, type Period } from '../../domain/iso-date.ts';
import type { RulebookTerms } from '../../domain/terms.ts';
import { editionFor, inForceOf, latestEdition } from '../editions.ts';
import { numbersOn, thresholdsOn } from '../numbers.ts';
import { articleTerms, reasonTerms } from '../reason-terms.ts';
import type { Edition, Rulebook } from '../rulebook.ts';
import { type AdoptedRulings, GENERAL_RULINGS, rulingTerms } from '../rulings.ts';
import { ARTICLES } from './articles.ts';
import { BOARD } from './board.ts';
import { CALENDAR } from './calendar.ts';
import { evaluateYangshan } from './evaluate.ts';
import { GAPS } from './gaps.ts';
import { GRADES, gradeTerms } from './grades.ts';
import { LISTS } from './lists.ts';
import { DRAW_ARTICLE, NUMBERS } from './numbers.ts';
import { PROVISIONS } from './provisions.ts';
import { RULES } from './rules.ts';
import { RULINGS } from './rulings.ts';
import { SENTENCES } from './sentences.ts';
import { SUBJECTS } from './subjects.ts';

/**
 * The text that we have bears neither a number nor a day: it is named by the provincial document that it carries out, and taken
 * as in force from the first day of its first phase's year, whose evidence that phase grades. 「到2025年」 is a goal and 2025 the last
 * phase of the introduction: no end.
 */
const EDITIONS: readonly [Edition] = [
  {
    documentNo: '落实粤卫规〔2022〕4号',
    from: isoDate('2022-01-01'),
    to: null,
    citation: '三、实施步骤',
    ruling: 'YS-3',
  },
];

/** GEN-7 compares scores; the plan has none, the system's grades are taken as they are. */
const ALL_RULINGS = [...GENERAL_RULINGS.filter(({ id }) => id !== 'GEN-7'), ...RULINGS];

function terms(adopted: AdoptedRulings, period?: Period): RulebookTerms {
  const edition = period ? editionFor(EDITIONS, period) : latestEdition(EDITIONS);
  const day = period?.to ?? null;
  const shares = numbersOn(NUMBERS, day);
  return {
    id: 'yangshan',
    title: {
      zh: '阳山县医疗卫生信用信息管理实施方案',
      en: 'Plan of Yangshan for credit information in health care',
    },
    documentNo: edition.documentNo,
    inForce: inForceOf(edition),
    issuer: 'government',
    gradeNoun: { zh: '信用等级', en: 'credit grade' },
    grades: gradeTerms(shares),
    validity: { kind: 'until-next' },
    validitySource: 'YS-4',
    notice: { zh: '等级由省系统生成，本页不重新计算。', en: 'Computed by the province; not recomputed here.' },
    disclaimer: null,
    subjects: SUBJECTS,
    register: null,
    lists: LISTS,
    thresholds: thresholdsOn(NUMBERS, day),
    articles: articleTerms(ARTICLES),
    provisions: PROVISIONS,
    // The plan sets shares to be drawn, and no number of checks.
    supervision: {},
    supervisionNote: null,
    draw: { article: DRAW_ARTICLE, shares },
    board: BOARD,
    ratings: false,
    reasons: reasonTerms(RULES, SENTENCES),
    rulings: rulingTerms(ALL_RULINGS, adopted),
  };
}

export const yangshan: Rulebook = {
  id: 'yangshan',
  editions: EDITIONS,
  grades: GRADES,
  rulings: ALL_RULINGS,
  rules: RULES,
  assesses: ['importedGrade'],
  reads: ['creditRepair'],
  calendar: CALENDAR,
  gaps: GAPS,
  evaluate: (facts, choices) => evaluateYangshan(facts, choices, EDITIONS),
  terms,
};
