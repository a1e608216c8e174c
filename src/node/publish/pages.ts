/** The static pages of a release. */
import { createHash } from 'node:crypto';
import type { Bureau } from '../../core/domain/bureau.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import { PAGE_LANGS, pageFile } from '../../core/snapshot/page-path.ts';
import type { PageProof } from '../../core/snapshot/page-proof.ts';
import { publicNow } from '../../core/snapshot/public-now.ts';
import type { Release } from '../../core/trust/releases.ts';
import { openOn } from './openings.ts';
import type { Publishable } from './records.ts';
import { type Build, scriptOf } from './renderer.ts';
import type { RecordTree } from './tree.ts';

export interface PageContext {
  readonly build: Build;
  readonly bureau: Bureau;
  readonly terms: RulebookTerms;
  readonly release: Release;
  readonly tree: RecordTree;
  /** `<bureau>/<year>`. */
  readonly directory: string;
  readonly pin: PageProof['pin'];
  readonly today: IsoDate;
}

/** `sha256-…` for the content security policy's `style-src`. */
export function styleHash(css: string): string {
  return `sha256-${createHash('sha256').update(css).digest('base64')}`;
}

/** `i/<code>.html` and `en/i/<code>.html` for every record. Openings whose term is over are not in them. */
export function renderPages(made: readonly Publishable[], context: PageContext): Map<string, string> {
  const { build, release, tree, directory, pin, today } = context;
  const { renderer } = build;
  const hash = styleHash(renderer.pageStyle(context.terms));
  const pages = new Map<string, string>();
  made.forEach(({ record, openings }, index) => {
    const open = openOn(openings, today);
    const proof: PageProof = {
      v: 1,
      record,
      index,
      path: tree.path(index),
      release: { version: release.version, time: release.time, count: release.count, root: release.root },
      openings: open,
      directory,
      pin,
    };
    const view = publicNow(record, open, today);
    const { terms, bureau } = context;
    for (const lang of PAGE_LANGS) {
      const about = { proof, view, terms, bureau, scriptUrl: scriptOf(build, lang), styleHash: hash, lang };
      pages.set(pageFile(record.code, lang), renderer.renderInstitutionPage(about));
    }
  });
  return pages;
}
