/** Administrative penalties within their term. What lapsed or was repaired leaves no trace: no row, no count. */
import type { ReactNode } from 'react';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import { isRating } from './certificate.tsx';
import { type Page, type PartProps, say, slot } from './model.tsx';

/** Rows before the fold of the others: thirty would push all else out of reach. */
const NEWEST = 5;

export function Penalties({ page }: PartProps): ReactNode {
  const { w, view } = page;
  const shown = view.penalties;
  return (
    // An association holds none: that there are none within their term is not its to say. Their count is a fact of the page.
    <section id="penalties" hidden={isRating(page) && shown.length === 0}>
      <h2>
        {w.pen.title}
        <span className="vh">{w.comma}</span> <small>{say(page, w.count({ n: slot('count') }))}</small>
      </h2>
      <p data-later="no-penalty" hidden={shown.length > 0}>
        {view.state.kind === 'withdrawn' && view.state.cause === 'licenceRevoked' ? w.pen.noneBesides : w.pen.none}
      </p>
      {shown.length > 0 && <Rows page={page} from={0} to={NEWEST} />}
      {shown.length > NEWEST && (
        <details>
          <summary>{w.pen.earlier}</summary>
          <Rows page={page} from={NEWEST} to={shown.length} />
        </details>
      )}
      <p className="soft">{w.pen.auto}</p>
    </section>
  );
}

/** All rows of the section stand in the order of `view.penalties`: the page's script takes them down by their place. */
export function Rows({ page, from, to }: PartProps & { readonly from: number; readonly to: number }): ReactNode {
  return (
    <ul>
      {page.view.penalties.slice(from, to).map((penalty, i) => (
        <li key={penalty.documentNo}>
          {penaltyLines(page, penalty, from + i).map((line, at) => (
            <p key={line} className={at === 0 ? undefined : 'soft'}>
              {say(page, line)}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

/**
 * What happened; document and authority; legal basis; last day; and whether it is outside the period of the grade in
 * force. Parts that the decision does not name are left out.
 */
function penaltyLines({ w, facts, view }: Page, { on }: { readonly on: IsoDate }, i: number): readonly string[] {
  const part = (name: string) => (facts.has(`penalties.${i}.${name}`) ? slot(`penalties.${i}.${name}`) : '');
  const basis = part('basis');
  const { period } = view.record;
  const outside = view.state.kind === 'graded' && (on < period.from || on > period.to);
  return [
    w.pen.row({ date: part('on'), cause: part('cause'), result: part('result') }),
    [part('documentNo'), part('authority')].filter((text) => text !== '').join(' · '),
    basis === '' ? '' : w.pen.basis({ basis }),
    w.pen.until({ date: part('shownUntil') }),
    outside ? w.pen.outside({ from: slot('state.from'), to: slot('state.to') }) : '',
  ].filter((line) => line !== '');
}
