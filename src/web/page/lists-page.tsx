/** 「公布的名单」: every list of the policy on one day, or a town's part of a long one. Static documents without script. */

import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Bureau } from '../../core/domain/bureau.ts';
import { groupCode } from '../../core/domain/institution-code.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import { sitePath, siteUrl } from '../../core/domain/site-address.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import { type ListsPage, listsPath } from '../../core/snapshot/list-pages.ts';
import type { ListedView } from '../../core/snapshot/lists.ts';
import { type PageLang, pagePath } from '../../core/snapshot/page-path.ts';
import { dayText } from '../../core/words/dates.ts';
import { words } from '../../core/words/index.ts';
import { listsWords } from '../../core/words/lists.ts';
import { Publisher, SiteFoot } from './contact.tsx';
import { ListSections, townName } from './list-section.tsx';
import { listedText } from './listed.ts';
import { languageOf, unbroken } from './model.tsx';
import { pageStyle } from './page-style.ts';

interface ListsPageInput {
  readonly page: ListsPage;
  /** The day for which the lists were made. */
  readonly day: IsoDate;
  readonly terms: RulebookTerms;
  readonly bureau: Bureau;
  /** `sha256-…` of `pageStyle(terms)`. */
  readonly styleHash: string;
  readonly lang: PageLang;
}

/** A complete document; the same bytes for the same input, so that `verify` renders it again. */
export function renderListsPage(input: ListsPageInput): string {
  const { page, day, terms, bureau, styleHash, lang } = input;
  const own = listsWords[lang];
  const publisher = lang === 'zh' ? bureau.name : bureau.nameEn;
  const policy = `default-src 'none';style-src '${styleHash}';img-src 'self';base-uri 'none';form-action 'none'`;
  const date = dayText(day, lang);
  return `<!DOCTYPE html>${renderToStaticMarkup(
    <html lang={lang === 'zh' ? 'zh-CN' : 'en'}>
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{`${titleOf(page, terms, lang)}·${publisher}`}</title>
        <meta name="description" content={own.asOf({ date })} />
        <meta name="format-detection" content="telephone=no" />
        <link rel="canonical" href={siteUrl(bureau, listsPath(page.key, lang))} />
        <link rel="icon" href={sitePath(bureau, '/icon.svg')} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet, with no data in it */}
        <style dangerouslySetInnerHTML={{ __html: pageStyle(terms) }} />
      </head>
      <body>
        <div className={terms.issuer === 'association' ? 'page assoc' : 'page'} data-day={day}>
          <Publisher bureau={bureau} lang={lang} association={terms.issuer === 'association'} />
          <main>
            <Top bureau={bureau} publisher={publisher} date={date} lang={lang} />
            <ListSections
              page={page}
              terms={terms}
              lang={lang}
              className="people"
              row={(view) => <Row key={view.record.code} view={view} terms={terms} bureau={bureau} lang={lang} />}
              link={(key, text) => <a href={sitePath(bureau, listsPath(key, lang))}>{text}</a>}
            />
            {(page.kind === 'town' || page.lists.some(({ towns }) => towns)) && (
              <Onward page={page} bureau={bureau} lang={lang} />
            )}
          </main>
          <Ways page={page} bureau={bureau} lang={lang} />
        </div>
      </body>
    </html>,
  )}`;
}

function titleOf(page: ListsPage, terms: RulebookTerms, lang: PageLang): string {
  if (page.kind === 'overview') return words[lang].home.lists;
  const [title, town] = [page.list.title[lang], townName(page.town, terms, lang)];
  const own = listsWords[lang];
  const { nth, pages } = page;
  return own.inTown({ title, town }) + (pages.length > 1 ? `·${own.page({ nth, of: pages.length })}` : '');
}

interface TopProps {
  readonly bureau: Bureau;
  readonly publisher: string;
  readonly date: string;
  readonly lang: PageLang;
}

function Top({ bureau: { phone }, publisher, date, lang }: TopProps): ReactNode {
  const { verify } = words[lang];
  return (
    <section>
      <h1>{words[lang].home.lists}</h1>
      <p className="soft">{listsWords[lang].asOf({ date })}</p>
      <div className="ver">
        <div>
          <p>{verify.unchecked({ bureau: publisher })}</p>
          <p>{unbroken(verify.uncheckedMore({ phone }))}</p>
        </div>
      </div>
    </section>
  );
}

interface RowProps {
  readonly view: ListedView;
  readonly terms: RulebookTerms;
  readonly bureau: Bureau;
  readonly lang: PageLang;
}

function Row({ view, terms, bureau, lang }: RowProps): ReactNode {
  const { code, name, town } = view.record;
  const { mark, word, more } = listedText(view, terms, lang);
  return (
    <li>
      <span lang={languageOf({ lang }, name)}>
        <a href={sitePath(bureau, pagePath(code, lang))}>{name}</a>
        <br />
        <small>{[town, groupCode(code)].filter(Boolean).join('　')}</small>
      </span>
      <div>
        <strong>{mark}</strong> {word}
        <br />
        <small>{more}</small>
      </div>
    </li>
  );
}

interface WaysProps {
  readonly page: ListsPage;
  readonly bureau: Bureau;
  readonly lang: PageLang;
}

/** Where the lists are many pages: back to all of them, and to the search, which is the app's. */
function Onward({ page, bureau, lang }: WaysProps): ReactNode {
  const own = listsWords[lang];
  return (
    <section>
      {page.kind === 'town' && (
        <a className="btn" href={sitePath(bureau, listsPath('', lang))}>
          {own.all}
        </a>
      )}
      <a className="btn" href={homeOf(bureau, lang)}>
        {own.find}
      </a>
    </section>
  );
}

function Ways({ page, bureau, lang }: WaysProps): ReactNode {
  const { nav, home } = words[lang];
  const other = lang === 'zh' ? 'en' : 'zh';
  return (
    <SiteFoot bureau={bureau} lang={lang}>
      <a href={homeOf(bureau, lang)}>{nav.home}</a>
      <a href={sitePath(bureau, lang === 'zh' ? '/standard' : '/en/standard')}>{home.standard}</a>
      <a href={sitePath(bureau, listsPath(page.key, other))} lang={other === 'en' ? 'en' : 'zh-CN'}>
        {nav.english}
      </a>
    </SiteFoot>
  );
}

function homeOf(bureau: Bureau, lang: PageLang): string {
  return sitePath(bureau, lang === 'zh' ? '/' : '/?lang=en');
}
