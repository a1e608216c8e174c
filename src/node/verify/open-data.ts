/** The file for programs, `/i/<code>.json`: its one text, and whether a site's file is that text. */

import type { Bureau } from '../../core/domain/bureau.ts';
import { fromBase64Url, toBase64Url, utf8 } from '../../core/domain/bytes.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import { siteUrl } from '../../core/domain/site-address.ts';
import { type OpenDataParts, openDataText, publicOpenings } from '../../core/snapshot/open-data.ts';
import { type InstitutionRecord, recordText } from '../../core/snapshot/record.ts';
import { verifyRecord } from '../../core/trust/record-proof.ts';
import { words } from '../../core/words/index.ts';
import type { ReadRelease } from './read-release.ts';

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

/** What is wrong with a file; null when every byte of it follows from what is signed. `index`: the record's place. */
export async function openDataFault(
  text: string,
  record: InstitutionRecord,
  index: number,
  release: ReadRelease,
  day: IsoDate,
): Promise<string | null> {
  const read = readParts(text);
  const newest = release.releases.at(-1);
  if (read === null || newest === undefined) return 'unreadable';
  const { version, time, count, root } = newest;
  const claim = { record: utf8(recordText(record)), index, count, release: version };
  const verdict = await verifyRecord({ ...claim, proof: read.path }, release.releases);
  if (verdict !== 'current') return verdict;
  const signed = release.openings.get(record.code) ?? [];
  const held = new Set(read.openings);
  if (read.lastDays.some((last) => last < day)) return 'a penalty past its last day: run refresh';
  const openings = signed.filter((opening) => held.has(JSON.stringify(opening)));
  const missing = publicOpenings(signed, day).some((opening) => !openings.includes(opening));
  if (missing) return 'a penalty in its term is left out';
  const parts: OpenDataParts = {
    record,
    index,
    path: read.path.map(toBase64Url),
    release: { version, time, count, root },
    directory: release.directory,
    fingerprint: release.fingerprint,
    openings,
  };
  return text === openDataOf(parts, release.bureau) ? null : 'differs from what is signed';
}

/** Of a file, what cannot be derived more simply than read: everything else is compared with the signed data. */
function readParts(text: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('path' in value) || !('openings' in value)) return null;
  if (!Array.isArray(value.path) || !Array.isArray(value.openings)) return null;
  const path = value.path.map((hash: unknown) => (typeof hash === 'string' ? fromBase64Url(hash) : null));
  if (path.includes(null)) return null;
  // Both sides were parsed from canonical JSON, so that equal openings have their keys in one order.
  const openings = value.openings.map((one: unknown) => JSON.stringify(one));
  const lastDays = [...text.matchAll(/"shownUntil":"([^"]*)"/g)].map(([, last = '']) => last);
  return { path: path.filter((hash) => hash !== null), openings, lastDays };
}
