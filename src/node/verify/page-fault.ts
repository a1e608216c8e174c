/** Whether a page's data block is the published record, under the release's own pin and head. */
import { fromBase64Url } from '../../core/domain/bytes.ts';
import { chinaDay, type IsoDate } from '../../core/domain/iso-date.ts';
import { type Opening, openingsMatch } from '../../core/snapshot/opening.ts';
import type { PageProof } from '../../core/snapshot/page-proof.ts';
import { isInTerm } from '../../core/snapshot/public-now.ts';
import { type InstitutionRecord, recordBytes, recordText } from '../../core/snapshot/record.ts';
import { verifyRecord } from '../../core/trust/record-proof.ts';
import { hasEnded, PAST } from './lapsed.ts';
import { dayOfPage, proofOfPage } from './page-block.ts';
import type { ReadRelease } from './read-release.ts';

/** What is wrong with a page; null when its data block is the published record with openings of its own. */
export async function pageFault(
  html: string,
  record: InstitutionRecord,
  release: ReadRelease,
  day: IsoDate,
): Promise<string | null> {
  const proof = proofOfPage(html);
  if (proof === null) return 'no proof';
  if (recordText(proof.record) !== recordText(record)) return 'another record';
  const said = otherHead(proof, release);
  if (said !== null) return said;
  const path = proof.path.map(fromBase64Url);
  if (!Array.isArray(proof.path) || path.includes(null)) return 'proof unreadable';
  const verdict = await verifyRecord(
    {
      record: recordBytes(record),
      index: proof.index,
      count: proof.release.count,
      proof: path.filter((hash) => hash !== null),
      release: proof.release.version,
    },
    release.releases,
  );
  if (verdict !== 'current') return verdict;
  const dayFault = faultOfDay(dayOfPage(html), proof.release.time, day);
  if (dayFault !== null) return dayFault;
  if (!(await openingsMatch(record.sealed, proof.openings))) return 'opening without commitment';
  if (proof.openings.some(({ body }) => hasEnded(body, day))) return PAST;
  return leftOut(proof, release.openings.get(record.code) ?? [], day) ? 'a penalty in its term is left out' : null;
}

/** What the page says of its release and its pin, where it is not so. */
function otherHead(proof: PageProof, release: ReadRelease): string | null {
  const newest = release.releases.at(-1);
  const { version, time, count, root } = proof.release;
  if (proof.pin.rootSha256 !== release.fingerprint) return 'another pin';
  if (proof.directory !== release.directory) return 'another directory';
  const same = version === newest?.version && time === newest.time && count === newest.count && root === newest.root;
  return same ? null : 'another release';
}

/** What is odd about the day on which a page says it was rendered. A phone calls a page without one, or of one to come, false. */
function faultOfDay(rendered: IsoDate | null, published: string, today: IsoDate): string | null {
  if (rendered === null) return 'no day of rendering';
  if (rendered > today) return 'rendered on a day to come';
  return rendered < chinaDay(new Date(published)) ? 'rendered before it was published' : null;
}

/** Whether a signed opening whose term still runs is not on the page: commitments alone cannot tell. */
function leftOut(proof: PageProof, signed: readonly Opening[], day: IsoDate): boolean {
  const shown = new Set(proof.openings.map(({ salt }) => salt));
  return signed.some(({ salt, body }) => isInTerm(body, day) && !shown.has(salt));
}
