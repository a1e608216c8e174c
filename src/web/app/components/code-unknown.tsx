/** A code that is not in the data: repeated as it was typed, near ones if it may be mistyped, the search in any case. */
import { parseInstitutionCode } from '../../../core/domain/institution-code.ts';
import { spelledOut } from '../../../core/words/index.ts';
import { useSync } from '../context.tsx';
import type { Dataset } from '../data/dataset.ts';
import { nearestCodes } from '../data/nearest.ts';
import { isConfirmed } from '../data/verification.ts';
import { useLanguage } from '../language.tsx';
import { useTitle } from '../title.ts';
import { CallOrSearch } from './call-or-search.tsx';
import { NearCodes } from './near-codes.tsx';

/** Longer than any code with blanks: what is longer is no code, and is not repeated whole. */
const TYPED_LIMIT = 24;

export function CodeUnknown({ typed, data }: { readonly typed: string; readonly data: Dataset }) {
  const { w, a } = useLanguage();
  const confirmed = isConfirmed(useSync());
  // No list, however new, has a code that cannot be one. Data that may be old know nothing of the newest institutions, nor perhaps of those that left.
  const unknown = confirmed ? w.code.unknown : parseInstitutionCode(typed) === null ? a.mistyped : w.code.notKept;
  useTitle(unknown);
  const near = nearestCodes(
    typed,
    data.entries.map(({ code }) => code),
  );
  const shortened = typed.length > TYPED_LIMIT ? `${typed.slice(0, TYPED_LIMIT)}…` : typed;
  return (
    <>
      <section>
        <h1>{near.length > 0 ? w.code.typo({ list: '' }) : unknown}</h1>
        <p>
          {w.code.typed}
          <strong aria-hidden="true">{shortened}</strong>
          <span className="vh">{spelledOut(shortened)}</span>
        </p>
        {near.length > 0 && <NearCodes near={near} data={data} />}
        {near.length > 0 && <p>{unknown}</p>}
      </section>
      <CallOrSearch bureau={data.bureau} />
    </>
  );
}
