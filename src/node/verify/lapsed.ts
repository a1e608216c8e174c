/** What a site still holds past its last day. */
import type { IsoDate } from '../../core/domain/iso-date.ts';
import { isOpeningFile, lastDayOf } from '../../core/domain/opening-file.ts';
import type { OpeningBody } from '../../core/snapshot/opening.ts';
import { isInTerm } from '../../core/snapshot/public-now.ts';
import { trustedPaths } from '../../core/trust/trusted.ts';
import type { ReadRelease } from './read-release.ts';

export interface LapsedFile {
  readonly code: 'lapsed';
  readonly file: string;
  readonly detail: string;
}

/** Signed files that still hold an opening past its last day. */
export function lapsedFiles(
  { trusted, openings }: Pick<ReadRelease, 'trusted' | 'openings'>,
  day: IsoDate,
): LapsedFile[] {
  const over = [...openings.values()].flat().flatMap(({ body }) => (hasEnded(body, day) ? [body.shownUntil] : []));
  const old = trustedPaths(trusted).find((path) => isOpeningFile(path) && lastDayOf(path) === null);
  if (over.length > 0 && old !== undefined) return [{ code: 'lapsed', file: old, detail: OLD_LAYOUT }];
  const held = trustedPaths(trusted).filter((path) => over.some((last) => lastDayOf(path) === last));
  return held.map((file) => ({ code: 'lapsed', file, detail: PAST }));
}

export const PAST = 'a penalty past its last day: run refresh';
const OLD_LAYOUT = 'a penalty past its last day, in a file of all penalties: publish once';

/** Whether its last day is over. A staff list has none. */
export function hasEnded(body: OpeningBody, day: IsoDate): body is Exclude<OpeningBody, { type: 'staff' }> {
  return !isInTerm(body, day);
}
