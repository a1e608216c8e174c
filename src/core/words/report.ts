/**
 * The form for complaints, ratings and what institutions send (words: rep.*, board.*, obj.*, rate.*). Apart from the
 * catalogue of the pages: it is loaded with the form.
 */

import type { Lang } from './lang.ts';
import { boardEn, boardZh, objEn, objZh, rateEn, rateZh } from './report-kinds.ts';
import { noticeEn, noticeZh } from './report-notice.ts';
import { openingEn, openingZh } from './report-opening.ts';
import { photosEn, photosZh } from './report-photos.ts';
import { reviewEn, reviewZh } from './report-review.ts';
import { telephoneEn, telephoneZh } from './report-telephone.ts';
import { toldEn, toldZh } from './report-told.ts';

const zh = {
  rep: { ...openingZh, ...toldZh, ...photosZh, ...noticeZh, ...reviewZh, ...telephoneZh },
  obj: objZh,
  rate: rateZh,
  board: boardZh,
};
export type ReportWords = typeof zh;

const en: ReportWords = {
  rep: { ...openingEn, ...toldEn, ...photosEn, ...noticeEn, ...reviewEn, ...telephoneEn },
  obj: objEn,
  rate: rateEn,
  board: boardEn,
};

export const reportWords: Readonly<Record<Lang, ReportWords>> = { zh, en };
