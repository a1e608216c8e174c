/** The content of a part, piece by piece and within limits: a small file that unpacks to gigabytes (zip bomb) ends here. */
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { damaged, tooLarge } from './error.ts';
import type { Source } from './source.ts';
import { contentOf, type ZipEntry } from './zip.ts';

const PIECE = 128 * 1024;

/** Sheets shrink to a tenth, sheets of nothing but formats to a fiftieth. Below so many bytes nobody asks. */
const MAX_RATIO = 200;
const ANY_RATIO = 64 * 1024 * 1024;

/** Never more than the directory says. Throws `WorkbookError`: too large, or damaged where length or checksum are others. */
export async function* unpackPart(source: Source, entry: ZipEntry): AsyncGenerator<Buffer> {
  let [length, sum] = [0, 0];
  for await (const piece of pieces(source, entry)) {
    length += piece.length;
    if (length > entry.unpacked) throw damaged('longer than declared');
    if (length > ANY_RATIO && length > MAX_RATIO * entry.packed) throw tooLarge('unpacks to suspiciously much');
    sum = crc32(piece, sum);
    yield piece;
  }
  if (length !== entry.unpacked || sum !== entry.crc) throw damaged('checksum');
}

async function* pieces(source: Source, entry: ZipEntry): AsyncGenerator<Buffer> {
  const packed = packedPieces(source, await contentOf(source, entry), entry.packed);
  if (entry.method === 0) return yield* packed;
  if (entry.method !== 8) throw damaged('unknown compression');
  const inflate = createInflateRaw({ chunkSize: PIECE });
  // What goes wrong comes out of the loop; leaving the loop early closes both.
  pipeline(Readable.from(packed), inflate, () => {});
  try {
    for await (const piece of inflate) yield piece;
  } catch (fault) {
    throw isZlib(fault) ? damaged('deflate') : fault;
  }
}

async function* packedPieces(source: Source, start: number, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < length; at += PIECE) {
    const piece = await source.read(start + at, Math.min(PIECE, length - at));
    if (piece.length === 0) throw damaged('part cut off');
    yield Buffer.from(piece.buffer, piece.byteOffset, piece.length);
  }
}

function isZlib(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && String(fault.code).startsWith('Z_');
}
