/** Who publishes, and about whom: first on the page, because trust starts with who. */
import type { ReactNode } from 'react';
import { spelledOut } from '../../core/words/index.ts';
import { issuerLine } from './certificate.tsx';
import { Fact, type PartProps, say, slot } from './model.tsx';

export function Issuer({ page }: PartProps): ReactNode {
  const { w, bureau } = page;
  return (
    <header>
      {/* Before the words that it stands beside: painted first, they would move when it arrives. */}
      <button type="button" data-sizes={[w.nav.elder, w.nav.larger, w.nav.normal].join()} hidden>
        {w.nav.elder}
      </button>
      <p>
        {issuerLine(page)} {bureau.demo && <small className="demo">{w.head.demoMark}</small>}
      </p>
    </header>
  );
}

export function Identity({ page }: PartProps): ReactNode {
  const { w, view } = page;
  return (
    <section>
      <h1>
        <Fact page={page} k="name" />
      </h1>
      {view.record.otherNames.map((name, i) => (
        <p className="soft" key={name}>
          {w.who.second}
          <Fact page={page} k={`otherNames.${i}`} />
        </p>
      ))}
      {page.facts.has('formerName') && <p className="soft">{say(page, w.who.moved({ old: slot('formerName') }))}</p>}
      {page.facts.has('address') && (
        <p>
          <Fact page={page} k="address" />
        </p>
      )}
      <p className="soft">
        {w.who.code}
        {/* Read out one character at a time; the grouped form would be read as words. */}
        <span aria-hidden="true">
          <Fact page={page} k="code" />
        </span>
        <span className="vh">{spelledOut(view.record.code)}</span>
      </p>
      <p className="soft check">
        {page.facts.has('address') ? w.who.check : w.who.checkName}
        <a href="#board">{w.who.wrong}</a>
      </p>
    </section>
  );
}
