/** Where a code leads to no institution: whom to call, and the search, which works here. */
import { Link } from 'react-router';
import type { Bureau } from '../../../core/domain/bureau.ts';
import { WaysOn } from '../../page/contact.tsx';
import { useLanguage } from '../language.tsx';

export function CallOrSearch({ bureau }: { readonly bureau: Bureau }) {
  const { w, lang } = useLanguage();
  return (
    <WaysOn bureau={bureau} lang={lang}>
      <Link className="btn" to="/">
        {w.code.search}
      </Link>
    </WaysOn>
  );
}
