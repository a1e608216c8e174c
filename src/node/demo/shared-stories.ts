/** What happens in the county under either rulebook. */
import type { Book } from './book.ts';
import type { Cast } from './cast.ts';
import type { Member } from './institutions.ts';
import type { Teller } from './teller.ts';

export interface Stage {
  readonly book: Book;
  readonly cast: Cast;
  readonly tell: Teller;
  readonly year: number;
  /** A sound assessment without events would give this institution the second-best grade or better. */
  readonly sound: (member: Member) => void;
  /** An assessment that would give the best grade, were there no events. */
  readonly best: (member: Member) => void;
}

/** 示例县人民医院, the page that `npm start` offers first: an ordinary good grade, and a penalty within its term. */
export const SHOWCASE_ID = 'D0001';

export function showcase({ cast, tell, sound, year }: Stage): void {
  const member = cast.take(SHOWCASE_ID);
  sound(member);
  tell.event(member, 'commendation', { content: '示例县医疗质量管理先进单位', level: '县级' });
  // After the evidence period: shown, but no evidence for this year's grade.
  tell.penalty(member, { on: `${year}-02-04` });
}

/** The largest hospital of the demo: 200 people and 30 penalties, the worst page there can be. */
export const WORST_CASE_ID = 'D0002';
export const WORST_CASE_STAFF = 200;
const WORST_CASE_PENALTIES = 30;

export function worstCase({ cast, tell, sound, year }: Stage): void {
  const member = cast.take(WORST_CASE_ID);
  sound(member);
  for (let nth = 0; nth < WORST_CASE_PENALTIES; nth++) {
    const month = String((nth % 12) + 1).padStart(2, '0');
    // Serious ones are shown for three years: all thirty stand on the page together.
    tell.penalty(member, { on: `${year - 1}-${month}-${nth % 2 === 0 ? '09' : '23'}`, seriousness: 'serious' });
  }
}

/** Penalties of every class, scope and fate. */
export function penaltyStories({ cast, tell, best, sound, year }: Stage): void {
  const one = (...facts: readonly Parameters<Teller['penalty']>[1][]): Member => {
    const member = cast.next();
    best(member);
    for (const each of facts) tell.penalty(member, each);
    return member;
  };
  one({ seriousness: 'minor' });
  one({ seriousness: 'ordinary', on: '12-20' });
  one({ seriousness: 'serious' });
  one({ seriousness: null });
  one({ seriousness: 'ordinary', on: `${year - 3}-03-11` });
  one({ seriousness: 'ordinary', on: `${year}-02-11` });
  one({ seriousness: 'serious', on: `${year}-01-22` });
  one({ seriousness: 'ordinary' }, { seriousness: 'serious' });
  one({ status: 'revoked' });
  one({ against: 'person' });
  one({ scope: 'other' });
  one({ scope: 'medicalRelated' });
  one({ scope: 'medicalRelated' }, { scope: 'health' });
  one({ documentNo: null });
  one({ documentNo: `示卫医罚〔${year - 1}〕重1号` }, { documentNo: `示卫医罚〔${year - 1}〕重1号` });
  const first = `${year - 1}-01-01`;
  one({ on: first });
  one({ on: `${year - 1}-12-31` });
  one({ on: `${year - 2}-12-31` });
  const repaired = cast.next('outpatient');
  sound(repaired);
  const repairs = tell.penalty(repaired, { on: '03-06' });
  tell.event(repaired, 'creditRepair', { on: `${year}-01-18`, repairs });
}

/** Malpractice from grave to unfounded. */
export function malpracticeStories({ cast, tell, best }: Stage): void {
  const cases = [
    { responsibility: 'full', harm: 'death', major: true, established: 'appraisal' },
    { responsibility: 'main', harm: 'disability', major: true, established: 'court' },
    { responsibility: 'main', harm: 'other', major: false, established: 'appraisal' },
    { responsibility: 'secondary', harm: 'other', major: false, established: 'appraisal' },
    { responsibility: 'full', harm: 'disability', major: true, established: 'none' },
  ] as const;
  for (const facts of cases) {
    const member = cast.next('hospital', 'township', 'outpatient', 'clinic');
    best(member);
    tell.malpractice(member, facts);
  }
}

/** Praise, which changes no grade, and a repair of something else. */
export function praiseStories({ cast, tell, best }: Stage): void {
  const praised = cast.next('township');
  best(praised);
  tell.event(praised, 'commendation', { content: '基层卫生工作先进集体（示例）', level: '县级' });
  const helpful = cast.next('clinic');
  best(helpful);
  tell.event(helpful, 'publicService', { content: '义诊12次', level: '县级' });
}

/** Opened lately, or waiting: no assessment, so no grade yet. Returns those opened lately. */
export function ungradedStories({ cast }: Stage): {
  readonly opened: readonly Member[];
  readonly waiting: readonly Member[];
} {
  const groups = ['clinic', 'outpatient', 'village', 'clinic', 'village', 'infirmary'] as const;
  return {
    opened: groups.map((group) => cast.next(group)),
    waiting: [cast.next('village'), cast.next('village'), cast.next('clinic'), cast.next('infirmary')],
  };
}
