/** The files of one institution in a release: a page in each language, and the file for programs. */
import { createHash } from 'node:crypto';
import type { Bureau } from '../../core/domain/bureau.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import { openDataPath, publicOpenings } from '../../core/snapshot/open-data.ts';
import { PAGE_LANGS, type PageLang, pageFile } from '../../core/snapshot/page-path.ts';
import type { PageProof } from '../../core/snapshot/page-proof.ts';
import { publicNow } from '../../core/snapshot/public-now.ts';
import type { Release } from '../../core/trust/releases.ts';
import { openDataOf } from '../verify/open-data.ts';
import { openOn } from './openings.ts';
import type { Publishable } from './records.ts';
import { type Build, scriptOf } from './renderer.ts';

/** What holds for all pages of a release. Plain data, so that another thread can be told it. */
export interface PageContext {
  readonly bureau: Bureau;
  readonly terms: RulebookTerms;
  readonly release: Release;
  /** `<bureau>/<year>`. */
  readonly directory: string;
  readonly pin: PageProof['pin'];
  readonly today: IsoDate;
}

/** An institution with its place in the record tree. */
export interface Placed extends Pick<Publishable, 'record' | 'openings'> {
  readonly index: number;
  /** Audit path, base64url. */
  readonly path: readonly string[];
}

/** Path of the file below the site, and its text. */
export type TextFile = readonly [path: string, text: string];

/** `sha256-…` for the content security policy's `style-src`. */
export function styleHash(css: string): string {
  return `sha256-${createHash('sha256').update(css).digest('base64')}`;
}

/** Renders the files of an institution, one by one. */
export interface PageRenderers {
  page(placed: Placed, lang: PageLang): string;
  /** Text of `i/<code>.json`: the record, its proof and what may be shown, for programs. Names of staff are not in it. */
  data(placed: Placed): string;
}

/** Openings whose term is over on the context's day are in none of the texts. */
export function pageRenderers(build: Build, context: PageContext): PageRenderers {
  const { bureau, terms, release, directory, pin, today } = context;
  const hash = styleHash(build.renderer.pageStyle(terms));
  const { version, time, count, root } = release;
  const partsOf = oncePerInstitution(({ record, index, path, openings: all }) => {
    const openings = openOn(all, today);
    const head = { version, time, count, root };
    const proof: PageProof = { v: 1, record, index, path, release: head, openings, directory, pin };
    return { proof, view: publicNow(record, openings, today) };
  });
  return {
    page(placed, lang) {
      const about = {
        ...partsOf(placed),
        terms,
        bureau,
        scriptUrl: scriptOf(build, bureau, lang),
        styleHash: hash,
        lang,
      };
      return build.renderer.renderInstitutionPage(about);
    },
    data: (placed) => openData(placed, context),
  };
}

/** Both languages of a page carry one proof and show one view: what is known of these is known for the other page too. */
function oncePerInstitution<Parts>(make: (placed: Placed) => Parts): (placed: Placed) => Parts {
  const known = new WeakMap<Placed, Parts>();
  return (placed) => {
    const parts = known.get(placed) ?? make(placed);
    known.set(placed, parts);
    return parts;
  };
}

/** The files of an institution as texts: `i/<code>.html`, `en/i/<code>.html`, `i/<code>.json`. */
export function pageFiles(build: Build, context: PageContext): (placed: Placed) => readonly TextFile[] {
  const render = pageRenderers(build, context);
  return (placed) => {
    const { code } = placed.record;
    const pages = PAGE_LANGS.map((lang): TextFile => [pageFile(code, lang), render.page(placed, lang)]);
    return [...pages, [openDataPath(code), render.data(placed)]];
  };
}

function openData({ record, openings, index, path }: Placed, context: PageContext): string {
  const { bureau, release, directory, pin, today } = context;
  const { version, time, count, root } = release;
  return openDataOf(
    {
      record,
      index,
      path,
      release: { version, time, count, root },
      directory,
      fingerprint: pin.rootSha256,
      openings: publicOpenings(openings, today),
    },
    bureau,
  );
}
