/** 「公布的名单」 as static pages: `lists.html`, `en/lists.html`, where the policy has lists. They say of which day they are. */
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bureau } from '../../core/domain/bureau.ts';
import { type IsoDate, parseIsoDate } from '../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import { publicLists } from '../../core/snapshot/lists.ts';
import { PAGE_LANGS, type PageLang } from '../../core/snapshot/page-path.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import { styleHash } from './pages.ts';
import { pinyinOrder } from './pinyin.ts';
import type { Build } from './renderer.ts';
import { replaceFile } from './site.ts';

const FILES: Readonly<Record<PageLang, string>> = { zh: 'lists.html', en: 'en/lists.html' };

/** What of a release the lists are made from. */
export interface ListsSource {
  readonly bureau: Bureau;
  readonly terms: RulebookTerms;
  readonly records: readonly InstitutionRecord[];
}

/** The files of these terms. */
export function listsFiles({ lists }: RulebookTerms): readonly string[] {
  return lists.length === 0 ? [] : PAGE_LANGS.map((lang) => FILES[lang]);
}

/** The same source gives the same bytes for a day, on every machine. Empty where the policy has no lists. */
export function renderLists({ renderer }: Build, source: ListsSource, day: IsoDate): Map<string, string> {
  const { bureau, terms, records } = source;
  if (terms.lists.length === 0) return new Map();
  const lists = publicLists(terms, records, day, pinyinOrder());
  const hash = styleHash(renderer.pageStyle(terms));
  const about = { lists, day, terms, bureau, styleHash: hash };
  return new Map(PAGE_LANGS.map((lang) => [FILES[lang], renderer.renderListsPage({ ...about, lang })]));
}

/** The day of which a page is; null where it does not say. */
export function dayOfLists(html: string): IsoDate | null {
  return parseIsoDate(/ data-day="([^"]*)"/.exec(html)?.[1] ?? '');
}

/** Whether all lists name the same institutions on two days. */
export function sameLists({ terms, records }: ListsSource, one: IsoDate, other: IsoDate): boolean {
  const namedOn = (day: IsoDate): string =>
    JSON.stringify(
      publicLists(terms, records, day, () => 0).map(({ views }) => views.map(({ record }) => record.code)),
    );
  return namedOn(one) === namedOn(other);
}

/** Whether a release's folder has lists of another day than `today`. */
export async function listsAreOld(folder: string, today: IsoDate): Promise<boolean> {
  for (const lang of PAGE_LANGS) {
    const html = await textOf(folder, FILES[lang]);
    if (html !== null && dayOfLists(html) !== today) return true;
  }
  return false;
}

/**
 * Writes the lists of `today`. False where there is no build, or another one than wrote the site, and a page still names
 * whoever has left since: then nothing is written.
 */
export async function renewLists(
  folder: string,
  source: ListsSource,
  build: Build | null,
  today: IsoDate,
): Promise<boolean> {
  if (build !== null && (await exists(join(folder, build.pageScript)))) {
    for (const [path, html] of renderLists(build, source, today)) await replaceFile(folder, path, html);
    return true;
  }
  for (const path of listsFiles(source.terms)) {
    const day = dayOfLists((await textOf(folder, path)) ?? '');
    if (day === null || !sameLists(source, day, today)) return false;
  }
  return true;
}

function textOf(folder: string, path: string): Promise<string | null> {
  return readFile(join(folder, path), 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return null;
    throw fault;
  });
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
