/** Openings split by their last day, and put together again in the order in which they were sealed. */
import type { IsoDate } from '../domain/iso-date.ts';
import { lastDayOf } from '../domain/opening-file.ts';
import { canonicalJson, type Json } from './canonical.ts';
import type { Opening } from './opening.ts';

type ByPlace = Record<string, Opening>;

/**
 * Texts of the files by last day: `{code: {place: opening}}`, where the place is the one among the institution's openings
 * in these files. The staff list is in none of them.
 */
export function splitByLastDay(all: ReadonlyMap<string, readonly Opening[]>): Map<IsoDate, string> {
  const days = new Map<IsoDate, Record<string, ByPlace>>();
  for (const [code, openings] of all) {
    openings.forEach((opening, place) => {
      if (opening.body.type === 'staff') return;
      const file = days.get(opening.body.shownUntil) ?? {};
      days.set(opening.body.shownUntil, file);
      file[code] ??= {};
      file[code][place] = opening;
    });
  }
  return new Map([...days].map(([day, file]) => [day, canonicalJson(file as unknown as Json)]));
}

/**
 * Openings by code out of verified files, path → text. Releases before the split have one file with lists: their places are
 * those of the list. RangeError for an opening that stands in the file of another day, where it would not leave in time.
 */
export function joinOpenings(files: ReadonlyMap<string, string>): Map<string, Opening[]> {
  const placed = new Map<string, [number, Opening][]>();
  for (const [path, text] of files) {
    const day = lastDayOf(path);
    for (const [code, openings] of Object.entries(JSON.parse(text) as Record<string, ByPlace>)) {
      for (const [place, opening] of Object.entries(openings)) {
        const { body } = opening;
        if (day !== null && (body.type === 'staff' || body.shownUntil !== day))
          throw new RangeError(`${path}: ${code}`);
        placed.set(code, [...(placed.get(code) ?? []), [Number(place), opening]]);
      }
    }
  }
  return new Map([...placed].map(([code, list]) => [code, list.sort(([a], [b]) => a - b).map(([, one]) => one)]));
}
