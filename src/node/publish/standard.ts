/** 「评价标准和口径」 as static pages: `standard.html`, `en/standard.html`. */
import type { Bureau } from '../../core/domain/bureau.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import { PAGE_LANGS, type PageLang } from '../../core/snapshot/page-path.ts';
import { styleHash } from './pages.ts';
import type { Build } from './renderer.ts';

const FILES: Readonly<Record<PageLang, string>> = { zh: 'standard.html', en: 'en/standard.html' };

export const STANDARD_FILES: readonly string[] = PAGE_LANGS.map((lang) => FILES[lang]);

/** The same terms give the same bytes, whenever they are rendered. */
export function renderStandard({ renderer }: Build, bureau: Bureau, terms: RulebookTerms): Map<string, string> {
  const hash = styleHash(renderer.pageStyle(terms));
  return new Map(
    PAGE_LANGS.map((lang) => [FILES[lang], renderer.renderStandardPage({ terms, bureau, styleHash: hash, lang })]),
  );
}
