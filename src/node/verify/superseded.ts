/** What can still be told of a page or record of an earlier publication: its record is signed; its penalties may be fewer than were shown then. */
import type { Bureau } from '../../core/domain/bureau.ts';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { openDataOf } from './open-data.ts';
import { dayOfPage } from './page-block.ts';
import { faultOfDay, leftOut } from './page-fault.ts';
import type { ReadRelease } from './read-release.ts';
import type { PageFault } from './record-fault.ts';
import type { SavedFile } from './saved-file.ts';
import { areSealed } from './sealed.ts';

/** Its day, its fields, and penalties in their term that the newest publication still has. */
export function supersededFault(saved: SavedFile, release: ReadRelease, now: Date): PageFault | null {
  const { kind, text, carried, openings } = saved;
  const today = chinaDay(now);
  const dayFault = kind === 'page' ? faultOfDay(dayOfPage(text), carried.release.time, today) : null;
  if (dayFault !== null) return { detail: dayFault };
  if (kind === 'record' && !hasOwnFields(saved, release.bureau)) return { detail: 'differs from what is signed' };
  const { code, sealed } = carried.record;
  const known = (release.openings.get(code) ?? []).filter((opening) => areSealed(sealed, [opening]));
  return leftOut({ openings }, known, today) ? { detail: 'a penalty in its term is left out' } : null;
}

/** Whether a record file has the fields of one, and no more; what its texts for people say is not compared. */
function hasOwnFields({ text, carried, openings }: SavedFile, bureau: Bureau): boolean {
  const { record, index, path, directory, fingerprint } = carried;
  const { version, time, count, root } = carried.release;
  const bare = openings.map(({ salt, body }) => ({ salt, body }));
  const release = { version, time, count, root };
  const own = openDataOf({ record, index, path, directory, fingerprint, release, openings: bare }, bureau);
  return shapeOf(JSON.parse(text)) === shapeOf(JSON.parse(own));
}

/** Names and places of all values. */
function shapeOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${shapeOf((value as Record<string, unknown>)[key])}`)
    .join()}}`;
}
