/** A proposed grade, smaller and below what is in force: never to be taken for it. */
import type { ReactNode } from 'react';
import { type Page, type PartProps, reportPath, say, slot, telephone, unbroken } from './model.tsx';

export function Proposal({ page }: PartProps): ReactNode {
  const { w, view } = page;
  const { proposal } = view;
  if (proposal === null) return null;
  const about = { year: slot('proposal.year'), grade: slot('proposal.mark') };
  return (
    <div className="changed">
      <h3>{say(page, w.proposed.box(about))}</h3>
      <p>{say(page, notFinal(page))}</p>
      {/* The day stays true on a page that is opened after it: no script has to take anything down. */}
      <p>{say(page, periodLine(page))}</p>
      <p className="soft">{w.proposed.next({ bureau: page.publisher })}</p>
      <p className="soft">{w.proposed.reasons}</p>
      {proposal.over ? <p>{w.proposed.over}</p> : <Objection page={page} />}
    </div>
  );
}

/** A grade that has lapsed, or a label that was withdrawn, is not said to be in force. */
function notFinal({ w, facts }: Page): string {
  return facts.has('state.mark') ? w.proposed.notFinal({ current: slot('state.mark') }) : w.proposed.notFinalFirst;
}

function periodLine({ w, facts }: Page): string {
  const end = slot('proposal.until');
  return facts.has('proposal.corrected')
    ? w.proposed.changed({ date: slot('proposal.corrected'), end })
    : w.proposed.until({ date: end });
}

/** The institution objects with the code of its letter; anybody else calls. */
function Objection({ page }: PartProps): ReactNode {
  const { w, bureau } = page;
  return (
    <>
      <p className="soft">{w.proposed.objectHow({ bureau: page.publisher })}</p>
      {bureau.intake === 'online' && (
        <p className="soft">
          <a href={reportPath(page, 'objection')}>{w.proposed.object}</a>
        </p>
      )}
      <p className="soft">
        <a href={telephone(bureau.phone)}>{unbroken(w.proposed.public({ phone: bureau.phone }))}</a>
      </p>
    </>
  );
}
