/** Files already in hand – the store's, a bundle's – read through the same door as a server's. */
import { utf8 } from '../domain/bytes.ts';
import type { Fetcher } from './fetcher.ts';

export interface Held {
  /** Root files from version 1 on. */
  readonly roots: readonly string[];
  readonly timestamp: string;
  readonly snapshot: string;
  readonly targets: string;
}

/** Files of the four roles at the top. */
export const METADATA = /^metadata\/(?:(\d+)\.)?(root|timestamp|snapshot|targets)\.json$/;
/** `targets/<dir>/<sha256>.<name>` */
const TARGET = /^targets\/((?:.*\/)?)[0-9a-f]{64}\.([^/]+)$/;

/**
 * A fetcher over held texts. Any version of snapshot or targets answers with the one that is held: whether it is the
 * right one is for the verifier to say.
 */
export function memoryFetcher(held: Held, files?: ReadonlyMap<string, string>): Fetcher {
  const textOf = (path: string): string | undefined => {
    const [, version, role] = METADATA.exec(path) ?? [];
    if (role === 'root') return held.roots[Number(version) - 1];
    if (role === 'timestamp' || role === 'snapshot' || role === 'targets') return held[role];
    const [whole, directory, name] = TARGET.exec(path) ?? [];
    return whole === undefined ? undefined : files?.get(`${directory}${name}`);
  };
  return {
    fetch: (path) => {
      const text = textOf(path);
      // A store edited by hand may hold anything under its names.
      return Promise.resolve(typeof text === 'string' ? utf8(text) : null);
    },
  };
}
