/** Doctors, nurses, others: counts, the first ten, the rest folded, and with them a search that only the script opens. */
import { Fragment, type ReactNode } from 'react';
import type { StaffMember } from '../../core/domain/institution.ts';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { FIRST_STAFF, staffParts } from '../../core/snapshot/page-facts.ts';
import { ended, languageOf, type PartProps, say, slot, unbroken } from './model.tsx';

export function Staff({ page }: PartProps): ReactNode {
  const { w, view, release, day } = page;
  if (view.record.staff === null) return null;
  const counts = { a: slot('staff.doctors'), b: slot('staff.nurses'), c: slot('staff.others') };
  return (
    <section id="staff">
      <h2>
        {/* The comma is only said: on a narrow phone the counts stand on a line of their own. */}
        {ended(page) ? w.staff.titleEnded : w.staff.title}
        <span className="vh">{w.comma}</span> <small>{say(page, w.staff.count(counts))}</small>
      </h2>
      {view.staff === null ? <Elsewhere page={page} /> : <People page={page} members={view.staff.members} />}
      <p className="soft">{w.staff.asof({ date: day(chinaDay(new Date(release.time))) })}</p>
    </section>
  );
}

function People({ page, members }: PartProps & { readonly members: readonly StaffMember[] }): ReactNode {
  const { w } = page;
  const first = members.slice(0, FIRST_STAFF);
  const rest = members.slice(FIRST_STAFF);
  return (
    <>
      <Legend page={page} members={members} />
      {/* Ten names are read faster than one is typed. */}
      {rest.length > 0 && (
        <div className="find" hidden>
          <label htmlFor="find">{ended(page) ? w.staff.findEnded : w.staff.find}</label>
          <input id="find" type="search" autoComplete="off" enterKeyHint="search" />
          {/* Waits for a name that is on no line; a status speaks when it appears. */}
          <p role="status" hidden>
            {unbroken(w.staff.notfound({ phone: page.bureau.phone }))}
          </p>
        </div>
      )}
      <List page={page} members={first} fact="first" />
      {rest.length > 0 && (
        <details>
          <summary>{w.staff.rest({ n: rest.length })}</summary>
          <List page={page} members={rest} fact="rest" />
        </details>
      )}
    </>
  );
}

/** The record's own words stand in the list as they are; on an English page it is said before it what they mean. */
function Legend({ page, members }: PartProps & { readonly members: readonly StaffMember[] }): ReactNode {
  const { legend, categories } = page.w.staff;
  const known = [...new Set(members.map(({ category }) => category))].filter((category) => categories.has(category));
  if (known.length === 0) return null;
  return (
    <p className="soft">
      {legend}
      {known.map((category, i) => (
        <Fragment key={category}>
          {i > 0 && page.w.sep}
          <span lang={languageOf(page, category)}>{category}</span> {categories.get(category)}
        </Fragment>
      ))}
    </p>
  );
}

interface ListProps extends PartProps {
  readonly members: readonly StaffMember[];
  readonly fact: string;
}

/** One fact for a whole list: 200 marked elements would weigh more than their names. */
function List({ page, members, fact }: ListProps): ReactNode {
  const names = members.map(({ name }) => name).join('');
  return (
    <ul className="people" data-f={fact} lang={languageOf(page, names)}>
      {members.map((member, i) => {
        const [name, detail] = staffParts(member);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two people may share a name and all the rest
          <li key={i}>
            <b>{name}</b> <span>{detail}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** Where the list did not travel with the record. */
function Elsewhere({ page }: PartProps): ReactNode {
  const { w, links } = page;
  return (
    <p>
      {w.staff.elsewhere}
      {links?.fullPage && <a href={links.fullPage}>{w.staff.elsewhereLink}</a>}
    </p>
  );
}
