/** Where the static pages of an institution lie: one a language, under an address of its own. */

/** Chinese first: it is the page that printed codes lead to. */
export const PAGE_LANGS = ['zh', 'en'] as const;
export type PageLang = (typeof PAGE_LANGS)[number];

/** URL path: `/i/<code>`; `/en/i/<code>` for the English page. */
export function pagePath(code: string, lang: PageLang): string {
  return lang === 'zh' ? `/i/${code}` : `/en/i/${code}`;
}

/** Path of the file below the site: `i/<code>.html`, `en/i/<code>.html`. */
export function pageFile(code: string, lang: PageLang): string {
  return `${pagePath(code, lang).slice(1)}.html`;
}
