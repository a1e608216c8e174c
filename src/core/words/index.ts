/**
 * Every sentence people read, in one typed catalogue: `words.zh.verify.ok({ bureau })`. Keys are those of the word list
 * with dots inside a section written as capitals (verify.ok.dates is `verify.okDates`). English has the type of Chinese,
 * so a missing key does not compile. The page's script imports single sections, never this module.
 */
import { actEn, actZh } from './act.ts';
import { boardEn, boardZh, claimEn, claimZh, codeEn, codeZh, printEn, printZh } from './board.ts';
import { certificateEn, certificateZh } from './certificate.ts';
import { gradeEn, gradeZh } from './grade.ts';
import { dataEn, dataZh, homeEn, homeZh, listEn, listZh, openEn, openZh } from './home.ts';
import type { Lang } from './lang.ts';
import { dlEn, dlZh, offEn, offZh, staleEn, staleZh, updEn, updZh } from './offline.ts';
import { pageEn, pageZh } from './page.ts';
import { penaltyEn, penaltyZh } from './penalty.ts';
import { proposedEn, proposedZh } from './proposed.ts';
import { registerEn, registerZh } from './register.ts';
import { staffEn, staffZh } from './staff.ts';
import { stateEn, stateTitleEn, stateTitleZh, stateZh } from './state.ts';
import { subjectEn, subjectZh } from './subject.ts';
import { verifyEn, verifyOtherEn, verifyOtherZh, verifyZh } from './verify.ts';

const zh = {
  ...pageZh,
  verify: { ...verifyZh, ...verifyOtherZh },
  grade: gradeZh,
  proposed: proposedZh,
  stateTitle: stateTitleZh,
  state: stateZh,
  register: registerZh,
  certificate: certificateZh,
  subject: subjectZh,
  pen: penaltyZh,
  staff: staffZh,
  act: actZh,
  board: boardZh,
  claim: claimZh,
  print: printZh,
  code: codeZh,
  home: homeZh,
  list: listZh,
  data: dataZh,
  open: openZh,
  off: offZh,
  stale: staleZh,
  upd: updZh,
  dl: dlZh,
};

export type Words = typeof zh;

const en: Words = {
  ...pageEn,
  verify: { ...verifyEn, ...verifyOtherEn },
  grade: gradeEn,
  proposed: proposedEn,
  stateTitle: stateTitleEn,
  state: stateEn,
  register: registerEn,
  certificate: certificateEn,
  subject: subjectEn,
  pen: penaltyEn,
  staff: staffEn,
  act: actEn,
  board: boardEn,
  claim: claimEn,
  print: printEn,
  code: codeEn,
  home: homeEn,
  list: listEn,
  data: dataEn,
  open: openEn,
  off: offEn,
  stale: staleEn,
  upd: updEn,
  dl: dlEn,
};

export const words: Readonly<Record<Lang, Words>> = { zh, en };

export { countWord, dayIn, dayText, spelledOut } from './dates.ts';
export { fill, type Lang, pick } from './lang.ts';
