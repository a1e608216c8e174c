/** A code that is not in the data: near ones if it may be mistyped, the search field in any case. */
import { Link } from 'react-router';
import { telephone, unbroken } from '../../page/model.tsx';
import type { Dataset } from '../data/dataset.ts';
import { nearestCodes } from '../data/nearest.ts';
import { useLanguage } from '../language.tsx';
import { useTitle } from '../title.ts';
import { NearCodes } from './near-codes.tsx';

export function CodeUnknown({ typed, data }: { readonly typed: string; readonly data: Dataset }) {
  const { w } = useLanguage();
  useTitle(w.code.unknown);
  const near = nearestCodes(
    typed,
    data.entries.map(({ code }) => code),
  );
  const { bureau } = data;
  return (
    <>
      <h1>{near.length > 0 ? w.code.typo({ list: '' }) : w.code.unknown}</h1>
      {near.length > 0 && <NearCodes near={near} data={data} />}
      <p>
        <Link className="button" to="/">
          {w.home.searchLabel}
        </Link>
      </p>
      <p>
        <a href={telephone(bureau.phone)}>
          {unbroken(w.home.phone({ phone: bureau.phone, hours: bureau.phoneHours }))}
        </a>
      </p>
    </>
  );
}
