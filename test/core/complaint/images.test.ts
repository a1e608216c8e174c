import exifr from 'exifr';
import { describe, expect, it } from 'vitest';
import { inspectJpeg } from '../../../src/core/complaint/images.ts';
import { type Bytes, concat, utf8 } from '../../../src/core/domain/bytes.ts';

/** 24 × 16 pixels, encoded by a browser's canvas; its colour profile taken out, as the form does. */
const PHOTO = bytesOf(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1x' +
    'eXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAAR' +
    'CAAQABgDASIAAhEBAxEB/8QAFwAAAwEAAAAAAAAAAAAAAAAAAAEDAv/EAB8QAAEEAgIDAAAAAAAAAAAAAAMAAQIREhMhIjFRYf/EABcBAAMB' +
    'AAAAAAAAAAAAAAAAAAIDBAX/xAAhEQABAgQHAAAAAAAAAAAAAAAAAQIEERIUIiMxUWGBkf/aAAwDAQACEQMRAD8AgY2rHrd/Ugn2zeONcX5W' +
    'iiiWsndq9JDBEUsou91XKXiq4Imug7aSpmd7+aFUIQjM4//Z',
);

function bytesOf(base64: string): Bytes {
  return Uint8Array.from(Buffer.from(base64, 'base64'));
}
function segment(marker: number, content: Uint8Array): Bytes {
  return concat(Uint8Array.of(0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255), content);
}
/** The photo with segments put in behind its start (or before `at`). */
const withSegment = (added: Uint8Array, at = 2) => concat(PHOTO.slice(0, at), added, PHOTO.slice(at));
const find = (marker: number) => PHOTO.findIndex((byte, i) => byte === 0xff && PHOTO[i + 1] === marker);
const FRAME = find(0xc0);
const SCAN = find(0xda);
const sized = (width: number, height: number) =>
  PHOTO.map((byte, i) => ({ 5: height >> 8, 6: height & 255, 7: width >> 8, 8: width & 255 })[i - FRAME] ?? byte);
const fault = (bytes: Uint8Array) => {
  const read = inspectJpeg(bytes);
  return read.ok ? `${read.value.width} × ${read.value.height}` : read.fault;
};

