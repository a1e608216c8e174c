/** The build as publishing uses it: `dist/render.js` is the only thing of the web floor that it runs. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bureau } from '../../core/domain/bureau.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import { sitePath } from '../../core/domain/site-address.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import type { ListedBureau } from '../../core/snapshot/bureau-list.ts';
import type { ListsPage } from '../../core/snapshot/list-pages.ts';
import type { PageLang } from '../../core/snapshot/page-path.ts';
import type { PageProof } from '../../core/snapshot/page-proof.ts';
import type { PublicView } from '../../core/snapshot/public-now.ts';
import type { Tombstone } from '../../core/snapshot/tombstone.ts';

export interface PageInput {
  readonly proof: PageProof;
  readonly view: PublicView;
  readonly terms: RulebookTerms;
  readonly bureau: Bureau;
  /** URL path of the deferred script in the page's language: `scriptOf`. */
  readonly scriptUrl: string;
  /** `sha256-…` of the inline style, for the page's own content security policy. */
  readonly styleHash: string;
  readonly lang: PageLang;
}

export interface TombstoneInput {
  readonly tombstone: Tombstone;
  readonly bureau: Bureau;
  readonly scriptUrl: string;
  readonly styleHash: string;
  readonly lang: PageLang;
}

export interface StandardInput {
  readonly terms: RulebookTerms;
  readonly bureau: Bureau;
  readonly styleHash: string;
  readonly lang: PageLang;
}

export interface ListsInput extends StandardInput {
  readonly page: ListsPage;
  readonly day: IsoDate;
}

export interface ProvinceHomeInput {
  readonly province: Bureau;
  readonly bureaus: readonly (ListedBureau & { readonly there: boolean })[];
  readonly fingerprint: string;
}

export interface PageRenderer {
  /** Of pages without a policy: a code that is gone, a wrong address. */
  readonly pageCss: string;
  /** Of a policy's pages. */
  pageStyle(terms: RulebookTerms): string;
  /** All of them, for the server's content security policy. */
  readonly pageStyles: readonly string[];
  renderInstitutionPage(input: PageInput): string;
  renderStandardPage(input: StandardInput): string;
  renderListsPage(input: ListsInput): string;
  renderTombstonePage(input: TombstoneInput): string;
  renderProvinceHome(input: ProvinceHomeInput): string;
  /** Content of `404.html`, without its document. */
  renderNotFound(bureau: Bureau): string;
  /** Content of the shell's `<noscript>`. */
  renderNoScriptContact(bureau: Bureau): string;
}

export interface Build {
  /** The folder with `site/`, `render.js`, `build.json`. */
  readonly dist: string;
  readonly renderer: PageRenderer;
  /** Paths of the static pages' scripts below the site, with a slash before them. */
  readonly pageScript: string;
  readonly pageScriptEn: string;
  /** What takes the place of other files of the shell, in a province's site. */
  readonly standIns?: StandIns;
  readonly builtAt: string;
}

/** In a province's site: another script for pages in each language, and its chunk. */
export interface StandIns {
  /** Paths below the site, usual → instead. */
  readonly scripts: ReadonlyMap<string, string>;
  readonly delegated: string;
}

/** `dist/build.json`, as far as publishing reads it. */
interface BuildInfo extends Pick<Build, 'pageScript' | 'pageScriptEn' | 'builtAt'> {
  readonly province: Pick<Build, 'pageScript' | 'pageScriptEn'> & { readonly delegated: string };
}

/** URL path of the script for a bureau's pages of a language. */
export function scriptOf(
  { pageScript, pageScriptEn }: Pick<Build, 'pageScript' | 'pageScriptEn'>,
  bureau: Bureau,
  lang: PageLang,
): string {
  return sitePath(bureau, lang === 'zh' ? pageScript : pageScriptEn);
}

/**
 * Loads a build folder. Throws with what to do when there is none.
 * @param inProvince for a bureau in a province's site, whose pages follow a delegation
 */
export async function loadBuild(dist: string, inProvince = false): Promise<Build> {
  const info = await readFile(join(dist, 'build.json'), 'utf8').catch(() => {
    throw new Error(
      `没有找到构建结果 ${dist}，请先运行 npm run build。/ No build in ${dist}: run npm run build first.`,
    );
  });
  const { pageScript, pageScriptEn, province, builtAt } = JSON.parse(info) as BuildInfo;
  const renderer = (await import(pathToFileURL(join(dist, 'render.js')).href)) as PageRenderer;
  if (!inProvince) return { dist, renderer, pageScript, pageScriptEn, builtAt };
  const { delegated, ...instead } = province;
  const scripts = new Map([
    [pageScript, instead.pageScript],
    [pageScriptEn, instead.pageScriptEn],
  ]);
  return { dist, renderer, ...instead, standIns: { scripts, delegated }, builtAt };
}
