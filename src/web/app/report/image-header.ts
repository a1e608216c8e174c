/**
 * What a file is and how many pixels it claims, read from its first bytes before any decoder touches it: a small file can
 * claim a picture that fills a phone's memory.
 */

export type ImageType = 'jpeg' | 'png' | 'gif' | 'webp' | 'bmp' | 'heic' | 'avif';

export interface ImageHeader {
  readonly type: ImageType;
  /** Null where the header does not say. */
  readonly size: { readonly width: number; readonly height: number } | null;
}

/** Null when it is not a picture of a kind that browsers decode as pixels (SVG is none: it is a document). */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    for (const read of [jpeg, png, gif, webp, bmp, heif]) {
      const header = read(bytes, view);
      if (header !== null) return header;
    }
  } catch (error) {
    // Cut off within its header.
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

type Read = (bytes: Uint8Array, view: DataView) => ImageHeader | null;

function text(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

/** ITU T.81, B.1: segments up to the frame header. */
const jpeg: Read = (bytes, view) => {
  if (view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at < bytes.length) {
    if (view.getUint8(at) !== 0xff) break;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (frame) {
      return { type: 'jpeg', size: { width: view.getUint16(at + 7), height: view.getUint16(at + 5) } };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return { type: 'jpeg', size: null };
};

const png: Read = (bytes, view) => {
  if (view.getUint32(0) !== 0x89504e47 || text(bytes, 12, 4) !== 'IHDR') return null;
  return { type: 'png', size: { width: view.getUint32(16), height: view.getUint32(20) } };
};

const gif: Read = (bytes, view) => {
  if (!/^GIF8[79]a$/.test(text(bytes, 0, 6))) return null;
  return { type: 'gif', size: { width: view.getUint16(6, true), height: view.getUint16(8, true) } };
};

/** RFC 9649, 2.5 to 2.7. */
const webp: Read = (bytes, view) => {
  if (text(bytes, 0, 4) !== 'RIFF' || text(bytes, 8, 4) !== 'WEBP') return null;
  const chunk = text(bytes, 12, 4);
  const size24 = (at: number): number => 1 + view.getUint16(at, true) + view.getUint8(at + 2) * 65536;
  if (chunk === 'VP8X') return { type: 'webp', size: { width: size24(24), height: size24(27) } };
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { type: 'webp', size: { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 } };
  }
  if (chunk !== 'VP8 ') return { type: 'webp', size: null };
  const [width, height] = [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
  return { type: 'webp', size: { width, height } };
};

const bmp: Read = (bytes, view) => {
  if (text(bytes, 0, 2) !== 'BM' || view.getUint32(14, true) < 40) return null;
  return {
    type: 'bmp',
    size: { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) },
  };
};

const HEIC = /^(?:heic|heix|hevc|hevx|heim|heis|mif1|msf1)$/;

/** ISO 23008-12: the largest `ispe` box; boxes nest, so it is looked for by its name. */
const heif: Read = (bytes, view) => {
  if (text(bytes, 4, 4) !== 'ftyp') return null;
  const brand = text(bytes, 8, 4);
  const type = /^avi[fs]$/.test(brand) ? 'avif' : HEIC.test(brand) ? 'heic' : null;
  if (type === null) return null;
  let size: ImageHeader['size'] = null;
  for (let at = 8; at + 16 <= Math.min(bytes.length, 65_536); at++) {
    if (view.getUint32(at) !== 0x69737065) continue;
    const found = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (size === null || found.width * found.height > size.width * size.height) size = found;
  }
  return { type, size };
};
