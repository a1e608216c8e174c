/**
 * A photo as it may leave the phone: decoded, made smaller, with the covered parts painted over, and encoded anew from its
 * pixels. Nothing of the original file is copied: no place, no date, no name, no second file behind the picture.
 */
import { LIMITS } from '../../../core/complaint/limits.ts';
import type { Bytes } from '../../../core/domain/bytes.ts';
import type { ReportWords } from '../../../core/words/report.ts';
import { readImageHeader } from './image-header.ts';
import { cleanJpeg } from './jpeg-clean.ts';

/** Pixels of the longer edge. */
export const LONG_EDGE = 1600;
const MOST_BYTES = 30 * 1024 * 1024;
const MOST_PIXELS = 50_000_000;
const QUALITIES = [0.85, 0.75, 0.65, 0.5, 0.35];
/** Tried when even the lowest quality is too large. */
const SHRINK = 0.75;

export type PhotoFault = keyof ReportWords['rep']['photoFaults'];
export type PhotoOutcome =
  | { readonly ok: true; readonly photo: Bytes }
  | { readonly ok: false; readonly fault: PhotoFault };

/** A part to be covered, in shares (0 to 1) of the picture's width and height. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Makes a chosen file fit to be sent. Of an animation, its first frame. */
export async function preparePhoto(file: Blob): Promise<PhotoOutcome> {
  if (file.size > MOST_BYTES) return { ok: false, fault: 'too-large' };
  const header = readImageHeader(new Uint8Array(await file.arrayBuffer()));
  if (header === null) return { ok: false, fault: 'not-image' };
  const unreadable: PhotoOutcome = { ok: false, fault: header.type === 'heic' ? 'heic' : 'unreadable' };
  const pixels = header.size === null ? 0 : header.size.width * header.size.height;
  if (pixels === 0) return unreadable;
  if (pixels > MOST_PIXELS) return { ok: false, fault: 'too-many-pixels' };
  return encode(file, [], unreadable);
}

/** Paints the boxes black into the pixels of a prepared photo and encodes it anew. */
export function blackOut(photo: Bytes, boxes: readonly Box[]): Promise<PhotoOutcome> {
  return encode(new Blob([photo], { type: 'image/jpeg' }), boxes, { ok: false, fault: 'unreadable' });
}

async function encode(file: Blob, boxes: readonly Box[], unreadable: PhotoOutcome): Promise<PhotoOutcome> {
  const picture = await decode(file);
  if (picture === null) return unreadable;
  try {
    let edge = Math.min(LONG_EDGE, Math.max(picture.width, picture.height));
    for (; edge >= 1; edge = Math.floor(edge * SHRINK)) {
      const photo = await smallEnough(draw(picture, edge, boxes));
      if (photo === 'too-large') continue;
      return photo === null ? unreadable : { ok: true, photo };
    }
    return unreadable;
  } finally {
    picture.close();
  }
}

async function smallEnough(canvas: HTMLCanvasElement): Promise<Bytes | 'too-large' | null> {
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
    if (blob === null) return null;
    const photo = cleanJpeg(new Uint8Array(await blob.arrayBuffer()));
    if (photo === null || photo.length <= LIMITS.photo) return photo;
  }
  return 'too-large';
}

interface Picture {
  readonly source: CanvasImageSource;
  /** As it is to be seen: turned as its header says. */
  readonly width: number;
  readonly height: number;
  readonly close: () => void;
}

function draw({ source, width, height }: Picture, edge: number, boxes: readonly Box[]): HTMLCanvasElement {
  const scale = edge / Math.max(width, height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  // JPEG knows no transparency: without this it becomes black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  for (const box of boxes) {
    // Outwards to whole pixels: no half-covered edge.
    const left = Math.floor(box.x * canvas.width);
    const top = Math.floor(box.y * canvas.height);
    const right = Math.ceil((box.x + box.width) * canvas.width);
    const bottom = Math.ceil((box.y + box.height) * canvas.height);
    context.fillRect(left, top, right - left, bottom - top);
  }
  return canvas;
}

/** Null when the browser cannot decode it. */
async function decode(file: Blob): Promise<Picture | null> {
  // Chrome below 98 and Safari below 15 know no `from-image` or no bitmaps; their images turn themselves.
  if (typeof createImageBitmap === 'function') {
    try {
      const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
      return { source: bitmap, width: bitmap.width, height: bitmap.height, close: () => bitmap.close() };
    } catch {
      // The element below decides.
    }
  }
  return decodeByElement(file);
}

function decodeByElement(file: Blob): Promise<Picture | null> {
  const url = URL.createObjectURL(file);
  const image = new Image();
  const close = (): void => URL.revokeObjectURL(url);
  return new Promise((done) => {
    image.onload = () => {
      const { naturalWidth: width, naturalHeight: height } = image;
      if (width > 0 && height > 0) return done({ source: image, width, height, close });
      close();
      return done(null);
    };
    image.onerror = () => {
      close();
      done(null);
    };
    image.src = url;
  });
}
