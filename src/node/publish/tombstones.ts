/** Which codes have a tombstone in this publication, and their pages. */
import type { Bureau } from '../../core/domain/bureau.ts';
import type { Bytes } from '../../core/domain/bytes.ts';
import type { InstitutionCode } from '../../core/domain/institution-code.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import { PAGE_LANGS, pageFile } from '../../core/snapshot/page-path.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import type { Tombstone, TombstoneFile } from '../../core/snapshot/tombstone.ts';
import type { ReadRelease } from '../verify/read-release.ts';
import type { TombstoneLooks } from '../verify/tombstone-pages.ts';
import type { Codes } from './matching/round.ts';
import { packJson } from './pack.ts';
import { styleHash } from './pages.ts';
import { type Build, type PageRenderer, scriptOf } from './renderer.ts';

/**
 * Every code ever given that is not among `records`, by code. Name and address come from the last signed release: from
 * its records where the institution leaves now, else from its tombstones, as they were; its successor from the clerk. One that returns has none.
 */
export function nextTombstones(
  last: Pick<ReadRelease, 'records' | 'tombstones'> | null,
  { given, next }: Pick<Codes, 'given' | 'next'>,
  records: readonly InstitutionRecord[],
  today: IsoDate,
): Tombstone[] {
  const present = new Set(records.map(({ code }) => code));
  const leaving = (last?.records ?? []).flatMap(({ code, name, address }): readonly Tombstone[] => {
    return present.has(code) ? [] : [{ code, name, address: address === '' ? null : address, since: today }];
  });
  const known = new Map([...(last?.tombstones ?? []), ...leaving].map((one) => [one.code, one]));
  return [...new Set([...given, ...known.keys()])]
    .filter((code) => !present.has(code))
    .sort()
    .map((code) => {
      const { successor: _, ...one } = known.get(code) ?? { code, name: null, address: null, since: null };
      const successor = successorOf(code, next, present);
      return successor === null ? one : { ...one, successor };
    });
}

/** Who took its place and is listed now; where that one was followed in turn, the last of them. */
function successorOf(
  code: InstitutionCode,
  next: Codes['next'],
  present: ReadonlySet<InstitutionCode>,
): NonNullable<Tombstone['successor']> | null {
  const seen = new Set([code]);
  let one = next.get(code)?.successor ?? null;
  while (one !== null && !present.has(one) && !seen.has(one)) {
    seen.add(one);
    one = next.get(one)?.successor ?? null;
  }
  const name = one === null ? undefined : next.get(one)?.name;
  return one !== null && present.has(one) && name !== undefined ? { code: one, name } : null;
}

/** `tombstones.json`; no file at all while there is nothing to say. */
export function tombstonesTarget(directory: string, tombstones: readonly Tombstone[]): Map<string, Bytes> {
  if (tombstones.length === 0) return new Map();
  const file: TombstoneFile = { v: 1, tombstones };
  return new Map([[`${directory}/tombstones.json`, packJson(file)]]);
}

/** `i/<code>.html` and `en/i/<code>.html` for every tombstone. */
export function renderTombstones(build: Build, bureau: Bureau, tombstones: readonly Tombstone[]): Map<string, string> {
  const { renderer } = build;
  const hash = styleHash(renderer.pageCss);
  return new Map(
    tombstones.flatMap((tombstone) =>
      PAGE_LANGS.map((lang): [string, string] => {
        const about = { tombstone, bureau, scriptUrl: scriptOf(build, bureau, lang), styleHash: hash, lang };
        return [pageFile(tombstone.code, lang), renderer.renderTombstonePage(about)];
      }),
    ),
  );
}

/** Whether such a page is, byte for byte, what the renderer makes of the signed list. `scripts` as in `pageLooks`. */
export function tombstoneLooks(
  renderer: Pick<PageRenderer, 'pageCss' | 'renderTombstonePage'>,
  scripts: readonly Pick<Build, 'pageScript' | 'pageScriptEn'>[],
): TombstoneLooks {
  const hash = styleHash(renderer.pageCss);
  return (html, tombstone, lang, { bureau }) => {
    const urls = scripts.map((pair) => scriptOf(pair, bureau, lang));
    const written = urls.map((scriptUrl) =>
      renderer.renderTombstonePage({ tombstone, bureau, scriptUrl, styleHash: hash, lang }),
    );
    if (written.includes(html)) return 'same';
    return urls.some((url) => html.includes(`src="${url}"`)) ? 'differs' : 'unknown';
  };
}
