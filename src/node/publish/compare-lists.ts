/** The public lists of a site beside what the signed records make of them. */
import { pagesOnRequest } from '../../core/domain/bureau.ts';
import { chinaDay, type IsoDate } from '../../core/domain/iso-date.ts';
import { type ListsPage, listsFile, parseListsPath } from '../../core/snapshot/list-pages.ts';
import { PAGE_LANGS } from '../../core/snapshot/page-path.ts';
import type { ReadRelease } from '../verify/read-release.ts';
import type { SiteProblem } from '../verify/site-problem.ts';
import { dayOfLists, listRenderer, pagesByDay, sameNames } from './lists.ts';
import type { Build } from './renderer.ts';
import type { SiteReader } from './site-reader.ts';

interface FoundLists {
  readonly problems: readonly SiteProblem[];
  /** Which files of lists the site may have. */
  readonly files: readonly string[];
}

/**
 * Each page must be what its own day makes of the signed records, and name whom today's would name. Which pages there are is
 * said by the overview, by its day. Where pages are rendered on request none is a file: a folder has none.
 */
export async function compareLists(
  build: Build,
  release: ReadRelease,
  site: SiteReader,
  now: Date,
): Promise<FoundLists> {
  if (pagesOnRequest(release.bureau) && site.list !== null) return { problems: [], files: [] };
  const on = pagesByDay(release);
  const render = listRenderer(build, release);
  const [published, today] = [chinaDay(new Date(release.trusted.publishedAt)), chinaDay(now)];
  const current = on(today);
  const days = new Map<IsoDate, ReadonlyMap<string, ListsPage>>([[today, current]]);
  const pagesOn = (day: IsoDate) => {
    const made = days.get(day) ?? on(day);
    days.set(day, made);
    return made;
  };
  const textOf = async (path: string) => {
    const found = await site.file(path);
    return found === null ? null : Buffer.from(found).toString('utf8');
  };
  const faultOf = async (path: string): Promise<string | null> => {
    const html = await textOf(path);
    if (html === null) return 'missing';
    const { key, lang } = parseListsPath(path) ?? { key: '', lang: 'zh' };
    const day = dayOfLists(html);
    const page = day !== null && day >= published && day <= today ? pagesOn(day).get(key) : undefined;
    if (day === null || page === undefined || html !== render(page, day, lang))
      return 'differs from the signed records';
    return sameNames(page, current.get(key)) ? null : 'names institutions that have left the list: run refresh';
  };
  const problems: SiteProblem[] = [];
  const files: string[] = [];
  for (const lang of PAGE_LANGS) {
    const said = dayOfLists((await textOf(listsFile('', lang))) ?? '');
    const known = said !== null && said >= published && said <= today ? said : today;
    for (const key of pagesOn(known).keys()) files.push(listsFile(key, lang));
  }
  for (const file of files) {
    const detail = await faultOf(file);
    if (detail !== null) problems.push({ code: 'page', file, detail });
  }
  return { problems, files };
}
