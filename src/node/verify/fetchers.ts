/** Where the verifier's files come from on a desk or a server. */
import { constants, open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Bytes } from '../../core/domain/bytes.ts';
import type { Fetcher } from '../../core/trust/fetcher.ts';
import { type HttpGet, httpFetcher as httpFetcherOver } from '../../core/trust/http.ts';
import { TrustError } from '../../core/trust/problem.ts';

const TIMEOUT_MS = 30_000;

/**
 * Files under `directory` (a repository root `d/`). Links and names that lead out of it are not there. Where the folder
 * is itself a link, it is followed at the first question: what is read then is one release, even while another is switched to.
 */
export function directoryFetcher(directory: string): Fetcher {
  let folder: string | null = null;
  return {
    async fetch(path, limit) {
      try {
        folder ??= await realpath(directory);
        const file = await realpath(join(folder, path));
        return file.startsWith(folder + sep) ? await readFileAtMost(file, limit) : null;
      } catch (error) {
        if (error instanceof TrustError) throw error;
        if (isAbsent(error)) return null;
        throw new TrustError('network');
      }
    },
  };
}

/** A repository root over HTTP, `https://host/d/`: no redirects, caps while streaming, half a minute a file. */
export function httpFetcher(baseUrl: string, get: typeof fetch = fetch): Fetcher {
  const timed: HttpGet = (url, init) => get(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  return httpFetcherOver(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`, timed);
}

async function readFileAtMost(path: string, limit: number): Promise<Bytes | null> {
  // A pipe would keep whoever opens it waiting for ever.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = await file.stat();
    if (!found.isFile()) return null;
    const { size } = found;
    if (size > limit) throw new TrustError('too-large');
    const bytes = new Uint8Array(size);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(bytes, length, size - length);
      length += bytesRead;
      if (bytesRead === 0 || length === size) return bytes.subarray(0, length);
    }
  } finally {
    await file.close();
  }
}

function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  // ENOTDIR: a file where a folder should be; ERR_INVALID_ARG_VALUE: NUL in a name.
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ERR_INVALID_ARG_VALUE';
}
