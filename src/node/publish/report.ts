/** What a publication says of itself to the clerk, as data: its review, and what was written. */
import type { PageProof } from '../../core/snapshot/page-proof.ts';
import type { Changed } from './changed.ts';
import type { Edition } from './edition.ts';
import type { Publishable } from './records.ts';
import type { Review } from './review/review.ts';
import type { Written } from './site.ts';

export interface PublishReport extends Review {
  /** Number of the publication. */
  readonly version: number;
  readonly time: string;
  readonly unchanged: boolean;
  /** What is another than in the last publication; null for the first. */
  readonly changed: readonly Changed[] | null;
  /** SHA-256 of the first root file: what is printed in the official notice. */
  readonly fingerprint: string;
  readonly files: number;
  readonly bytes: number;
  /** Codes in the order of the records, for a first look. */
  readonly codes: readonly string[];
}

export function reportOf(parts: {
  readonly review: Review;
  readonly made: readonly Publishable[];
  readonly edition: Edition;
  readonly changed: readonly Changed[] | null;
  readonly written: Written;
  readonly pin: PageProof['pin'];
}): PublishReport {
  const { review, made, edition } = parts;
  return {
    ...review,
    version: edition.release.version,
    time: edition.release.time,
    unchanged: edition.unchanged,
    changed: parts.changed,
    fingerprint: parts.pin.rootSha256,
    ...parts.written,
    codes: made.map(({ record }) => record.code),
  };
}
