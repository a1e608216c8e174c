/** The file for programs, `/i/<code>.json`: its one text, and whether a site's file is that text. */

import type { Bureau } from '../../core/domain/bureau.ts';
import { type IsoDate, parseIsoDate } from '../../core/domain/iso-date.ts';
import { siteUrl } from '../../core/domain/site-address.ts';
import { type OpenData, type OpenDataParts, openDataText, publicOpenings } from '../../core/snapshot/open-data.ts';
import { hasLapsed } from '../../core/snapshot/public-now.ts';
import { readJson } from '../../core/trust/json.ts';
import { words } from '../../core/words/index.ts';
import { PAST } from './lapsed.ts';
import type { ReadRelease } from './read-release.ts';
import { type PageFault, type PlacedRecord, recordFault } from './record-fault.ts';

/** The exact text that publishing writes and `verify` expects. */
export function openDataOf(parts: OpenDataParts, bureau: Bureau): string {
  const { zh, en } = words;
  const about = bureau.demo
    ? { zh: zh.open.aboutDemo({ bureau: bureau.name }), en: en.open.aboutDemo({ bureau: bureau.nameEn }) }
    : { zh: zh.open.about({ bureau: bureau.name }), en: en.open.about({ bureau: bureau.nameEn }) };
  const origin = siteUrl(bureau);
  return openDataText(parts, bureau, {
    about,
    verify: { zh: zh.open.verify({ origin }), en: en.open.verify({ origin }) },
  });
}

/** What is wrong with a file; null when every byte of it follows from what is signed. */
export async function openDataFault(
  text: string,
  placed: PlacedRecord,
  release: ReadRelease,
  day: IsoDate,
): Promise<PageFault | null> {
  const data = readOpenData(text);
  const newest = release.releases.at(-1);
  if (data === null || newest === undefined) return { detail: 'unreadable' };
  const said = await recordFault(data, placed, release, 'zh', day).catch(() => ({ detail: 'unreadable' }));
  if (said !== null) return said;
  const { record, index } = placed;
  const signed = release.openings.get(record.code) ?? [];
  // Both sides were parsed from canonical JSON, so that equal openings have their keys in one order.
  const held = new Set(data.openings.map((one) => JSON.stringify(one)));
  const lastDays = [...text.matchAll(/"shownUntil":"([^"]*)"/g)].map(([, last = '']) => parseIsoDate(last));
  if (lastDays.some((last) => hasLapsed(last, day))) return { detail: PAST };
  const openings = signed.filter((opening) => held.has(JSON.stringify(opening)));
  const missing = publicOpenings(signed, day).some((opening) => !openings.includes(opening));
  if (missing) return { detail: 'a penalty in its term is left out' };
  const { version, time, count, root } = newest;
  const { directory, fingerprint } = release;
  const own = { record, index, path: data.path, release: { version, time, count, root }, directory, fingerprint };
  return text === openDataOf({ ...own, openings }, release.bureau) ? null : { detail: 'differs from what is signed' };
}

/** A file for programs as it was parsed: what it holds is not verified, nor of what shape. Null for anything else. */
export function readOpenData(text: string): OpenData | null {
  let value: unknown;
  try {
    // Of two equal keys JSON.parse takes the last, and whoever reads the file may take the first.
    readJson(text);
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('record' in value) || !('release' in value)) return null;
  if (!('openings' in value) || !Array.isArray(value.openings)) return null;
  return typeof value.record === 'object' && value.record !== null ? (value as OpenData) : null;
}
