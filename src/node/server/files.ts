/** Files of the current release: found safely, read once, compressed once, kept within a bound. */
import { createHash } from 'node:crypto';
import { open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { isCompressible } from './headers.ts';
import type { Encoding } from './negotiate.ts';

const brotli = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/** A file as it is sent. */
export interface Body {
  readonly bytes: Buffer;
  readonly etag: string;
  /** What was applied; `identity` when the type is not compressed or nothing was won. */
  readonly encoding: Encoding;
}

interface Held {
  readonly raw: Buffer;
  readonly digest: string;
  readonly encoded: Map<Encoding, Promise<Buffer>>;
  cost: number;
}

export interface SiteFiles {
  /** The first of these paths that is a regular file of the current release, as sent; null when there is none. */
  find(
    candidates: readonly string[],
    encoding: Encoding,
  ): Promise<{ readonly path: string; readonly body: Body } | null>;
}

/** Bytes up to which the best compression is worth its time. */
const BEST_UP_TO = 64 * 1024;
const CACHE_BYTES = 64 * 1024 * 1024;

/**
 * `siteDir` may be a link that publishing points elsewhere at any moment: it is resolved anew for every request, and a
 * path that leaves the resolved folder by a link inside it is not found.
 */
export function siteFiles(siteDir: string, cacheBytes = CACHE_BYTES): SiteFiles {
  const held = new Map<string, Held>();
  let total = 0;

  function trim(): void {
    for (const [key, entry] of held) {
      if (total <= cacheBytes) return;
      held.delete(key);
      total -= entry.cost;
    }
  }

  function charge(key: string, entry: Held, bytes: number): void {
    if (held.get(key) !== entry) return;
    entry.cost += bytes;
    total += bytes;
    trim();
  }

  async function load(file: string): Promise<{ key: string; entry: Held } | null> {
    const handle = await open(file, 'r').catch(() => null);
    if (handle === null) return null;
    try {
      const stat = await handle.stat({ bigint: true });
      if (!stat.isFile()) return null;
      // The inode tells two files apart that were switched within one tick of the clock.
      const key = `${file}\0${stat.ino}\0${stat.mtimeNs}\0${stat.size}`;
      const known = held.get(key);
      if (known) {
        held.delete(key);
        held.set(key, known);
        return { key, entry: known };
      }
      const raw = await handle.readFile();
      const digest = createHash('sha256').update(raw).digest('base64url').slice(0, 22);
      const entry: Held = { raw, digest, encoded: new Map(), cost: 0 };
      held.set(key, entry);
      charge(key, entry, raw.length);
      return { key, entry };
    } finally {
      await handle.close();
    }
  }

  async function encode(key: string, entry: Held, encoding: Encoding): Promise<Body> {
    const identity: Body = { bytes: entry.raw, etag: `"${entry.digest}"`, encoding: 'identity' };
    if (encoding === 'identity') return identity;
    let job = entry.encoded.get(encoding);
    if (!job) {
      job = compress(entry.raw, encoding);
      entry.encoded.set(encoding, job);
      charge(key, entry, (await job).length);
    }
    const bytes = await job;
    return bytes.length < entry.raw.length ? { bytes, etag: `"${entry.digest}-${encoding}"`, encoding } : identity;
  }

  return {
    async find(candidates, encoding) {
      const root = await realpath(siteDir).catch(() => null);
      if (root === null) return null;
      for (const path of candidates) {
        const file = await realpath(join(root, ...path.split('/'))).catch(() => null);
        if (file === null || !file.startsWith(root + sep)) continue;
        const loaded = await load(file);
        if (loaded === null) continue;
        return { path, body: await encode(loaded.key, loaded.entry, isCompressible(path) ? encoding : 'identity') };
      }
      return null;
    },
  };
}

async function compress(raw: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return gzipAsync(raw, { level: 6 });
  // A page and its script: 20 ms once, and 7 % fewer bytes on every slow phone. Of large files 9 is a fifteenth of the time.
  const quality = raw.length <= BEST_UP_TO ? 11 : 9;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length };
  return brotli(raw, { params });
}
