/** Where the verifier's files come from on a desk or a server. */
import { createReadStream } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type Bytes, concat } from '../../core/domain/bytes.ts';
import type { Fetcher } from '../../core/trust/fetcher.ts';
import { type HttpGet, httpFetcher as httpFetcherOver } from '../../core/trust/http.ts';
import { TrustError } from '../../core/trust/problem.ts';

const TIMEOUT_MS = 30_000;

/** Files under `directory` (a repository root `d/`). Links and names that lead out of it are not there. */
export function directoryFetcher(directory: string): Fetcher {
  return {
    async fetch(path, limit) {
      try {
        const root = await realpath(directory);
        const file = await realpath(join(root, path));
        return file.startsWith(root + sep) ? await readFileAtMost(file, limit) : null;
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

async function readFileAtMost(file: string, limit: number): Promise<Bytes> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of createReadStream(file)) {
    if (!(part instanceof Uint8Array)) continue;
    length += part.length;
    if (length > limit) throw new TrustError('too-large');
    parts.push(part);
  }
  return concat(...parts);
}

function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  // EISDIR: a folder of that name; ERR_INVALID_ARG_VALUE: NUL in a name.
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ERR_INVALID_ARG_VALUE';
}
