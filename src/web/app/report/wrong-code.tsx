/** The address holds a code that cannot be one: said before anything is written, with ways on. */
import { Link, useSearchParams } from 'react-router';
import { useTitle } from '../title.ts';
import { Question } from './fields.tsx';
import type { Place } from './writing.ts';

export function WrongCode({ place: { r }, typed }: { readonly place: Place; readonly typed: string }) {
  const [params] = useSearchParams();
  const { wrongCode } = r.rep;
  const asked = params.toString();
  useTitle(wrongCode.title);
  return (
    <>
      <p className="rep-urgent">{r.rep.urgent}</p>
      <Question>{wrongCode.title}</Question>
      <p>{wrongCode.text({ typed: typed.slice(0, 40) })}</p>
      <p>
        <Link className="button" to="/">
          {wrongCode.search}
        </Link>
      </p>
      <p>
        <Link className="button" to={asked === '' ? '/report' : `/report?${asked}`}>
          {wrongCode.without}
        </Link>
      </p>
    </>
  );
}
