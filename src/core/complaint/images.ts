/**
 * What the desk does after opening a photo and before showing it. A photo comes from anybody: it may be two files in one
 * (a picture with an archive or a page behind it), a small file that fills the memory when it is drawn, or one that did
 * not come from our form, which strips places and times. Only the structure is read here; nothing is decoded.
 */
import { fail, ok, type Result } from '../domain/result.ts';

/**
 * - `not-jpeg`: another kind of file, or one that no camera and no browser writes: never show it.
 * - `trailing-data`: something stands behind the picture's end. `too-many-pixels`: above 40 megapixels. `truncated`: it
 *   ends early. None of them is shown.
 * - `has-metadata`: sound, but with Exif, XMP, a comment, a profile or a thumbnail. May be shown; must not be passed on as it is.
 */
export type ImageFault = 'not-jpeg' | 'trailing-data' | 'too-many-pixels' | 'has-metadata' | 'truncated';

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

const MOST_PIXELS = 40_000_000;
/** A progressive picture has about ten. Each is a pass over all pixels, so thousands would be a bomb of time. */
const MOST_SCANS = 100;

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** Baseline, extended, progressive: what browsers draw. */
const FRAMES = [0xc0, 0xc1, 0xc2];
/** Tables that stand between: Huffman, quantisation, restart interval. */
const TABLES = [0xc4, 0xdb, 0xdd];
const APP0 = 0xe0;
const APP15 = 0xef;
const COMMENT = 0xfe;
/** `JFIF` and a zero, and 14 bytes in all with a thumbnail of 0 × 0. */
const JFIF = [0x4a, 0x46, 0x49, 0x46, 0x00];

interface Walk {
  size: ImageSize | null;
  scans: number;
  metadata: boolean;
}

/** Walks the markers from start to end of image. A fault that forbids showing goes before `has-metadata`. */
export function inspectJpeg(bytes: Uint8Array): Result<ImageSize, ImageFault> {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return fail('not-jpeg');
  const walk: Walk = { size: null, scans: 0, metadata: false };
  let at = 2;
  for (;;) {
    const marker = markerAt(bytes, at);
    if (typeof marker === 'string') return fail(marker);
    at = marker.after;
    if (marker.code === EOI) break;
    const length = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    if (at + 2 > bytes.length || at + length > bytes.length) return fail('truncated');
    const fault = length < 2 ? 'not-jpeg' : segment(walk, marker.code, bytes.subarray(at + 2, at + length));
    if (fault !== null) return fail(fault);
    at += length;
    if (marker.code === SOS) at = endOfScan(bytes, at);
  }
  if (walk.size === null || walk.scans === 0) return fail('not-jpeg');
  if (at !== bytes.length) return fail('trailing-data');
  return walk.metadata ? fail('has-metadata') : ok(walk.size);
}

/** The marker at `at`, which may have fill bytes before it. */
function markerAt(bytes: Uint8Array, at: number): { readonly code: number; readonly after: number } | ImageFault {
  if (at < bytes.length && bytes[at] !== 0xff) return 'not-jpeg';
  let next = at + 1;
  while (bytes[next] === 0xff) next++;
  const code = bytes[next];
  return code === undefined ? 'truncated' : { code, after: next + 1 };
}

/** Reads one segment; its fault, or null. */
function segment(walk: Walk, code: number, content: Uint8Array): ImageFault | null {
  if (FRAMES.includes(code)) return frame(walk, content);
  if (code === SOS) {
    walk.scans++;
    return walk.size === null || walk.scans > MOST_SCANS ? 'not-jpeg' : null;
  }
  if (code === COMMENT || (code >= APP0 && code <= APP15)) {
    walk.metadata ||= code !== APP0 || !isPlainJfif(content);
    return null;
  }
  return TABLES.includes(code) ? null : 'not-jpeg';
}

function frame(walk: Walk, content: Uint8Array): ImageFault | null {
  const [, h1 = 0, h0 = 0, w1 = 0, w0 = 0, components = 0] = content;
  const [height, width] = [h1 * 256 + h0, w1 * 256 + w0];
  // A second frame, or a height that a later marker gives, would make a small picture large after it was measured.
  if (walk.size !== null || height === 0 || width === 0) return 'not-jpeg';
  if (components < 1 || components > 4 || content.length !== 6 + 3 * components) return 'not-jpeg';
  walk.size = { width, height };
  return width * height > MOST_PIXELS ? 'too-many-pixels' : null;
}

function isPlainJfif(content: Uint8Array): boolean {
  return (
    content.length === 14 && JFIF.every((byte, i) => content[i] === byte) && content[12] === 0 && content[13] === 0
  );
}

/** Where coded data end: at the next marker that is neither a stuffed byte (FF 00) nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  for (; at < bytes.length; at++) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return at;
}
