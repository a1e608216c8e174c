/** The bytes of a file that a search found: step 5.7 of the specification. */
import type { Bytes } from '../../domain/bytes.ts';
import { ask, type Fetcher } from '../fetcher.ts';
import { TrustError } from '../problem.ts';
import { targetFile } from '../trusted.ts';
import { hashedAs, type TargetEntry } from './target-entry.ts';

/**
 * @param consistent whether files carry a hash in their names
 * @throws TrustError `missing`, `network`, `too-large`, `hash`
 */
export async function fetchArtifact(
  path: string,
  entry: TargetEntry,
  consistent: boolean,
  fetcher: Fetcher,
): Promise<Bytes> {
  const bytes = await ask(fetcher, consistent ? targetFile(path, entry.nameHash) : `targets/${path}`, entry.length);
  if (bytes === null) throw new TrustError('missing');
  if (!(await isArtifact(entry, bytes))) throw new TrustError('hash');
  return bytes;
}

/** Whether bytes are that file: fetched just now, or kept from an earlier day. */
export async function isArtifact(entry: TargetEntry, bytes: Bytes): Promise<boolean> {
  return bytes.length === entry.length && (await hashedAs(entry.hashes, bytes));
}
