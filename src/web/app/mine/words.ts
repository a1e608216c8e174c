/** The sentences of this page in the reader's language. They are imported here alone, so that they stay in its chunk. */
import { outEn, outZh, stEn, stZh } from '../../../core/words/outbox.ts';
import { useLanguage } from '../language.tsx';

export type OutText = typeof outZh;
export type StatusText = typeof stZh;

export function useOut(): OutText {
  return useLanguage().lang === 'zh' ? outZh : outEn;
}

export function useStatusWords(): StatusText {
  return useLanguage().lang === 'zh' ? stZh : stEn;
}
