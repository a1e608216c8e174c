/** In the place of the rating where the policy asks for none, or nobody can tell without a connection. */
import { Link } from 'react-router';
import { Question } from './fields.tsx';
import type { Place } from './writing.ts';

export function RatingsClosed({ place: { r, code, recipients } }: { readonly place: Place }) {
  return (
    <>
      <Question>{r.rep.kindsShort.rating}</Question>
      <p>{recipients === null ? r.rate.offline : r.rate.off}</p>
      <p>
        <Link className="button" to={code === null ? '/report' : `/report/${code}`}>
          {r.rate.other}
        </Link>
      </p>
    </>
  );
}
