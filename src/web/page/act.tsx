/** Ways to reach the bureau, twice on the page; and what to do when the board says something else. */
import type { ReactNode } from 'react';
import { hoursIn } from '../../core/words/lang.ts';
import { Icon } from './icon.tsx';
import { type PartProps, reportPath, telephone, unbroken, withHours } from './model.tsx';

export function Actions({ page }: PartProps): ReactNode {
  const { w, lang, bureau } = page;
  return (
    <section>
      <a className="btn first" href={telephone(bureau.phone)}>
        <span>
          <Icon of="call" />
          {w.act.call}
        </span>
        <small>{withHours(page, w.act.reached({ phone: bureau.phone, hours: hoursIn(lang, bureau) }))}</small>
      </a>
      {bureau.intake === 'online' ? (
        <a className="btn" href={reportPath(page)}>
          <span>
            <Icon of="write" />
            {w.act.report}
          </span>
        </a>
      ) : (
        <p className="soft">{withHours(page, w.act.none({ phone: bureau.phone, hours: hoursIn(lang, bureau) }))}</p>
      )}
      <More page={page} />
    </section>
  );
}

/** The hotline; a rating, which only some policies ask for, and never of what has ended. */
function More({ page }: PartProps): ReactNode {
  const { w, bureau, terms, view } = page;
  const rates = bureau.intake === 'online' && terms.ratings && view.state.kind !== 'withdrawn';
  if (!bureau.hotline && !rates) return null;
  return (
    <p className="soft">
      {bureau.hotline && <a href={telephone(bureau.hotline)}>{w.act.call12345({ hotline: bureau.hotline })}</a>}
      {rates && <a href={reportPath(page, 'rating')}>{w.act.rate}</a>}
    </p>
  );
}

export function BoardDiffers({ page }: PartProps): ReactNode {
  const { w, bureau } = page;
  return (
    <section id="board">
      <h2>{w.board.ask}</h2>
      <p>{unbroken(w.board.askDo({ phone: bureau.phone }))}</p>
      {bureau.intake === 'online' && (
        <a className="btn" href={reportPath(page, 'board')}>
          {w.board.report}
        </a>
      )}
      <a className="btn" href={telephone(bureau.phone)}>
        {w.act.call}
      </a>
    </section>
  );
}
