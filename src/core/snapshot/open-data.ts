/** `/i/<code>.json`: what is public about one institution, with its proof, for other people's programs (README.md). */

import type { Bureau } from '../domain/bureau.ts';
import type { IsoDate } from '../domain/iso-date.ts';
import { siteUrl } from '../domain/site-address.ts';
import type { Text } from '../domain/terms.ts';
import { canonicalJson, type Json } from './canonical.ts';
import type { Opening } from './opening.ts';
import type { PageProof } from './page-proof.ts';
import { isInTerm } from './public-now.ts';
import { type InstitutionRecord, recordText } from './record.ts';

/** What is said of the file inside the file: programs pass such files on without the page they came from. */
export interface OpenDataNotes {
  readonly about: Text;
  readonly verify: Text;
}

export interface OpenData extends OpenDataNotes {
  readonly v: 1;
  /** Demo data: every name and number is invented. */
  readonly fictional: boolean;
  readonly record: InstitutionRecord;
  /** The record's exact text: its UTF-8 bytes are what is hashed. */
  readonly text: string;
  /** The leaf's place among `release.count` leaves. */
  readonly index: number;
  /** Audit path, base64url hashes from the leaf's sibling up (RFC 6962, 2.1.1). */
  readonly path: readonly string[];
  readonly release: PageProof['release'];
  /** Directory of the signed targets: `<bureau>/<year>`. */
  readonly directory: string;
  /** Of the first root file, hex: compare it with the printed one. */
  readonly fingerprint: string;
  /** Penalties, the reasons resting on them, and what a register lists, within their term. Never the staff list. */
  readonly openings: readonly Opening[];
  readonly links: Readonly<Record<'page' | 'metadata' | 'bundle', string>>;
}

export type OpenDataParts = Pick<
  OpenData,
  'record' | 'index' | 'path' | 'release' | 'directory' | 'fingerprint' | 'openings'
>;

/** Where it lies in the site. */
export function openDataPath(code: string): string {
  return `i/${code}.json`;
}

/** What the file may hold of an institution's openings on that day: names of staff stay on the page. */
export function publicOpenings(openings: readonly Opening[], day: IsoDate): Opening[] {
  return openings.filter(({ body }) => body.type !== 'staff' && isInTerm(body, day));
}

/** The file's exact text: canonical JSON, one line. */
export function openDataText(parts: OpenDataParts, bureau: Bureau, notes: OpenDataNotes): string {
  const page = siteUrl(bureau, `/i/${parts.record.code}`);
  const data: OpenData = {
    v: 1,
    ...notes,
    fictional: bureau.demo,
    ...parts,
    text: recordText(parts.record),
    links: {
      page,
      metadata: siteUrl(bureau, '/d/metadata/timestamp.json'),
      bundle: siteUrl(bureau, '/d/bundle.json'),
    },
  };
  return `${canonicalJson(data as unknown as Json)}\n`;
}
