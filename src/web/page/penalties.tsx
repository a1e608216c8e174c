/** Administrative penalties within their term. What lapsed or was repaired leaves no trace: no row, no count. */
import type { ReactNode } from 'react';
import { type Page, type PartProps, say, slot } from './model.tsx';

export function Penalties({ page }: PartProps): ReactNode {
  const { w, view } = page;
  const shown = view.penalties;
  return (
    <section id="penalties">
      <h2>
        {w.pen.title}
        <span className="cnt">{say(page, w.count({ n: slot('count') }))}</span>
      </h2>
      <p data-later="no-penalty" hidden={shown.length > 0}>
        {w.pen.none}
      </p>
      {shown.length > 0 && (
        <ul>
          {shown.map((penalty, i) => (
            <li key={penalty.documentNo}>
              {penaltyLines(page, i).map((line, at) => (
                <p key={line} className={at === 0 ? undefined : 'soft'}>
                  {say(page, line)}
                </p>
              ))}
            </li>
          ))}
        </ul>
      )}
      <p className="soft">{w.pen.auto}</p>
    </section>
  );
}

/** What happened; document and authority; legal basis; last day. Parts that the decision does not name are left out. */
function penaltyLines({ w, facts }: Page, i: number): readonly string[] {
  const part = (name: string) => (facts.has(`penalties.${i}.${name}`) ? slot(`penalties.${i}.${name}`) : '');
  const basis = part('basis');
  return [
    w.pen.row({ date: part('on'), cause: part('cause'), result: part('result') }),
    [part('documentNo'), part('authority')].filter((text) => text !== '').join(' · '),
    basis === '' ? '' : w.pen.basis({ basis }),
    w.pen.until({ date: part('shownUntil') }),
  ].filter((line) => line !== '');
}
