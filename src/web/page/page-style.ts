/** The style of each page: one sheet, and what only an association's or a register's pages need. */
import type { RulebookTerms } from '../../core/domain/terms.ts';
import associationCss from './association.css?inline';
import pageCss from './page.css?inline';
import registerCss from './register.css?inline';

type Styled = Pick<RulebookTerms, 'issuer' | 'register'>;

/** A policy's own. That of a bureau's grades is `pageCss`, byte for byte. Publishing hashes it for the page's own policy. */
export function pageStyle({ issuer, register }: Styled): string {
  return pageCss + (issuer === 'association' ? associationCss : '') + (register === null ? '' : registerCss);
}

/** Every style of a site's pages, for the content security policy that its server sends. */
export const pageStyles: readonly string[] = [pageCss, pageCss + associationCss, pageCss + registerCss];
