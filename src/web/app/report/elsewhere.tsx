/** Another window of this browser has submitted or changed the same draft: which one counts is asked, nothing is overwritten. */
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
  const { kind } = conflict;
  const mine = kind === 'submitted' ? `/mine#${conflict.id}` : '/mine';
  return (
    <div className="rep-summary" role="alert" tabIndex={-1} ref={box}>
      <p>{otherTab[kind]}</p>
      <div className="rep-tools">
        {kind === 'changed' ? (
          <button type="button" onClick={() => settle('theirs')}>
            {otherTab.take}
          </button>
        ) : (
          <Link className="button" to={mine}>
            {otherTab.mine}
          </Link>
        )}
        <button type="button" onClick={() => settle('ours')}>
          {kind === 'submitted' ? otherTab.anew : otherTab.keep}
        </button>
      </div>
    </div>
  );
}
