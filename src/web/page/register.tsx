/** A register: what is on record of an institution now, section by section. What ended leaves no trace. */
import type { ReactNode } from 'react';
import type { RegisterList } from '../../core/domain/terms.ts';
import { type Page, type PartProps, say, slot } from './model.tsx';
import { Rows } from './penalties.tsx';

/**
 * Every row stands in one section, in the order of `view.penalties`, as the page's script expects: it takes rows down by
 * their place and keeps the count. The sentence of an empty list waits behind each list (register.css).
 */
export function Register({ page }: PartProps): ReactNode {
  const { w, view, terms, lang } = page;
  const own = view.penalties.filter(({ type }) => type === 'penalty').length;
  return (
    <>
      <Points page={page} />
      <section id="penalties">
        <h2>
          {w.register.title}
          <span className="vh">{w.comma}</span> <small>{say(page, w.count({ n: slot('count') }))}</small>
        </h2>
        <h3>{w.pen.title}</h3>
        <Rows page={page} from={0} to={own} />
        <p hidden={own > 0}>{w.pen.none}</p>
        {terms.register?.sections.map(({ list, title, none }) => (
          <Entries key={list} page={page} list={list} title={title[lang]} none={none[lang]} />
        ))}
        <p className="soft">{w.register.auto}</p>
      </section>
      <Promises page={page} />
    </>
  );
}

interface EntriesProps extends PartProps {
  readonly list: RegisterList;
  readonly title: string;
  readonly none: string;
}

function Entries({ page, list, title, none }: EntriesProps): ReactNode {
  const places = page.view.penalties.flatMap((shown, at) => ('list' in shown && shown.list === list ? [at] : []));
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {places.map((at) => (
          <li key={at}>
            {entryLines(page, list, at).map((line, i) => (
              <p key={line} className={i === 0 ? undefined : 'soft'}>
                {say(page, line)}
              </p>
            ))}
          </li>
        ))}
      </ul>
      <p hidden={places.length > 0}>{none}</p>
    </>
  );
}

/** What it is; its document; its last day. */
function entryLines({ w, facts }: Page, list: RegisterList, at: number): readonly string[] {
  const part = (name: string) => (facts.has(`penalties.${at}.${name}`) ? slot(`penalties.${at}.${name}`) : '');
  const until = list === 'incentive' || list === 'sanction' ? w.register.inForce : w.pen.until;
  return [
    w.register.row[list]({ date: part('on'), text: part('text'), detail: part('detail') }),
    part('documentNo'),
    until({ date: part('shownUntil') }),
  ].filter((line) => line !== '');
}

/** Points that came from elsewhere (HC-1): shown as such, and said to be no grade. */
function Points({ page }: PartProps): ReactNode {
  const { w, view } = page;
  if (view.record.credit === undefined) return null;
  const about = { points: slot('credit.points'), source: slot('credit.source'), date: slot('credit.on') };
  return (
    <section>
      <h2>{w.register.points}</h2>
      <p>{say(page, w.register.pointsRow(about))}</p>
      <p className="soft">{w.register.pointsNote}</p>
    </section>
  );
}

/** That the institution signed, and how many of its staff did; never who (HC-2). The letter itself stands in its fold. */
function Promises({ page }: PartProps): ReactNode {
  const { w, view } = page;
  const { commitment, promises } = view.record;
  return (
    <section>
      <h2>{w.register.promises}</h2>
      {commitment && <p>{say(page, w.register.promiseOwn({ date: slot('commitment.signedOn') }))}</p>}
      {promises !== undefined && <p>{say(page, w.register.promiseStaff({ n: slot('promises') }))}</p>}
      {commitment === null && promises === undefined && <p>{w.register.promiseNone}</p>}
    </section>
  );
}
