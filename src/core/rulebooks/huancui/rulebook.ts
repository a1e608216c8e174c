/** 环翠区卫生健康系统信用体系建设实施方案, 威环卫〔2022〕6号. */
import { isoDate, type Period } from '../../domain/iso-date.ts';
import type { RulebookTerms } from '../../domain/terms.ts';
import { editionFor, inForceOf, latestEdition } from '../editions.ts';
import { articleTerms } from '../reason-terms.ts';
import type { Edition, Rulebook } from '../rulebook.ts';
import { type AdoptedRulings, rulingTerms } from '../rulings.ts';
import { ARTICLES } from './articles.ts';
import { BOARD } from './board.ts';
import { CALENDAR } from './calendar.ts';
import { evaluateHuancui } from './evaluate.ts';
import { GAPS } from './gaps.ts';
import { PROVISIONS } from './provisions.ts';
import { REGISTER } from './register.ts';
import { GENERAL, RULINGS } from './rulings.ts';

/**
 * From the day of its issue; the notice is for the work of 2022, but asks for a lasting mechanism （五（三） 「建立长效工作机制」）
 * and names no end.
 */
const EDITIONS: readonly [Edition] = [
  {
    documentNo: '威环卫〔2022〕6号',
    from: isoDate('2022-01-26'),
    to: null,
    citation: '印发通知',
    ruling: 'HC-4',
  },
];

const ALL_RULINGS = [...GENERAL, ...RULINGS];

function terms(adopted: AdoptedRulings, period?: Period): RulebookTerms {
  const edition = period ? editionFor(EDITIONS, period) : latestEdition(EDITIONS);
  return {
    id: 'huancui',
    title: {
      zh: '环翠区卫生健康系统信用体系建设实施方案',
      en: 'Plan of Huancui for credit in the health system',
    },
    documentNo: edition.documentNo,
    inForce: inForceOf(edition),
    issuer: 'government',
    gradeNoun: { zh: '信用等级', en: 'credit grade' },
    grades: [],
    validity: { kind: 'until-next' },
    notice: null,
    disclaimer: null,
    subjects: [],
    register: REGISTER,
    lists: [],
    // The plan has no number that decides about an institution; those of its scheme of points are not in it.
    thresholds: [],
    articles: articleTerms(ARTICLES),
    provisions: PROVISIONS,
    supervision: {},
    supervisionNote: null,
    // 四（一）3 asks for 「双随机、一公开」 and names no shares.
    draw: null,
    board: BOARD,
    ratings: false,
    reasons: {},
    rulings: rulingTerms(ALL_RULINGS, adopted),
  };
}

export const huancui: Rulebook = {
  id: 'huancui',
  editions: EDITIONS,
  grades: [],
  rulings: ALL_RULINGS,
  rules: {},
  assesses: [],
  reads: ['badPracticePoints', 'falseApplication', 'commendation', 'publicService', 'creditRepair'],
  calendar: CALENDAR,
  gaps: GAPS,
  evaluate: (facts, choices) => evaluateHuancui(facts, choices, EDITIONS),
  terms,
};
