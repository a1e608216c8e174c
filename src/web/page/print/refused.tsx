import { type Lang, words } from '../../../core/words/index.ts';
import { sheetWords } from '../../../core/words/sheet.ts';
import { type PrintRefusal, refusalText } from './refusal.ts';
import type { SheetProps } from './sheet.ts';

interface RefusedProps extends Pick<SheetProps, 'terms'> {
  readonly refusal: PrintRefusal;
  readonly lang?: Lang;
}

/** Stands where a sheet would: nothing that looks like a board. */
export function Refused({ refusal, terms, lang = 'zh' }: RefusedProps) {
  const W = sheetWords[lang];
  return (
    <p className="pr-refused" role="alert">
      <strong>{W.refused}</strong>
      {words[lang].comma}
      {refusalText(refusal, terms, lang)}
    </p>
  );
}
