/** Another page of this browser has submitted or changed the same draft: which one counts is asked, nothing is overwritten. */
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { ReportWords } from '../../../core/words/report.ts';
import type { WrittenState } from './use-written.ts';

export function Elsewhere({ r, written }: { readonly r: ReportWords; readonly written: WrittenState }) {
  const { conflict, settle } = written;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (conflict !== null) box.current?.focus();
  }, [conflict]);
  if (conflict === null) return null;
  const { otherTab } = r.rep;
  return (
    <div className="rep-summary" role="alert" tabIndex={-1} ref={box}>
      <p>{conflict === 'gone' ? otherTab.gone : otherTab.changed}</p>
      <div className="rep-tools">
        {conflict === 'gone' ? (
          <Link className="button" to="/mine">
            {otherTab.mine}
          </Link>
        ) : (
          <button type="button" onClick={() => settle('theirs')}>
            {otherTab.take}
          </button>
        )}
        <button type="button" onClick={() => settle('ours')}>
          {otherTab.keep}
        </button>
      </div>
    </div>
  );
}
