/** 晋江市医疗机构信用等级综合监管规定, 晋卫健规〔2024〕2号. */
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
import { evaluateJinjiang, GRADES } from './evaluate.ts';
import { GAPS } from './gaps.ts';
import { GRADE_TERMS } from './grades.ts';
import { NUMBERS } from './numbers.ts';
import { PROVISIONS } from './provisions.ts';
import { rules } from './rules.ts';
import { RULINGS } from './rulings.ts';
import { sentences } from './sentences.ts';
import { SUPERVISION, SUPERVISION_NOTE } from './supervision.ts';

const EDITIONS: readonly [Edition] = [
  {
    documentNo: '晋卫健规〔2024〕2号',
    from: isoDate('2024-12-01'),
    to: isoDate('2029-12-01'),
    citation: '第二十九条、第三十一条',
  },
];

const NUMBERS_IN_FORCE = numbersOn(NUMBERS, null);
const RULES = rules(NUMBERS_IN_FORCE);
const ALL_RULINGS = [...GENERAL_RULINGS, ...RULINGS];

function terms(adopted: AdoptedRulings, period?: Period): RulebookTerms {
  const edition = period ? editionFor(EDITIONS, period) : latestEdition(EDITIONS);
  const day = period?.to ?? null;
  const numbers = numbersOn(NUMBERS, day);
  return {
    id: 'jinjiang',
    title: {
      zh: '晋江市医疗机构信用等级综合监管规定',
      en: 'Rules of Jinjiang on supervising medical institutions by credit grade',
    },
    documentNo: edition.documentNo,
    inForce: inForceOf(edition),
    issuer: 'government',
    gradeNoun: { zh: '信用等级', en: 'credit grade' },
    grades: GRADE_TERMS,
    validity: { kind: 'months', months: numbers.validityMonths },
    validitySource: '第十九条',
    notice: null,
    disclaimer: null,
    subjects: [],
    register: null,
    lists: [],
    thresholds: thresholdsOn(NUMBERS, day),
    articles: articleTerms(ARTICLES),
    provisions: PROVISIONS,
    supervision: SUPERVISION,
    supervisionNote: SUPERVISION_NOTE,
    draw: null,
    board: BOARD,
    ratings: false,
    reasons: reasonTerms(rules(numbers), sentences(adopted['JJ-2']?.choice === 'literal')),
    rulings: rulingTerms(ALL_RULINGS, adopted),
  };
}

export const jinjiang: Rulebook = {
  id: 'jinjiang',
  editions: EDITIONS,
  grades: GRADES,
  rulings: ALL_RULINGS,
  rules: RULES,
  assesses: ['positiveTier'],
  reads: [
    'obstruction',
    'orderDefiance',
    'overdueRectification',
    'unregisteredPhysician',
    'systemAvoidance',
    'malpractice',
    'complaint',
    'safetyPoints',
    'touting',
    'illegalAdvertising',
    'otherNegative',
    'creditRepair',
    'directDowngrade',
  ],
  calendar: CALENDAR,
  gaps: GAPS,
  evaluate: (facts, choices) => evaluateJinjiang(facts, choices, EDITIONS),
  terms,
};
