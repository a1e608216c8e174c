/** Where bytes come from. Nothing a fetcher answers is believed: everything is verified after it. */
import type { Bytes } from '../domain/bytes.ts';
import { TrustError } from './problem.ts';

export interface Fetcher {
  /**
   * One file of the repository, at most `limit` bytes.
   * @param path relative to the repository root `/d/`: `metadata/timestamp.json`, `targets/<dir>/<sha256>.<name>`. The name of a
   * delegated role is quoted as in a URL (`metadata/1.%2Fodd.json`); no other path holds `%`.
   * @returns null when it is not there: 404, 403, a web page where data is expected
   * @throws TrustError `network` when it cannot be known, `too-large` when there are more bytes than `limit`
   */
  fetch(path: string, limit: number): Promise<Bytes | null>;
  /** The `Date` our own origin last said, if any. It may raise suspicion of the device's clock, never trust. */
  readonly serverDate?: () => Date | null;
}

/** Asks a fetcher; any failure that is not a refusal of its own is a network failure. */
export async function ask(fetcher: Fetcher, path: string, limit: number): Promise<Bytes | null> {
  let bytes: Bytes | null;
  try {
    bytes = await fetcher.fetch(path, limit);
  } catch (error) {
    throw error instanceof TrustError ? error : new TrustError('network');
  }
  // A fetcher that forgets its limit must not turn an endless stream into a parsed file.
  if (bytes !== null && bytes.length > limit) throw new TrustError('too-large');
  return bytes;
}
