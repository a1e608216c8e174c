/** The language of the page that the script is made for. The English script is built with `language-en.ts` in its place. */
export const lang = 'zh';
export { dayZh as dayWords } from '../../../core/words/dates.ts';
export { verifyZh as verifyWords } from '../../../core/words/verify.ts';
