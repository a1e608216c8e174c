/**
 * 「公布的名单」 as static pages, where the policy has lists: `lists.html`, `en/lists.html`, and beside them a page for each town of a
 * list that is too long. They say of which day they are.
 */
import { access, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bureau } from '../../core/domain/bureau.ts';
import { type IsoDate, parseIsoDate } from '../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import { type ListsPage, listPages, listsFile, parseListsPath } from '../../core/snapshot/list-pages.ts';
import { inListOrder, type Listable, listsOn } from '../../core/snapshot/lists.ts';
import { PAGE_LANGS, type PageLang } from '../../core/snapshot/page-path.ts';
import { styleHash } from './pages.ts';
import { pinyinOrder } from './pinyin.ts';
import type { Build } from './renderer.ts';
import { replaceFile } from './site.ts';

/** What of a release the lists are made from. */
export interface ListsSource {
  readonly bureau: Bureau;
  readonly terms: RulebookTerms;
  readonly records: readonly Listable[];
}

/** All pages of a day by key; none where the policy has no lists. */
export type PagesOfDay = (day: IsoDate) => ReadonlyMap<string, ListsPage>;

/** What is the same every day, the order of names above all, is made once. The same source gives the same pages on every machine. */
export function pagesByDay({ terms, records }: Pick<ListsSource, 'terms' | 'records'>): PagesOfDay {
  if (terms.lists.length === 0) return () => new Map();
  const order = pinyinOrder();
  const ordered = inListOrder(terms, records, order);
  return (day) => listPages(listsOn(terms, ordered, day), order);
}

export type RenderList = (page: ListsPage, day: IsoDate, lang: PageLang) => string;

export function listRenderer(
  { renderer }: Build,
  { bureau, terms }: Pick<ListsSource, 'bureau' | 'terms'>,
): RenderList {
  const about = { terms, bureau, styleHash: styleHash(renderer.pageStyle(terms)) };
  return (page, day, lang) => renderer.renderListsPage({ ...about, page, day, lang });
}

/** Every page of a day, by its file. The same source gives the same bytes. */
export function renderLists(build: Build, source: ListsSource, day: IsoDate): Map<string, string> {
  const render = listRenderer(build, source);
  const files = new Map<string, string>();
  for (const [key, page] of pagesByDay(source)(day)) {
    for (const lang of PAGE_LANGS) files.set(listsFile(key, lang), render(page, day, lang));
  }
  return files;
}

/** The day of which a page is; null where it does not say. */
export function dayOfLists(html: string): IsoDate | null {
  return parseIsoDate(/ data-day="([^"]*)"/.exec(html)?.[1] ?? '');
}

/** Whether two pages say the same, whatever their day: whom they name, and how many stand in each town. */
export function sameNames(one: ListsPage | undefined, other: ListsPage | undefined): boolean {
  return namedOn(one) === namedOn(other);
}

function namedOn(page: ListsPage | undefined): string {
  if (page === undefined) return '';
  const codes = ({ views }: Extract<ListsPage, { kind: 'town' }> | { views: readonly { record: Listable }[] }) =>
    views.map(({ record }) => record.code);
  if (page.kind === 'town') return JSON.stringify([page.count, page.pages.length, codes(page)]);
  return JSON.stringify(
    page.lists.map((one) => [one.count, one.towns?.map(({ key, count }) => [key, count]), codes(one)]),
  );
}

/** Whether a release's folder has lists of another day than `today`. Of a town the page stays while it names the same. */
export async function listsAreOld(folder: string, today: IsoDate): Promise<boolean> {
  for (const lang of PAGE_LANGS) {
    const html = await textOf(folder, listsFile('', lang));
    if (html !== null && dayOfLists(html) !== today) return true;
  }
  return false;
}

/**
 * Writes the lists of `today`: the overview, and the pages of towns that say another thing than before; what has no page any more is
 * deleted. False where there is no build, or another one than wrote the site, and a page still names whoever has left
 * since: then nothing is written.
 */
export async function renewLists(
  folder: string,
  source: ListsSource,
  build: Build | null,
  today: IsoDate,
): Promise<boolean> {
  const on = pagesByDay(source);
  const pages = on(today);
  const there = await listFiles(folder);
  if (build === null || !(await exists(join(folder, build.pageScript)))) return stillTrue(folder, there, on, today);
  const render = listRenderer(build, source);
  for (const path of there) {
    const { key = null } = parseListsPath(path) ?? {};
    if (key === null || !pages.has(key)) await rm(join(folder, path), { force: true });
  }
  for (const [key, page] of pages) {
    for (const lang of PAGE_LANGS) {
      const path = listsFile(key, lang);
      const before = (await textOf(folder, path)) ?? '';
      const since = dayOfLists(before);
      const stays = page.kind === 'town' && since !== null && since <= today && before === render(page, since, lang);
      if (!stays) await replaceFile(folder, path, render(page, today, lang));
    }
  }
  return true;
}

async function stillTrue(folder: string, paths: readonly string[], on: PagesOfDay, today: IsoDate): Promise<boolean> {
  const now = on(today);
  const then = new Map<IsoDate, ReturnType<PagesOfDay>>();
  for (const path of paths) {
    const day = dayOfLists((await textOf(folder, path)) ?? '');
    const { key = '' } = parseListsPath(path) ?? {};
    if (day === null) return false;
    then.set(day, then.get(day) ?? on(day));
    if (!sameNames(then.get(day)?.get(key), now.get(key))) return false;
  }
  return true;
}

/** Whatever lies in a release's folder under the name of a list. */
async function listFiles(folder: string): Promise<readonly string[]> {
  const named = async (below: string) =>
    (await readdir(join(folder, below)).catch(() => [])).filter((name) => LIST.test(name)).map((name) => below + name);
  return [...(await named('')), ...(await named('en/'))];
}

const LIST = /^lists(?:-[^/]*)?\.html$/;

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
