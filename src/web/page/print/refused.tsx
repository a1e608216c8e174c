import { type Lang, words } from '../../../core/words/index.ts';
import { sheetWords } from '../../../core/words/sheet.ts';
import type { PrintRefusal } from './refusal.ts';

/** Stands where a sheet would: nothing that looks like a board. */
export function Refused({ refusal, lang = 'zh' }: { refusal: PrintRefusal; lang?: Lang }) {
  const W = sheetWords[lang];
  return (
    <p className="pr-refused" role="alert">
      <strong>{W.refused}</strong>
      {words[lang].comma}
      {W.refusal[refusal]}
    </p>
  );
}
