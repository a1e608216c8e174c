/** 社会办医疗机构社会信用评价管理办法（2022年修订版）, 中国非公立医疗机构协会: an association's rating, no government grade. */
import { isoDate, type Period } from '../../domain/iso-date.ts';
import type { RulebookTerms } from '../../domain/terms.ts';
import { editionFor, inForceOf, latestEdition } from '../editions.ts';
import { numbersOn, thresholdsOn } from '../numbers.ts';
import { articleTerms, reasonTerms } from '../reason-terms.ts';
import type { Edition, Rulebook } from '../rulebook.ts';
import { type AdoptedRulings, GENERAL_RULINGS, rulingTerms } from '../rulings.ts';
import { ARTICLES } from './articles.ts';
import { GRADES } from './bands.ts';
import { BOARD } from './board.ts';
import { CALENDAR } from './calendar.ts';
import { evaluateCnmia } from './evaluate.ts';
import { GAPS } from './gaps.ts';
import { gradeTerms } from './grades.ts';
import { lists } from './lists.ts';
import { NUMBERS } from './numbers.ts';
import { PROVISIONS } from './provisions.ts';
import { RULES } from './rules.ts';
import { RULINGS } from './rulings.ts';
import { sentences } from './sentences.ts';

/** The document bears no number: it is known by its revision. Issued, and so in force, on 2022-07-22; no end is named. */
const EDITIONS: readonly [Edition] = [
  { documentNo: '2022年修订版', from: isoDate('2022-07-22'), to: null, citation: '第二十二条', ruling: 'CN-10' },
];

const ALL_RULINGS = [...GENERAL_RULINGS, ...RULINGS];

function terms(adopted: AdoptedRulings, period?: Period): RulebookTerms {
  const edition = period ? editionFor(EDITIONS, period) : latestEdition(EDITIONS);
  const day = period?.to ?? null;
  const numbers = numbersOn(NUMBERS, day);
  const extended = adopted['CN-6']?.choice !== 'no';
  return {
    id: 'cnmia',
    title: {
      zh: '社会办医疗机构社会信用评价管理办法',
      en: 'Rules on the social credit rating of non-government medical institutions',
    },
    documentNo: edition.documentNo,
    inForce: inForceOf(edition),
    issuer: 'association',
    gradeNoun: { zh: '社会信用等级', en: 'social credit grade' },
    grades: gradeTerms(numbers),
    validity: {
      kind: 'certificate',
      months: numbers.validityMonths,
      renewMonths: numbers.renewMonths,
      extensionMonths: extended ? numbers.extensionMonths : null,
    },
    validitySource: '第五条',
    notice: {
      zh: '行业协会评价，机构自愿参加，不是政府部门评定的等级。',
      en: 'A voluntary rating by the association, not a government grade.',
    },
    disclaimer: {
      zh: '等级反映机构信用情况，不代表医疗技术水平。',
      en: 'The grade is about the institution’s credit, not medical skill.',
    },
    subjects: [],
    register: null,
    lists: lists(extended),
    thresholds: thresholdsOn(NUMBERS, day),
    articles: articleTerms(ARTICLES),
    provisions: PROVISIONS,
    supervision: {},
    supervisionNote: null,
    draw: null,
    board: BOARD,
    ratings: false,
    reasons: reasonTerms(RULES, sentences(numbers)),
    rulings: rulingTerms(ALL_RULINGS, adopted),
  };
}

export const cnmia: Rulebook = {
  id: 'cnmia',
  editions: EDITIONS,
  grades: GRADES,
  rulings: ALL_RULINGS,
  rules: RULES,
  assesses: ['associationScore', 'eligibility'],
  reads: ['creditRepair', 'directDowngrade'],
  calendar: CALENDAR,
  gaps: GAPS,
  evaluate: (facts, choices) => evaluateCnmia(facts, choices, EDITIONS),
  terms,
};
