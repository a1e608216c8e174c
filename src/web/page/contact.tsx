/** Who publishes and whom to call, for pages that have no institution to show. */
import type { ReactNode } from 'react';
import type { Bureau } from '../../core/domain/bureau.ts';
import { type Lang, words } from '../../core/words/index.ts';
import { hoursIn } from '../../core/words/lang.ts';
import { SiteIds } from './foot.tsx';
import { languageOf, telephone, unbroken } from './model.tsx';

interface ContactProps {
  readonly bureau: Bureau;
  readonly lang: Lang;
}

interface PublisherProps extends ContactProps {
  /** Whether a script is there that wires the button of 长辈版. */
  readonly sizes?: boolean;
  /** Whether the publisher is no authority. */
  readonly association?: boolean;
}

export function Publisher({ bureau, lang, sizes = false, association = false }: PublisherProps): ReactNode {
  const w = words[lang];
  const publisher = publisherIn(bureau, lang);
  return (
    <header>
      {sizes && (
        <button type="button" data-sizes={[w.nav.elder, w.nav.larger, w.nav.normal].join()} hidden>
          {w.nav.elder}
        </button>
      )}
      <p>
        {association ? w.certificate.issuer({ association: publisher }) : w.head.issuer({ bureau: publisher })}{' '}
        {bureau.demo && <small className="demo">{w.head.demoMark}</small>}
      </p>
    </header>
  );
}

/** Whom to call, then `children`: what else leads on here. */
export function WaysOn({ bureau, lang, children }: ContactProps & { readonly children: ReactNode }): ReactNode {
  const w = words[lang];
  const hours = hoursIn(lang, bureau);
  return (
    <section>
      <a className="btn first" href={telephone(bureau.phone)}>
        {w.code.call}
        <small>
          {unbroken(bureau.phone)} <span lang={languageOf({ lang }, hours)}>{hours}</span>
        </small>
      </a>
      {bureau.hotline && (
        <p className="soft">
          <a href={telephone(bureau.hotline)}>{w.act.call12345({ hotline: bureau.hotline })}</a>
        </p>
      )}
      {children}
    </section>
  );
}

/** The footer of a government site: who runs it, and its numbers. `children`: small entries. */
export function SiteFoot({ bureau, lang, children }: ContactProps & { readonly children: ReactNode }): ReactNode {
  const w = words[lang];
  const { operator } = bureau;
  return (
    <footer>
      <p>
        {w.foot.host({ bureau: publisherIn(bureau, lang) })}
        {operator !== null && (
          <>
            {'　'}
            {w.foot.operator({ operator: '' })}
            <span lang={languageOf({ lang }, operator)}>{operator}</span>
          </>
        )}
      </p>
      <p>{w.foot.fraud}</p>
      <nav aria-label={w.nav.more}>{children}</nav>
      <SiteIds bureau={bureau} w={w} />
    </footer>
  );
}

function publisherIn(bureau: Bureau, lang: Lang): string {
  return lang === 'zh' ? bureau.name : bureau.nameEn;
}

/** For `<noscript>` in the app's shell: the telephone, where nothing else of the app is seen. */
export function NoScriptContact({ bureau }: { readonly bureau: Bureau }): ReactNode {
  const w = words.zh;
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
        <a href={telephone(bureau.phone)}>
          {words.en.home.phone({ phone: bureau.phone, hours: hoursIn('en', bureau) })}
        </a>
      </p>
      {bureau.hotline && (
        <p>
          <a href={telephone(bureau.hotline)}>{w.act.call12345({ hotline: bureau.hotline })}</a>
        </p>
      )}
    </>
  );
}
