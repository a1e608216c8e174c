/** One file of the site, rendered for who asks: byte for byte what `publish` would write on that day (decision 049). */
import type { IsoDate } from '../../../core/domain/iso-date.ts';
import { listsFile, parseListsPath } from '../../../core/snapshot/list-pages.ts';
import { openDataPath } from '../../../core/snapshot/open-data.ts';
import { PAGE_LANGS, pageFile } from '../../../core/snapshot/page-path.ts';
import { listRenderer } from '../lists.ts';
import { pageRenderers } from '../pages.ts';
import type { Build } from '../renderer.ts';
import { renderTombstones } from '../tombstones.ts';
import type { PageSource } from './load.ts';

const PATH = /^(?:en\/)?i\/([^/.]+)\.(?:html|json)$/;

/** The text of `i/<code>.html`, `en/i/<code>.html`, `i/<code>.json` or a public list; null where `publish` would write no such file. */
export type RenderFile = (path: string, day: IsoDate) => string | null;

export function pagesOf(source: PageSource, build: Build): RenderFile {
  const pin = { rootSha256: source.fingerprint, minimumVersion: 1, builtAt: build.builtAt };
  let today: { readonly day: IsoDate; readonly render: ReturnType<typeof pageRenderers> } | null = null;
  const on = (day: IsoDate) => {
    if (today?.day !== day) today = { day, render: pageRenderers(build, { ...source.about, pin, today: day }) };
    return today.render;
  };
  const renderList = listRenderer(build, source.about);
  const listAt = (path: string, day: IsoDate): string | null => {
    const named = parseListsPath(path);
    const page = named && path === listsFile(named.key, named.lang) ? source.lists(day).get(named.key) : undefined;
    return named && page ? renderList(page, day, named.lang) : null;
  };
  return (path, day) => {
    const code = PATH.exec(path)?.[1];
    if (code === undefined) return listAt(path, day);
    const lang = PAGE_LANGS.find((one) => pageFile(code, one) === path);
    if (lang === undefined && path !== openDataPath(code)) return null;
    const placed = source.institution(code);
    if (placed !== null) return lang === undefined ? on(day).data(placed) : on(day).page(placed, lang);
    const gone = source.tombstone(code);
    return gone === null ? null : (renderTombstones(build, source.about.bureau, [gone]).get(path) ?? null);
  };
}
