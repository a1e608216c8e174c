/** The bytes of a workbook by their place, so that a large file need not be in memory. */
import { type FileHandle, open } from 'node:fs/promises';

export interface Source {
  readonly size: number;
  /** The bytes from `at`; fewer than `length` only at the end of the file. */
  read(at: number, length: number): Promise<Uint8Array>;
}

export function bytesSource(bytes: Uint8Array): Source {
  return { size: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) };
}

/** Opens the file while `use` runs. Throws what the file system throws. */
export async function withFile<Value>(path: string, use: (source: Source) => Promise<Value>): Promise<Value> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    return await use({ size, read: (at, length) => readFully(file, at, Math.min(length, Math.max(0, size - at))) });
  } finally {
    await file.close();
  }
}

async function readFully(file: FileHandle, at: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, at + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}
