/**
 * Public lists that are too long for one page: an overview names the towns, and each town has a page of its own, or several. Its
 * address is made of list and town alone, so that it stays while others come and go.
 */
import type { ListTerms } from '../domain/terms.ts';
import type { Listed, ListedView, NameOrder } from './lists.ts';
import type { PageLang } from './page-path.ts';

/** The most rows of a page: 60 kB of text, 8 kB as they travel, some thirty screens of a phone. */
export const PAGE_ROWS = 300;
/** Beside long ones a list of so many stays on the overview. */
const WHOLE_ROWS = 50;

/** A list as the overview has it: whole, or by town. */
export interface ListOnOverview {
  readonly list: ListTerms;
  readonly count: number;
  /** None where it is by town. */
  readonly views: readonly ListedView[];
  readonly towns: readonly ListedTown[] | null;
}

export interface ListedTown {
  /** Of its first page. */
  readonly key: string;
  /** Empty where none is stated. */
  readonly town: string;
  readonly count: number;
}

export interface TownPage extends ListedTown {
  readonly list: ListTerms;
  readonly views: readonly ListedView[];
  /** Keys of all pages of this town, this one the `nth`, from 1. */
  readonly pages: readonly string[];
  readonly nth: number;
}

export type ListsPage =
  | { readonly kind: 'overview'; readonly key: ''; readonly lists: readonly ListOnOverview[] }
  | ({ readonly kind: 'town' } & TownPage);

/** All pages of these lists by key, that of the overview (empty) first; it is the only one where they are short. */
export function listPages(lists: readonly Listed[], order: NameOrder): ReadonlyMap<string, ListsPage> {
  const rows = lists.reduce((sum, { views }) => sum + views.length, 0);
  const pages = new Map<string, ListsPage>();
  const overview: ListOnOverview[] = [];
  pages.set('', { kind: 'overview', key: '', lists: overview });
  for (const { list, views } of lists) {
    const whole = rows <= PAGE_ROWS || views.length <= WHOLE_ROWS;
    const towns = whole ? [] : byTown(list, views, order);
    for (const page of towns.flat()) pages.set(page.key, { kind: 'town', ...page });
    const named = towns.flatMap(([first]) => (first ? [{ key: first.key, town: first.town, count: first.count }] : []));
    overview.push({ list, count: views.length, views: whole ? views : [], towns: whole ? null : named });
  }
  return pages;
}

/** The pages of each town, towns in their order. */
function byTown(list: ListTerms, views: readonly ListedView[], order: NameOrder): readonly (readonly TownPage[])[] {
  const towns = new Map<string, ListedView[]>();
  for (const view of views) {
    const key = `${list.id}-${townKey(view.record.town)}`;
    const town = towns.get(key);
    if (town === undefined) towns.set(key, [view]);
    else town.push(view);
  }
  const made = [...towns].map(([key, all]) => townPages(list, key, all));
  return made.sort(([a], [b]) => order(a?.town ?? '', b?.town ?? ''));
}

function townPages(list: ListTerms, key: string, views: readonly ListedView[]): readonly TownPage[] {
  const count = Math.ceil(views.length / PAGE_ROWS);
  const pages = Array.from({ length: count }, (_, at) => (at === 0 ? key : `${key}-${at + 1}`));
  const about = { list, town: views[0]?.record.town ?? '', count: views.length, pages };
  return pages.map((own, at) => {
    return { ...about, key: own, nth: at + 1, views: views.slice(at * PAGE_ROWS, (at + 1) * PAGE_ROWS) };
  });
}

/** No file name holds more; a longer name of a town shares its page with those that begin like it. */
const KEYED = 40;

/** A town in letters that every host takes in a file's name: its UTF-16 units in hex; `0` for none. */
export function townKey(town: string): string {
  const units = Array.from({ length: Math.min(town.length, KEYED) }, (_, at) => town.charCodeAt(at));
  return units.map((unit) => unit.toString(16).padStart(4, '0')).join('') || '0';
}

/** URL path of a page: `/lists`, `/en/lists`, `/lists-red-97527…`, `/en/lists-red-97527…-2`. */
export function listsPath(key: string, lang: PageLang): string {
  return `${lang === 'zh' ? '' : '/en'}/lists${key === '' ? '' : `-${key}`}`;
}

/** Path of its file below the site. */
export function listsFile(key: string, lang: PageLang): string {
  return `${listsPath(key, lang).slice(1)}.html`;
}

/** Of a path below the site: a file's, or an address, to which hosts of folders add a slash. */
const PATH = /^(en\/)?lists(?:-([a-z]+-[0-9a-f]+(?:-\d+)?))?(?:\.html|\/)?$/;

/** Which page a path below the site may be: its key and language; null for what is none of the lists. */
export function parseListsPath(path: string): { readonly key: string; readonly lang: PageLang } | null {
  const found = PATH.exec(path);
  return found && { key: found[2] ?? '', lang: found[1] === undefined ? 'zh' : 'en' };
}
