/** Ways to reach the bureau, twice on the page; and what to do when the board says something else. */
import type { ReactNode } from 'react';
import { type PartProps, reportPath, telephone, unbroken } from './model.tsx';

export function Actions({ page }: PartProps): ReactNode {
  const { w, bureau } = page;
  return (
    <section>
      <a className="btn first" href={telephone(bureau.phone)}>
        {w.act.call}
        <small>{unbroken(`${bureau.phone} ${bureau.phoneHours}`)}</small>
      </a>
      {bureau.intake === 'online' && (
        <a className="btn" href={reportPath(page)}>
          {w.act.report}
        </a>
      )}
      {bureau.hotline && (
        <a className="btn" href={telephone(bureau.hotline)}>
          {w.act.call12345({ hotline: bureau.hotline })}
        </a>
      )}
      <Online page={page} />
    </section>
  );
}

/** Where nothing can be sent, the page says so; a rating is asked for only by some policies, and never of what has ended. */
function Online({ page }: PartProps): ReactNode {
  const { w, bureau, terms, view } = page;
  if (bureau.intake === 'none') {
    return <p className="soft">{unbroken(w.act.none({ phone: bureau.phone, hours: bureau.phoneHours }))}</p>;
  }
  if (!terms.ratings || view.state.kind === 'withdrawn') return null;
  return (
    <p className="soft">
      <a href={reportPath(page, 'rating')}>{w.act.rate}</a>
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
