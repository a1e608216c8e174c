/**
 * The rules of 社会办医疗机构社会信用评价管理办法: a score, its band, and what may be changed later.
 *
 * Not encoded:
 * - 第二条 who may take part: who is not a member fails 第十七条（一）; clinics, filed ones too, are named there.
 * - 第十三、十四条 the indicators and the model: the association does not publish them; the score comes as an assessment.
 * - 第十七条（一）–（十） are conditions of taking part and lower no grade: `eligibility.ts`. They speak of two years, of every
 *   year of the cycle, of the day of application – not of our evidence period. So they come as the assessment `eligibility`
 *   that the association made, and events of the same facts (penalty, malpractice, badPracticePoints, seriousViolation …)
 *   are no evidence beside it: they would count twice, once within and once outside the right span of time.
 * - 第十七条（六） priority for institutions with 医保 designation: an order of handling, no condition.
 * - 第十八条（一）–（九） procedure (the calendar has its terms) and archives. 第十八条（十）1–4, the facts of a later change: the
 *   decision that 评价领导小组 approved enters as an amendment.
 */
import type { RuleDefinition } from '../rulebook.ts';
import { ANNEX } from './numbers.ts';

const TRACKING = '第十八条（十）';

/** The ids are stable: records and terms name them. */
export const RULES = {
  'score-AAA': { article: ANNEX, effect: 'grade AAA' },
  'score-AAA-': { article: ANNEX, effect: 'grade AAA-' },
  'score-AA+': { article: ANNEX, effect: 'grade AA+' },
  'score-AA': { article: ANNEX, effect: 'grade AA' },
  'score-AA-': { article: ANNEX, effect: 'grade AA-' },
  'score-A+': { article: ANNEX, effect: 'grade A+' },
  'score-A': { article: ANNEX, effect: 'grade A' },
  'score-BBB': { article: ANNEX, effect: 'grade BBB' },
  'score-BB': { article: ANNEX, effect: 'grade BB' },
  'score-B': { article: ANNEX, effect: 'grade B' },
  'score-CCC': { article: ANNEX, effect: 'grade CCC' },
  'score-CC': { article: ANNEX, effect: 'grade CC' },
  'score-C': { article: ANNEX, effect: 'grade C' },
  // 「应当下调其信用评价等级直至摘牌」
  'direct-downgrade': { article: TRACKING, effect: 'set lower grade' },
  removed: { article: TRACKING, effect: 'withdrawn' },
} as const satisfies Record<string, RuleDefinition>;
