/**
 * `/i/<code>` and `/en/i/<code>` of an institution that is in the published list no more. It proves nothing of itself: the
 * pages' script brings 长辈版 and the search here, and looks for a fresh page, should the institution have come back.
 */

import { renderToStaticMarkup } from 'react-dom/server';
import type { Bureau } from '../../core/domain/bureau.ts';
import { sitePath } from '../../core/domain/site-address.ts';
import { type PageLang, pagePath } from '../../core/snapshot/page-path.ts';
import type { Tombstone } from '../../core/snapshot/tombstone.ts';
import { words } from '../../core/words/index.ts';
import { Publisher, SiteFoot, WaysOn } from './contact.tsx';
import { Gone } from './gone.tsx';
import pageCss from './page.css?inline';

interface TombstonePageInput {
  readonly tombstone: Tombstone;
  readonly bureau: Bureau;
  /** URL path of the pages' script in this language. */
  readonly scriptUrl: string;
  /** `sha256-…` of `pageCss`. */
  readonly styleHash: string;
  readonly lang: PageLang;
}

/** A complete document; the same bytes for the same input, so that `verify` renders it again. */
export function renderTombstonePage({ tombstone, bureau, scriptUrl, styleHash, lang }: TombstonePageInput): string {
  const policy = `default-src 'self';style-src '${styleHash}';base-uri 'none';form-action 'none'`;
  const w = words[lang];
  const { code } = tombstone;
  const other = lang === 'zh' ? 'en' : 'zh';
  const home = sitePath(bureau, lang === 'zh' ? '/' : '/?lang=en');
  return `<!DOCTYPE html>${renderToStaticMarkup(
    <html lang={lang === 'zh' ? 'zh-CN' : 'en'}>
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{`${w.code.gone}·${lang === 'zh' ? bureau.name : bureau.nameEn}`}</title>
        <meta name="robots" content="noindex" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" href={sitePath(bureau, '/icon.svg')} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet, with no data in it */}
        <style dangerouslySetInnerHTML={{ __html: pageCss }} />
        <script defer src={scriptUrl} />
      </head>
      <body>
        <div className="page">
          <Publisher bureau={bureau} lang={lang} sizes />
          <main>
            <Gone tombstone={tombstone} bureau={bureau} lang={lang} />
            <WaysOn bureau={bureau} lang={lang}>
              {/* The script shows what needs one, here as in the list of staff. */}
              <div className="find" hidden>
                <a className="btn" href={home}>
                  {w.code.search}
                </a>
              </div>
            </WaysOn>
          </main>
          <SiteFoot bureau={bureau} lang={lang}>
            <a href={home}>{w.code.home}</a>
            <a href={sitePath(bureau, pagePath(code, other))} lang={other === 'zh' ? 'zh-CN' : 'en'}>
              {w.nav.english}
            </a>
          </SiteFoot>
        </div>
      </body>
    </html>,
  )}`;
}
