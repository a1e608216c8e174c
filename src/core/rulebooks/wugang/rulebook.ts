/** 舞钢市医疗机构依法执业信用评价实施方案, 舞卫健发〔2021〕89号. */
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
import { evaluateWugang, GRADES } from './evaluate.ts';
import { GAPS } from './gaps.ts';
import { GRADE_TERMS } from './grades.ts';
import { LISTS } from './lists.ts';
import { NUMBERS } from './numbers.ts';
import { PROVISIONS } from './provisions.ts';
import { rules } from './rules.ts';
import { RULINGS } from './rulings.ts';
import { SENTENCES } from './sentences.ts';
import { SUPERVISION, SUPERVISION_NOTE } from './supervision.ts';

/** The policy names no term, and the text that we have no day of issue: in force from the first day of its year. */
const EDITIONS: readonly [Edition] = [
  {
    documentNo: '舞卫健发〔2021〕89号',
    from: isoDate('2021-01-01'),
    to: null,
    citation: '三、工作任务',
    ruling: 'WG-12',
  },
];

const RULES = rules(numbersOn(NUMBERS, null));
const ALL_RULINGS = [...GENERAL_RULINGS, ...RULINGS];

function terms(adopted: AdoptedRulings, period?: Period): RulebookTerms {
  const edition = period ? editionFor(EDITIONS, period) : latestEdition(EDITIONS);
  const day = period?.to ?? null;
  const numbers = numbersOn(NUMBERS, day);
  return {
    id: 'wugang',
    title: {
      zh: '舞钢市医疗机构依法执业信用评价实施方案',
      en: 'Plan of Wugang for grading medical institutions by lawful practice',
    },
    documentNo: edition.documentNo,
    inForce: inForceOf(edition),
    issuer: 'government',
    gradeNoun: { zh: '信用级别', en: 'credit grade' },
    grades: GRADE_TERMS,
    validity: { kind: 'until-next' },
    validitySource: 'WG-13',
    notice: null,
    disclaimer: null,
    subjects: [],
    register: null,
    lists: LISTS,
    thresholds: thresholdsOn(NUMBERS, day),
    articles: articleTerms(ARTICLES),
    provisions: PROVISIONS,
    supervision: SUPERVISION,
    supervisionNote: SUPERVISION_NOTE,
    draw: null,
    board: BOARD,
    ratings: true, // 公示栏设评价栏（readings, Wugang）
    reasons: reasonTerms(rules(numbers), SENTENCES),
    rulings: rulingTerms(ALL_RULINGS, adopted),
  };
}

export const wugang: Rulebook = {
  id: 'wugang',
  editions: EDITIONS,
  grades: GRADES,
  rulings: ALL_RULINGS,
  rules: RULES,
  assesses: ['onSite', 'publicHealthScore'],
  reads: [
    'conductViolation',
    'seriousViolation',
    'severeSocialImpact',
    'setupNonCompliance',
    'suspendedVerification',
    'malpractice',
    'safetyAccident',
    'fireAccident',
    'creditRepair',
    'directDowngrade',
    'labelWithdrawn',
  ],
  calendar: CALENDAR,
  gaps: GAPS,
  evaluate: (facts, choices) => evaluateWugang(facts, choices, EDITIONS),
  terms,
};
