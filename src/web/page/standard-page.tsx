/** 「评价标准」: the rulebook as a person reads it. One static document a language, without script. */

import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Bureau } from '../../core/domain/bureau.ts';
import { sitePath, siteUrl } from '../../core/domain/site-address.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import type { PageLang } from '../../core/snapshot/page-path.ts';
import { words } from '../../core/words/index.ts';
import { rulebookEn, rulebookZh } from '../../core/words/rulebook.ts';
import { type OutlineItem, type OutlineSection, rulebookOutline } from '../../core/words/rulebook-outline.ts';
import { SiteIds } from './foot.tsx';
import { pageStyle } from './page-style.ts';

interface StandardPageInput {
  readonly terms: RulebookTerms;
  readonly bureau: Bureau;
  /** `sha256-…` of `pageStyle(terms)`. */
  readonly styleHash: string;
  readonly lang: PageLang;
}

/** A complete document; the same bytes for the same input, so that `verify` renders it again. */
export function renderStandardPage({ terms, bureau, styleHash, lang }: StandardPageInput): string {
  const w = lang === 'zh' ? rulebookZh : rulebookEn;
  const common = words[lang];
  const publisher = lang === 'zh' ? bureau.name : bureau.nameEn;
  const policy = `default-src 'none';style-src '${styleHash}';img-src 'self';base-uri 'none';form-action 'none'`;
  const other = sitePath(bureau, lang === 'zh' ? '/en/standard' : '/standard');
  return `<!DOCTYPE html>${renderToStaticMarkup(
    <html lang={lang === 'zh' ? 'zh-CN' : 'en'}>
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{`${w.title}·${publisher}`}</title>
        <meta name="description" content={w.sub({ bureau: publisher })} />
        <meta name="format-detection" content="telephone=no" />
        <link rel="canonical" href={siteUrl(bureau, lang === 'zh' ? '/standard' : '/en/standard')} />
        <link rel="icon" href={sitePath(bureau, '/icon.svg')} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet, with no data in it */}
        <style dangerouslySetInnerHTML={{ __html: pageStyle(terms) }} />
      </head>
      <body>
        <div className={terms.issuer === 'association' ? 'page assoc' : 'page'}>
          <header>
            <p>
              {common.head.issuer({ bureau: publisher })}{' '}
              {bureau.demo && <strong className="demo">{common.head.demoMark}</strong>}
            </p>
          </header>
          <main>
            <section>
              <h1>{w.title}</h1>
              <p className="soft">{w.sub({ bureau: publisher })}</p>
            </section>
            {rulebookOutline(terms, lang).map((section) => (
              <Section key={section.id} section={section} lang={lang} article={w.article} />
            ))}
          </main>
          <footer>
            <nav aria-label={common.nav.more}>
              <a href={sitePath(bureau, lang === 'zh' ? '/' : '/?lang=en')}>{w.back}</a>
              {terms.lists.length > 0 && (
                <a href={sitePath(bureau, lang === 'zh' ? '/lists' : '/en/lists')}>{common.home.lists}</a>
              )}
              <a href={other} lang={lang === 'zh' ? 'en' : 'zh-CN'}>
                {common.nav.english}
              </a>
            </nav>
            <SiteIds bureau={bureau} w={common} />
          </footer>
        </div>
      </body>
    </html>,
  )}`;
}

interface Said {
  readonly lang: PageLang;
  readonly article: (cited: { article: string }) => string;
}

function Section({ section, ...said }: Said & { readonly section: OutlineSection }): ReactNode {
  return (
    <section id={section.id}>
      <h2>{section.title}</h2>
      {section.note && <p className="soft">{section.note}</p>}
      {section.items.map((item) => (
        <Item key={`${item.head} ${item.article}`} item={item} {...said} />
      ))}
    </section>
  );
}

function Item({ item, lang, article }: Said & { readonly item: OutlineItem }): ReactNode {
  return (
    <>
      <h3>{item.head}</h3>
      {item.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {item.quote && <blockquote lang={lang === 'en' ? 'zh-CN' : undefined}>{item.quote}</blockquote>}
      {item.article && <p className="soft">{article({ article: item.article })}</p>}
    </>
  );
}
