/** Gzip to text with a limit: a few kilobytes can claim to be gigabytes. */
import type { Bytes } from '../../../core/domain/bytes.ts';
import { fromUtf8 } from '../../../core/domain/bytes.ts';

/** Largest text of one data file; a file holds at most 1 MiB compressed, and tables shrink about eight times. */
export const INFLATED_LIMIT = 64 * 1024 * 1024;

export class InflateError extends Error {
  readonly code: 'too-large' | 'damaged';
  constructor(code: 'too-large' | 'damaged') {
    super(code);
    this.code = code;
  }
}

/** Inflates and decodes UTF-8. Throws InflateError. */
export async function inflateText(bytes: Bytes, limit = INFLATED_LIMIT): Promise<string> {
  const inflated = 'DecompressionStream' in globalThis ? await byStream(bytes, limit) : await byLibrary(bytes, limit);
  return fromUtf8(inflated);
}

async function byStream(bytes: Bytes, limit: number): Promise<Bytes> {
  const stream = new DecompressionStream('gzip');
  const writer = stream.writable.getWriter();
  // Their failures arrive at the reader; here they would only be unhandled.
  writer.write(bytes).catch(() => undefined);
  writer.close().catch(() => undefined);
  const reader = stream.readable.getReader();
  const collected = new Collector(limit);
  for (;;) {
    const step = await reader.read().catch(() => {
      throw new InflateError('damaged');
    });
    if (step.done) return collected.join();
    if (!collected.add(step.value)) {
      await reader.cancel().catch(() => undefined);
      throw new InflateError('too-large');
    }
  }
}

/** For browsers before DecompressionStream (Safari 16.3 and older), loaded only there. */
export async function byLibrary(bytes: Bytes, limit: number): Promise<Bytes> {
  const { Gunzip } = await import('fflate');
  const collected = new Collector(limit);
  let fits = true;
  let ended = false;
  try {
    const gunzip = new Gunzip((chunk, final) => {
      fits = fits && collected.add(chunk);
      ended = final;
    });
    // In slices, so that a bomb is noticed before it has gone off.
    for (let at = 0; at < bytes.length && fits; at += 16_384) {
      gunzip.push(bytes.subarray(at, at + 16_384), at + 16_384 >= bytes.length);
    }
  } catch {
    throw new InflateError('damaged');
  }
  if (!fits) throw new InflateError('too-large');
  if (!ended) throw new InflateError('damaged');
  return collected.join();
}

class Collector {
  private readonly chunks: Uint8Array[] = [];
  private readonly limit: number;
  private size = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** False when the limit is passed; nothing is kept then. */
  add(chunk: Uint8Array): boolean {
    if (this.size + chunk.length > this.limit) return false;
    this.size += chunk.length;
    this.chunks.push(chunk);
    return true;
  }

  join(): Bytes {
    const whole = new Uint8Array(this.size);
    let at = 0;
    for (const chunk of this.chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }
}
