/** Bytes of a part as text, piece by piece: UTF-8 or UTF-16, nothing else (ECMA-376 part 2, 6.1.4). */
import { isAscii } from 'node:buffer';
import { damaged } from './error.ts';

/** Throws `WorkbookError` at what is neither. `last` ends the part. */
export type Decode = (piece: Buffer, last: boolean) => string;

/** By the first bytes. */
export function decoderOf(piece: Buffer): Decode {
  const encoding = encodingOf(piece);
  const decoder = new TextDecoder(encoding, { fatal: true });
  // Most of a sheet is ASCII; the decoder is asked only where it is not, or has half a character left.
  let clean = encoding === 'utf-8';
  return (bytes, last) => {
    if (clean && isAscii(bytes)) return bytes.toString('latin1');
    try {
      const text = decoder.decode(bytes, { stream: !last });
      clean = encoding === 'utf-8' && (bytes.at(-1) ?? 0) < 0x80;
      return text;
    } catch {
      throw damaged('neither UTF-8 nor UTF-16');
    }
  };
}

/** UTF-16 has its mark, or shows as every other byte of `<?` being zero. */
function encodingOf([first, second]: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((first === 0xff && second === 0xfe) || second === 0) return 'utf-16le';
  return (first === 0xfe && second === 0xff) || first === 0 ? 'utf-16be' : 'utf-8';
}
