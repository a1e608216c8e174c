/** Whether a record that a page or a file carries is the signed one of that institution, in its place under the newest root. */
import { type Bytes, fromBase64Url } from '../../core/domain/bytes.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import type { PageLang } from '../../core/snapshot/page-path.ts';
import type { PageProof } from '../../core/snapshot/page-proof.ts';
import { type InstitutionRecord, recordBytes, recordText } from '../../core/snapshot/record.ts';
import { verifyRecord } from '../../core/trust/record-proof.ts';
import { type Difference, factDifferences, factsOf } from './differences.ts';
import type { ReadRelease } from './read-release.ts';

/** What is wrong with a page or its file for programs, and where it can be told, in which facts. */
export interface PageFault {
  readonly detail: string;
  readonly differences?: readonly Difference[];
}

/** What a page or a file says for itself. Nothing of it is verified, nor its shape. */
export type Carried = Pick<PageProof, 'record' | 'index' | 'path' | 'release' | 'directory'> & {
  /** SHA-256 of the first root file, hex. */
  readonly fingerprint: string;
};

/** A record of the release, with what was worked out of all of them. */
export interface PlacedRecord {
  readonly record: InstitutionRecord;
  readonly index: number;
  /** Audit path under the newest root, base64url; null where the records do not give that root. */
  readonly path: readonly string[] | null;
}

/** @param day for which the facts are told, in `lang`. @throws whatever a carried value without its shape throws */
export async function recordFault(
  carried: Carried,
  { record, index, path }: PlacedRecord,
  release: ReadRelease,
  lang: PageLang,
  day: IsoDate,
): Promise<PageFault | null> {
  const differing = () => otherFacts(carried.record, record, lang, day);
  if (carried.record.code !== record.code) return { detail: 'another record', differences: differing() };
  if (carried.fingerprint !== release.fingerprint) return { detail: 'another pin' };
  const same = recordText(carried.record) === recordText(record);
  // The path that the signed records give needs no hash to be believed.
  if (same && isInPlace(carried, index, path, release)) return null;
  const verdict = await verdictOf(carried, release);
  if (verdict === null) return { detail: 'proof unreadable' };
  if (verdict === 'superseded') return { detail: verdict, differences: differing() };
  if (!same) return { detail: verdict === 'unknown-release' ? verdict : 'another record', differences: differing() };
  if (verdict !== 'current') return { detail: verdict };
  if (carried.directory !== release.directory) return { detail: 'another directory' };
  return isNewest(carried, release) ? null : { detail: 'another release' };
}

/** Facts of both records that differ; of another institution only which one it is. */
function otherFacts(
  shown: InstitutionRecord,
  signed: InstitutionRecord,
  lang: PageLang,
  day: IsoDate,
): readonly Difference[] {
  try {
    const differences = factDifferences(factsOf(shown, [], day, lang), factsOf(signed, [], day, lang));
    const other = shown.code !== signed.code;
    return other ? differences.filter(({ fact }) => fact === 'code' || fact === 'name') : differences;
  } catch {
    return []; // not even the shape of a record
  }
}

function isInPlace(carried: Carried, index: number, path: readonly string[] | null, release: ReadRelease): boolean {
  if (path === null || carried.index !== index || carried.directory !== release.directory) return false;
  if (!Array.isArray(carried.path)) return false;
  const same = carried.path.length === path.length && path.every((hash, at) => hash === carried.path[at]);
  return same && isNewest(carried, release);
}

/** What it says of its release is what is signed of the newest. */
function isNewest(carried: Carried, { releases }: ReadRelease): boolean {
  const newest = releases.at(-1);
  const { version, time, count, root } = carried.release;
  return version === newest?.version && time === newest.time && count === newest.count && root === newest.root;
}

/** The claim as it is carried, hash by hash; null where its path cannot be read. */
export async function verdictOf(carried: Carried, { releases }: Pick<ReadRelease, 'releases'>) {
  const path = Array.isArray(carried.path) ? carried.path.map(hashIn) : [null];
  if (path.includes(null)) return null;
  return verifyRecord(
    {
      record: recordBytes(carried.record),
      index: carried.index,
      count: carried.release.count,
      proof: path.filter((hash) => hash !== null),
      release: carried.release.version,
    },
    releases,
  );
}

function hashIn(text: unknown): Bytes | null {
  return typeof text === 'string' ? fromBase64Url(text) : null;
}
