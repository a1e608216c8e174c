/**
 * Leaves of a JPEG only what is needed to decode it. A canvas writes no metadata of the original, but engines may add
 * segments of their own (colour profile, Exif with a date); what leaves the phone has none at all.
 */
import { type Bytes, concat } from '../../../core/domain/bytes.ts';

/** Null when it is no baseline or progressive JPEG with its end. Works on what a canvas encoded, not on any file. */
export function cleanJpeg(bytes: Bytes): Bytes | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const kept: Bytes[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) break;
    const end = at + 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
    const until = marker === 0xda ? endOfScan(bytes, end) : end;
    if (until > bytes.length) return null;
    if (!isMetadata(marker)) kept.push(bytes.subarray(at, until));
    at = until;
  }
  if (bytes[at] !== 0xff || bytes[at + 1] !== 0xd9) return null;
  // Whatever stands behind the end is no picture.
  return concat(...kept, bytes.subarray(at, at + 2));
}

/** APP1 to APP15 and comments. APP0 (JFIF) holds the pixel density and nothing else of ours. */
function isMetadata(marker: number): boolean {
  return (marker > 0xe0 && marker <= 0xef) || marker === 0xfe;
}

/** Coded data run to the next marker that is neither stuffing (FF 00) nor a restart. */
function endOfScan(bytes: Bytes, from: number): number {
  let at = from;
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += 1;
  }
  return bytes.length;
}
