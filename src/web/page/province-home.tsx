/** Home of a city's or province's platform: the bureaus that publish there. One static document a language, without script. */
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Bureau } from '../../core/domain/bureau.ts';
import { sitePath, siteUrl } from '../../core/domain/site-address.ts';
import type { ListedBureau } from '../../core/snapshot/bureau-list.ts';
import type { PageLang } from '../../core/snapshot/page-path.ts';
import { words } from '../../core/words/index.ts';
import { provinceWords } from '../../core/words/province.ts';
import { Publisher, SiteFoot, WaysOn } from './contact.tsx';
import pageCss from './page.css?inline';

export interface ProvinceHomeInput {
  /** The province in the shape of a publisher; `county` names its area. */
  readonly province: Bureau;
  /** In the order of the list; `there`: its folder has a release. */
  readonly bureaus: readonly (ListedBureau & { readonly there: boolean })[];
  /** Of the province's first root, hex. */
  readonly fingerprint: string;
  /** `sha256-…` of `pageCss`. */
  readonly styleHash: string;
  readonly lang: PageLang;
}

/** Paths of the page in each language. */
const PATHS: Readonly<Record<PageLang, string>> = { zh: '/', en: '/en' };

export function renderProvinceHome({ province, bureaus, fingerprint, styleHash, lang }: ProvinceHomeInput): string {
  const w = provinceWords[lang];
  const zh = lang === 'zh';
  const title = w.title({ area: zh ? province.county : province.countyEn });
  const name = zh ? province.name : province.nameEn;
  const policy = `default-src 'none';style-src '${styleHash}';img-src 'self';base-uri 'none';form-action 'none'`;
  return `<!DOCTYPE html>${renderToStaticMarkup(
    <html lang={zh ? 'zh-CN' : 'en'}>
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{title}</title>
        <meta name="description" content={w.own({ province: name })} />
        <meta name="format-detection" content="telephone=no" />
        <link rel="canonical" href={siteUrl(province, PATHS[lang])} />
        <link rel="icon" href={sitePath(province, '/icon.svg')} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet, with no data in it */}
        <style dangerouslySetInnerHTML={{ __html: pageCss }} />
      </head>
      <body>
        <div className="page">
          <Publisher bureau={province} lang={lang} />
          <main>
            <section>
              <h1>{title}</h1>
              <p className="soft">{w.own({ province: name })}</p>
            </section>
            <section>
              <h2>{w.choose}</h2>
              {bureaus.length === 0 && <p>{w.none}</p>}
              <ul>
                {bureaus.map((bureau) => (
                  <Row key={bureau.id} bureau={bureau} province={province} lang={lang} />
                ))}
              </ul>
            </section>
            <WaysOn bureau={province} lang={lang}>
              <p className="soft">{w.fingerprint({ root: fingerprint })}</p>
            </WaysOn>
          </main>
          <SiteFoot bureau={province} lang={lang}>
            <a href={sitePath(province, PATHS[zh ? 'en' : 'zh'])} lang={zh ? 'en' : 'zh-CN'}>
              {words[lang].nav.english}
            </a>
          </SiteFoot>
        </div>
      </body>
    </html>,
  )}`;
}

interface RowProps {
  readonly bureau: ProvinceHomeInput['bureaus'][number];
  readonly province: Bureau;
  readonly lang: PageLang;
}

function Row({ bureau, province, lang }: RowProps): ReactNode {
  const zh = lang === 'zh';
  const { id, there } = bureau;
  const place = zh ? bureau.county : bureau.countyEn;
  return (
    <li>
      {there ? <a href={sitePath(province, `/${id}/${zh ? '' : '?lang=en'}`)}>{place}</a> : place}{' '}
      <span className="soft">
        {zh ? bureau.name : bureau.nameEn}
        {!there && `（${provinceWords[lang].waiting}）`}
      </span>
    </li>
  );
}
