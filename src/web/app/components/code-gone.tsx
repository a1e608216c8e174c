/** A code whose institution is in the published list no more: what its static page says, from verified data. */
import type { Bureau } from '../../../core/domain/bureau.ts';
import type { Tombstone } from '../../../core/snapshot/tombstone.ts';
import { Gone } from '../../page/gone.tsx';
import { useLanguage } from '../language.tsx';
import { useTitle } from '../title.ts';
import { CallOrSearch } from './call-or-search.tsx';
import { VerifiedLine } from './verified-line.tsx';

export function CodeGone({ tombstone, bureau }: { readonly tombstone: Tombstone; readonly bureau: Bureau }) {
  const { w, lang } = useLanguage();
  useTitle(w.code.gone);
  return (
    <>
      <Gone tombstone={tombstone} bureau={bureau} lang={lang} />
      <VerifiedLine bureau={bureau} />
      <CallOrSearch bureau={bureau} />
    </>
  );
}