describe('a photo from a stranger', () => {
  it('as the form sends it passes, with its size', () => {
    expect(inspectJpeg(PHOTO)).toEqual({ ok: true, value: { width: 24, height: 16 } });
  });

  it('may be progressive, have restart markers in its data and fill bytes before markers', () => {
    expect(fault(PHOTO.map((byte, i) => (i === FRAME + 1 ? 0xc2 : byte)))).toBe('24 × 16');
    const end = PHOTO.length - 2;
    expect(fault(withSegment(Uint8Array.of(0xff, 0x00, 0xff, 0xd0, 1, 2, 0xff, 0xd7), end))).toBe('24 × 16');
    expect(fault(withSegment(Uint8Array.of(0xff, 0xff), end))).toBe('24 × 16');
    expect(fault(withSegment(Uint8Array.of(0xff, 0xff), FRAME))).toBe('24 × 16');
    expect(fault(withSegment(PHOTO.slice(SCAN, end), end))).toBe('24 × 16');
  });

  it('with Exif is noticed: where and when it was taken would be passed on', async () => {
    // One entry: 010F (maker), ASCII, 4 bytes.
    const entry = [1, 0, 0x0f, 0x01, 2, 0, 4, 0, 0, 0, 0x63, 0x61, 0x6d, 0, 0, 0, 0, 0];
    const exif = concat(utf8('Exif\0\0II*\0'), Uint8Array.of(8, 0, 0, 0, ...entry));
    const tagged = withSegment(segment(0xe1, exif));
    expect(await exifr.parse(Buffer.from(tagged))).toEqual({ Make: 'cam' });
    expect(fault(tagged)).toBe('has-metadata');
  });

  it('with XMP, a comment, a profile, an Adobe mark or a thumbnail is noticed too', () => {
    const xmp = utf8('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>');
    const thumbnail = concat(utf8('JFIF\0'), Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9));
    for (const [marker, content] of [
      [0xe1, xmp],
      [0xfe, utf8('comment')],
      [0xe2, utf8('ICC_PROFILE\0')],
      [0xee, utf8('Adobe')],
      [0xef, new Uint8Array(0)],
      [0xe0, thumbnail],
      [0xe0, utf8('JFXX\0\x10')],
    ] as const) {
      expect(fault(withSegment(segment(marker, content))), marker.toString(16)).toBe('has-metadata');
    }
  });

  it('that is an archive or a page as well is not shown, with or without metadata', () => {
    const zip = concat(utf8('PK\x03\x04'), new Uint8Array(26), utf8('PK\x05\x06'), new Uint8Array(18));
    const html = utf8('<!doctype html><script>alert(1)</script>');
    for (const behind of [zip, html, Uint8Array.of(0), PHOTO]) {
      expect(fault(concat(PHOTO, behind))).toBe('trailing-data');
      expect(fault(concat(withSegment(segment(0xe1, utf8('Exif\0\0'))), behind))).toBe('trailing-data');
    }
  });

  it('that would fill the memory when drawn is not shown', () => {
    expect(fault(sized(8000, 5000))).toBe('8000 × 5000');
    expect(fault(sized(8000, 5001))).toBe('too-many-pixels');
    expect(fault(sized(65_535, 65_535))).toBe('too-many-pixels');
  });

  it('that says its size twice, later or not at all is not shown', () => {
    const frame = sized(60_000, 60_000).slice(FRAME, FRAME + 19);
    expect(fault(withSegment(frame, SCAN))).toBe('not-jpeg');
    expect(fault(sized(24, 0))).toBe('not-jpeg');
    expect(fault(sized(0, 16))).toBe('not-jpeg');
    // DNL gives the height behind the first scan.
    expect(fault(withSegment(segment(0xdc, Uint8Array.of(0xff, 0xff)), PHOTO.length - 2))).toBe('not-jpeg');
    expect(fault(concat(PHOTO.slice(0, FRAME), PHOTO.slice(FRAME + 19)))).toBe('not-jpeg');
    expect(fault(concat(PHOTO.slice(0, SCAN), PHOTO.slice(-2)))).toBe('not-jpeg');
    expect(fault(Uint8Array.of(0xff, 0xd8, 0xff, 0xd9))).toBe('not-jpeg');
  });

  it('with a thousand passes over its pixels is not shown', () => {
    const end = PHOTO.length - 2;
    const scan = PHOTO.slice(SCAN, end);
    expect(fault(withSegment(concat(...Array.from({ length: 99 }, () => scan)), end))).toBe('24 × 16');
    expect(fault(withSegment(concat(...Array.from({ length: 100 }, () => scan)), end))).toBe('not-jpeg');
  });

  it('cut at any byte is never taken for whole', () => {
    for (let length = 0; length < PHOTO.length; length++) {
      expect(fault(PHOTO.slice(0, length)), String(length)).toBe(length < 2 ? 'not-jpeg' : 'truncated');
    }
  });

  it('of another kind, or with markers that no camera writes, is not shown', () => {
    expect(fault(utf8('GIF89a'))).toBe('not-jpeg');
    expect(fault(utf8('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('not-jpeg');
    expect(fault(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))).toBe('not-jpeg');
    expect(fault(concat(Uint8Array.of(0), PHOTO))).toBe('not-jpeg');
    for (const start of [utf8('PK'), utf8('BM'), Uint8Array.of(0xff, 0xd9), Uint8Array.of(0, 0xd8)]) {
      expect(fault(concat(start, PHOTO.slice(2)))).toBe('not-jpeg');
    }
    for (const marker of [0x00, 0x01, 0x02, 0xc3, 0xc8, 0xc9, 0xcc, 0xd0, 0xd8, 0xde, 0xf0]) {
      expect(fault(withSegment(segment(marker, Uint8Array.of(1)))), marker.toString(16)).toBe('not-jpeg');
    }
    expect(fault(withSegment(Uint8Array.of(0xff, 0xdb, 0, 1)))).toBe('not-jpeg');
    expect(fault(withSegment(Uint8Array.of(7)))).toBe('not-jpeg');
    expect(fault(withSegment(segment(0xc0, new Uint8Array(6)), FRAME))).toBe('not-jpeg');
  });
});
