/** Ways to reach the bureau, twice on the page; and what to do when the board says something else. */
import type { ReactNode } from 'react';
import { type PartProps, telephone, unbroken } from './model.tsx';

export function Actions({ page }: PartProps): ReactNode {
  const { w, bureau } = page;
  return (
    <section>
      <a className="btn first" href={telephone(bureau.phone)}>
        {w.act.call}
        <small>{unbroken(`${bureau.phone} ${bureau.phoneHours}`)}</small>
      </a>
      {bureau.hotline && (
        <a className="btn" href={telephone(bureau.hotline)}>
          {w.act.call12345({ hotline: bureau.hotline })}
        </a>
      )}
      <p className="soft">{unbroken(w.act.none({ phone: bureau.phone, hours: bureau.phoneHours }))}</p>
    </section>
  );
}

export function BoardDiffers({ page }: PartProps): ReactNode {
  const { w, bureau } = page;
  return (
    <section id="board">
      <h2>{w.board.ask}</h2>
      <p>{unbroken(w.board.askDo({ phone: bureau.phone }))}</p>
      <a className="btn" href={telephone(bureau.phone)}>
        {w.act.call}
      </a>
    </section>
  );
}
