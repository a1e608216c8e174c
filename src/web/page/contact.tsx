/** Who publishes and whom to call, for pages that have no institution to show. */
import type { ReactNode } from 'react';
import type { Bureau } from '../../core/domain/bureau.ts';
import { words } from '../../core/words/index.ts';
import { telephone, unbroken } from './model.tsx';

const w = words.zh;

export function Publisher({ bureau }: { readonly bureau: Bureau }): ReactNode {
  return (
    <header>
      <p>
        {w.head.issuer({ bureau: bureau.name })} {bureau.demo && <strong className="demo">{w.head.demoMark}</strong>}
      </p>
    </header>
  );
}

/** Ways on that work without script, and the search, which does not. */
export function WaysOn({ bureau }: { readonly bureau: Bureau }): ReactNode {
  return (
    <section>
      <a className="btn first" href={telephone(bureau.phone)}>
        {w.code.call}
        <small>{unbroken(`${bureau.phone} ${bureau.phoneHours}`)}</small>
      </a>
      <a className="btn" href="/">
        {w.code.search}
      </a>
      {bureau.hotline && (
        <p className="soft">
          <a href={telephone(bureau.hotline)}>{w.act.call12345({ hotline: bureau.hotline })}</a>
        </p>
      )}
    </section>
  );
}

/** For `<noscript>` in the app's shell: the telephone, where nothing else of the app is seen. */
export function NoScriptContact({ bureau }: { readonly bureau: Bureau }): ReactNode {
  return (
    <>
      <p>
        {w.head.issuer({ bureau: bureau.name })}
        {bureau.demo && `（${w.head.demo}）`}
      </p>
      <p>
        <a href={telephone(bureau.phone)}>{w.home.phone({ phone: bureau.phone, hours: bureau.phoneHours })}</a>
      </p>
      <p lang="en">
        <a href={telephone(bureau.phone)}>{words.en.home.phone({ phone: bureau.phone, hours: bureau.phoneHours })}</a>
      </p>
      {bureau.hotline && (
        <p>
          <a href={telephone(bureau.hotline)}>{w.act.call12345({ hotline: bureau.hotline })}</a>
        </p>
      )}
    </>
  );
}
