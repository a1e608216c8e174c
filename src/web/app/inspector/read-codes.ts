/**
 * What reads the codes in a picture: the browser itself (BarcodeDetector), or where it cannot – iPhones, WeChat on many
 * phones – a decoder of ours, a chunk of its own that loads when somebody scans.
 */

/** A frame of the camera, or a photo. */
type Picture = HTMLVideoElement | HTMLImageElement;
/** The texts of the codes that were found; none when there is none. */
export type ReadCodes = (picture: Picture) => Promise<readonly string[]>;

/** As much of the Shape Detection API as is used: it is in no type library. */
interface Detector {
  detect(picture: Picture): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  readonly getSupportedFormats?: () => Promise<readonly string[]>;
}

/** Rejects when the chunk cannot be loaded. */
export async function codeReader(): Promise<ReadCodes> {
  return (await ownReader()) ?? (await decoding());
}

/** The browser's; null where it has none, or one that reads no QR codes (Chrome on some systems). */
async function ownReader(): Promise<ReadCodes | null> {
  const Own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (Own === undefined) return null;
  const formats = (await Own.getSupportedFormats?.().catch(() => [])) ?? ['qr_code'];
  if (!formats.includes('qr_code')) return null;
  const detector = new Own({ formats: ['qr_code'] });
  return async (picture) => (await detector.detect(picture)).map(({ rawValue }) => rawValue);
}

/** Longest side that is decoded: a code that fills a fifth of it still has three pixels a module. */
const LONGEST = 1280;
/** Beyond one frame's time for a photo, which is read once. */
const PATIENCE_MS = 1500;

async function decoding(): Promise<ReadCodes> {
  const { default: decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  return async (picture) => {
    const image = pixels(picture, canvas);
    if (image === null) return [];
    try {
      return [decodeQR(image, picture instanceof HTMLImageElement ? { effort: 3, timeLimit: PATIENCE_MS } : {})];
    } catch {
      return []; // no code in it
    }
  };
}

function pixels(picture: Picture, canvas: HTMLCanvasElement): ImageData | null {
  const [wide, high] =
    picture instanceof HTMLImageElement
      ? [picture.naturalWidth, picture.naturalHeight]
      : [picture.videoWidth, picture.videoHeight];
  const scale = Math.min(1, LONGEST / Math.max(wide, high));
  const [width, height] = [Math.round(wide * scale), Math.round(high * scale)];
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (pen === null || width === 0 || height === 0) return null;
  canvas.width = width;
  canvas.height = height;
  pen.drawImage(picture, 0, 0, width, height);
  return pen.getImageData(0, 0, width, height);
}
