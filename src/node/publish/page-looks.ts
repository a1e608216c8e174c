/** An institution's page beside what this build makes of its data block. */
import { chinaDay, parseIsoDate } from '../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import { publicNow } from '../../core/snapshot/public-now.ts';
import type { PageLooks } from '../verify/page-fault.ts';
import { styleHash } from './pages.ts';
import { type Build, type PageRenderer, scriptOf } from './renderer.ts';

/**
 * Whether a page is, byte for byte, what the renderer makes of its data block on the day of publication, on the day that it
 * names, or today. A page that brings the script of another build cannot be compared.
 * @param scripts of a bureau's own site, and of one in a province's
 */
export function pageLooks(
  renderer: Pick<PageRenderer, 'pageStyle' | 'renderInstitutionPage'>,
  scripts: readonly Pick<Build, 'pageScript' | 'pageScriptEn'>[],
): PageLooks {
  const hashes = new WeakMap<RulebookTerms, string>();
  const hashOf = (terms: RulebookTerms) => {
    const hash = hashes.get(terms) ?? styleHash(renderer.pageStyle(terms));
    hashes.set(terms, hash);
    return hash;
  };
  return (html, proof, lang, release, now) => {
    const { bureau, terms } = release;
    const urls = scripts.map((pair) => scriptOf(pair, bureau, lang));
    const scriptUrl = urls.find((url) => html.includes(`src="${url}"`));
    if (scriptUrl === undefined) return 'unknown';
    const about = { proof, terms, bureau, scriptUrl, styleHash: hashOf(terms), lang };
    const [today, published] = [now, new Date(release.trusted.publishedAt)].map(chinaDay);
    // A refresh in between: the page says on which day it was rendered.
    const said = parseIsoDate(/ data-day="([^"]*)"/.exec(html)?.[1] ?? '');
    const within = said !== null && today && published && said >= published && said <= today ? said : published;
    const days = new Set([within, published, chinaDay(new Date(proof.release.time)), today]);
    let nearest: string | null = null;
    for (const day of days) {
      if (day === undefined) continue;
      const view = publicNow(proof.record, proof.openings, day);
      const written = renderer.renderInstitutionPage({ ...about, view });
      if (html === written) return 'same';
      nearest ??= written;
    }
    return { written: nearest ?? '' };
  };
}
