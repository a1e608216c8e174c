/** Whether openings are those that a record commits to (`openingsMatch` of the core), at once: for all lists of a release. */
import { toBase64Url } from '../../core/domain/bytes.ts';
import { committedBytes, type Opening } from '../../core/snapshot/opening.ts';
import { sha256 } from './sha256.ts';

/** Extra, altered or doubled openings are refused. Throws RangeError for a salt that is none. */
export function areSealed(sealed: readonly string[], openings: readonly Opening[]): boolean {
  const left = new Set(sealed);
  return openings.every((opening) => left.delete(toBase64Url(sha256(committedBytes(opening)))));
}
