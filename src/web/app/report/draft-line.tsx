/** Whether what was written is kept on this phone, and a way to remove it. */
import { useState } from 'react';
import type { ReportWords } from '../../../core/words/report.ts';
import { useOutboxState } from '../outbox-context.tsx';
import type { DraftState } from './draft-saver.ts';
import type { WrittenState } from './use-written.ts';

export function DraftLine({ r, written }: { readonly r: ReportWords; readonly written: WrittenState }) {
  const { draft: told, discard } = written;
  // Of a draft that another window holds, the question above speaks.
  const draft = told === 'elsewhere' ? 'none' : told;
  const memory = useOutboxState().storage === 'memory';
  const [asking, setAsking] = useState(false);
  const failed = draft === 'full' || draft === 'failed';
  const text = memory && draft !== 'none' ? r.rep.draftMemory : textOf(draft, r);
  return (
    <div className="rep-draft">
      {/* Read out only where something is wrong: it changes with every pause in writing. */}
      <p role={failed ? 'alert' : undefined} className={failed ? 'rep-error' : 'rep-small'}>
        {text}
      </p>
      {draft !== 'none' && !asking && (
        <button type="button" className="link-button" onClick={() => setAsking(true)}>
          {r.rep.discard}
        </button>
      )}
      {asking && (
        <div className="rep-note">
          <p role="alert">{r.rep.discardAsk}</p>
          <div className="rep-tools">
            <button
              type="button"
              onClick={() => {
                setAsking(false);
                void discard();
              }}
            >
              {r.rep.discardYes}
            </button>
            <button type="button" onClick={() => setAsking(false)}>
              {r.rep.discardNo}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}

function textOf(draft: Exclude<DraftState, 'elsewhere'>, r: ReportWords): string | null {
  switch (draft) {
    case 'none':
      return null;
    case 'saving':
      return r.rep.draftSaving;
    case 'saved':
      return r.rep.draft;
    case 'full':
      return r.rep.draftFull;
    case 'failed':
      return r.rep.draftFailed;
  }
}
