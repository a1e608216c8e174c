/** The build as publishing uses it: `dist/render.js` is the only thing of the web floor that it runs. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bureau } from '../../core/domain/bureau.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import type { PageProof } from '../../core/snapshot/page-proof.ts';
import type { PublicView } from '../../core/snapshot/public-now.ts';

export interface PageInput {
  readonly proof: PageProof;
  readonly view: PublicView;
  readonly terms: RulebookTerms;
  readonly bureau: Bureau;
  /** URL path of the deferred script. */
  readonly scriptUrl: string;
  /** `sha256-…` of the inline style, for the page's own content security policy. */
  readonly styleHash: string;
  readonly lang: 'zh';
}

export interface PageRenderer {
  readonly pageCss: string;
  renderInstitutionPage(input: PageInput): string;
}

export interface Build {
  /** The folder with `site/`, `render.js`, `build.json`. */
  readonly dist: string;
  readonly renderer: PageRenderer;
  /** URL path of the static page's script. */
  readonly pageScript: string;
  readonly builtAt: string;
}

/** Loads a build folder. Throws with what to do when there is none. */
export async function loadBuild(dist: string): Promise<Build> {
  const info = await readFile(join(dist, 'build.json'), 'utf8').catch(() => {
    throw new Error(
      `没有找到构建结果 ${dist}，请先运行 npm run build。/ No build in ${dist}: run npm run build first.`,
    );
  });
  const { pageScript, builtAt } = JSON.parse(info) as Pick<Build, 'pageScript' | 'builtAt'>;
  const renderer = (await import(pathToFileURL(join(dist, 'render.js')).href)) as PageRenderer;
  return { dist, renderer, pageScript, builtAt };
}
