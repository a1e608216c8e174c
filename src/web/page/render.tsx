/**
 * The static page as one HTML document. Built by `vite build --ssr` into `dist/render.js`, the one module of `src/web`
 * that Node loads.
 */

import { renderToStaticMarkup } from 'react-dom/server';
import type { Bureau } from '../../core/domain/bureau.ts';
import { sitePath, siteUrl } from '../../core/domain/site-address.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import { canonicalJson, type Json } from '../../core/snapshot/canonical.ts';
import { type PageLang, pagePath } from '../../core/snapshot/page-path.ts';
import { PAGE_PROOF_ID, type PageProof } from '../../core/snapshot/page-proof.ts';
import type { PublicView } from '../../core/snapshot/public-now.ts';
import { InstitutionPage, pageDescription, pageTitle } from './institution-page.tsx';
import pageCss from './page.css?inline';
import { pageStyle } from './page-style.ts';
import type { InstitutionPageProps } from './types.ts';

export { renderListsPage } from './lists-page.tsx';
export { renderNoScriptContact, renderNotFound } from './not-found-page.tsx';
export { pageStyle, pageStyles } from './page-style.ts';
export { type PrintDocument, renderPrintBatch, renderPrintDocument } from './print/document.tsx';
export { renderProvinceHome } from './province-home.tsx';
export { renderStandardPage } from './standard-page.tsx';
export { renderTombstonePage } from './tombstone.tsx';

/** The page's one style sheet. Publishing hashes it (SHA-256, base64) for the content security policy. */
export { pageCss };

interface InstitutionPageInput {
  readonly proof: PageProof;
  /** `publicNow` of the proof's record and openings on the day of rendering. */
  readonly view: PublicView;
  readonly terms: RulebookTerms;
  readonly bureau: Bureau;
  /** URL path of the deferred script in the page's language: `/assets/page-<hash>.js`, `/assets/page-en-<hash>.js`. */
  readonly scriptUrl: string;
  /** `sha256-…` of `pageStyle(terms)`. */
  readonly styleHash: string;
  readonly lang: PageLang;
}

/** A complete document: readable without script, carrying the proof of its own record. */
export function renderInstitutionPage(input: InstitutionPageInput): string {
  const { proof, view, terms, bureau, lang } = input;
  const props: InstitutionPageProps = {
    view,
    terms,
    bureau,
    release: proof.release,
    verification: { kind: 'unchecked' },
    lang,
    links: {
      home: sitePath(bureau, lang === 'zh' ? '/' : '/?lang=en'),
      otherLanguage: sitePath(bureau, pagePath(view.record.code, lang === 'zh' ? 'en' : 'zh')),
    },
  };
  const markup = renderToStaticMarkup(
    <html lang={lang === 'zh' ? 'zh-CN' : 'en'}>
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={contentPolicy(input.styleHash)} />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{pageTitle(props)}</title>
        <meta name="description" content={pageDescription(props)} />
        {/* Calls are marked as such; other digits (codes, document numbers) must not become links. */}
        <meta name="format-detection" content="telephone=no" />
        <link rel="canonical" href={siteUrl(bureau, pagePath(view.record.code, lang))} />
        <link rel="alternate" type="application/json" href={sitePath(bureau, `/i/${view.record.code}.json`)} />
        <link rel="icon" href={sitePath(bureau, '/icon.svg')} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet, with no data in it */}
        <style dangerouslySetInnerHTML={{ __html: pageStyle(terms) }} />
        <script defer src={input.scriptUrl} />
      </head>
      <body>
        <InstitutionPage {...props} />
      </body>
    </html>,
  );
  return `<!DOCTYPE html>${shortened(markup)}<script id="${PAGE_PROOF_ID}" type="application/json">${blockOf(proof)}</script>`;
}

/** The block of a proof: an institution's pages in both languages carry the same one. */
const blocks = new WeakMap<PageProof, string>();

function blockOf(proof: PageProof): string {
  // Canonical JSON escapes every `<`, so the block cannot be closed from inside.
  const block = blocks.get(proof) ?? canonicalJson(proof as unknown as Json);
  blocks.set(proof, block);
  return block;
}

const OPTIONAL =
  /<\/?(?:head|body)>|<\/(?:html|li|dt|dd)>|<\/p>(?=<(?:p|ul|ol|dl|div|details|section|h\d|nav|\/(?:li|div|section|details|footer|header))\b)|=""(?=[ >])|\/(?=>)/g;

/**
 * Leaves out what HTML lets a page leave out (13.1.2.4 and 13.1.2.3): tags that the next one implies, the empty values of
 * attributes, the slash of void elements; and writes an apostrophe as it is: some 70 bytes of each page. Only markup is
 * touched: in texts `<`, `>` and `"` are escaped, and the style sheet has nothing of the kind.
 */
function shortened(markup: string): string {
  return markup.replace(OPTIONAL, '').replaceAll('&#x27;', "'");
}

/** For hosts that set no headers: nothing from elsewhere, no inline script, one inline style by its hash. */
function contentPolicy(styleHash: string): string {
  return ["default-src 'self'", `style-src '${styleHash}'`, "base-uri 'none'"].join(';');
}
