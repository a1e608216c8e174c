/**
 * The static page as one HTML document. Built by `vite build --ssr` into `dist/render.js`, the one module of `src/web`
 * that Node loads.
 */
import { renderToStaticMarkup } from 'react-dom/server';
import type { Bureau } from '../../core/domain/bureau.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import { canonicalJson, type Json } from '../../core/snapshot/canonical.ts';
import { type PageLang, pagePath } from '../../core/snapshot/page-path.ts';
import { PAGE_PROOF_ID, type PageProof } from '../../core/snapshot/page-proof.ts';
import type { PublicView } from '../../core/snapshot/public-now.ts';
import { words } from '../../core/words/index.ts';
import { InstitutionPage, pageTitle } from './institution-page.tsx';
import pageCss from './page.css?inline';
import type { InstitutionPageProps } from './types.ts';

export { renderNoScriptContact, renderNotFound } from './not-found-page.tsx';
export { type PrintDocument, renderPrintBatch, renderPrintDocument } from './print/document.tsx';
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
  /** `sha256-…` of `pageCss`. */
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
      home: lang === 'zh' ? '/' : '/?lang=en',
      otherLanguage: pagePath(view.record.code, lang === 'zh' ? 'en' : 'zh'),
    },
  };
  const publisher = lang === 'zh' ? bureau.name : bureau.nameEn;
  const description = words[lang].description({ inst: view.record.name, bureau: publisher });
  return `<!DOCTYPE html>${withoutOptionalTags(
    renderToStaticMarkup(
      <html lang={lang === 'zh' ? 'zh-CN' : 'en'}>
        <head>
          <meta charSet="utf-8" />
          <meta httpEquiv="Content-Security-Policy" content={contentPolicy(input.styleHash)} />
          <meta name="viewport" content="width=device-width,initial-scale=1" />
          <title>{pageTitle(props)}</title>
          <meta name="description" content={description} />
          {/* Calls are marked as such; other digits (codes, document numbers) must not become links. */}
          <meta name="format-detection" content="telephone=no" />
          <link rel="canonical" href={`${bureau.origin}${pagePath(view.record.code, lang)}`} />
          <link rel="alternate" type="application/json" href={`/i/${view.record.code}.json`} />
          <link rel="icon" href="/icon.svg" />
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet, with no data in it */}
          <style dangerouslySetInnerHTML={{ __html: pageCss }} />
          <script defer src={input.scriptUrl} />
        </head>
        <body>
          <InstitutionPage {...props} />
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: canonical JSON escapes every `<` */}
          <script id={PAGE_PROOF_ID} type="application/json" dangerouslySetInnerHTML={{ __html: proofText(proof) }} />
        </body>
      </html>,
    ),
  )}`;
}

const OPTIONAL =
  /<\/(?:li|dt|dd)>|<\/p>(?=<(?:p|ul|ol|dl|div|details|section|h\d|nav|\/(?:li|div|section|details|footer|header))\b)/g;

/**
 * End tags that HTML lets a page leave out where the next tag implies them (HTML, 13.1.2.4): some 50 bytes of each page.
 * Only markup is touched: in texts and in the data block every `<` is escaped.
 */
function withoutOptionalTags(html: string): string {
  return html.replace(OPTIONAL, '');
}

/** Canonical JSON escapes `<`, so the block cannot be closed from inside. */
function proofText(proof: PageProof): string {
  return canonicalJson(proof as unknown as Json);
}

/** For hosts that set no headers: nothing from elsewhere, no inline script, one inline style by its hash. */
function contentPolicy(styleHash: string): string {
  return ["default-src 'self'", `style-src '${styleHash}'`, "base-uri 'none'"].join(';');
}
