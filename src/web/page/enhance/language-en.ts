/** What `language.ts` says, for English pages. */
export const lang = 'en';
export { dayEn as dayWords } from '../../../core/words/dates.ts';
export { verifyEn as verifyWords } from '../../../core/words/verify.ts';
