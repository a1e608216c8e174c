/** What a static page carries so that it proves itself: a data block in the HTML, read by the page's script and by `verify`. */
import type { Opening } from './opening.ts';
import type { InstitutionRecord } from './record.ts';

export const PAGE_PROOF_ID = 'proof';

export interface PageProof {
  readonly v: 1;
  /** What is hashed is its canonical spelling (`recordText`), however it is spelled here. */
  readonly record: InstitutionRecord;
  /** The leaf's place among `release.count` leaves. */
  readonly index: number;
  /** Audit path, base64url hashes from the leaf's sibling up (RFC 6962, 2.1.1). */
  readonly path: readonly string[];
  /** The release that the page belongs to; `root` in hex. */
  readonly release: { readonly version: number; readonly time: string; readonly count: number; readonly root: string };
  readonly openings: readonly Opening[];
  /** Directory of the signed targets: `<bureau>/<year>`. */
  readonly directory: string;
  readonly pin: { readonly rootSha256: string; readonly minimumVersion: number; readonly builtAt: string };
}
