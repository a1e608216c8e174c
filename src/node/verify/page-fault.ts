/** Whether a page's data block is the published record, with openings of its own, and the page shows just that. */
import { chinaDay, type IsoDate } from '../../core/domain/iso-date.ts';
import { type Opening, openingsMatch } from '../../core/snapshot/opening.ts';
import type { PageLang } from '../../core/snapshot/page-path.ts';
import type { PageProof } from '../../core/snapshot/page-proof.ts';
import { isInTerm } from '../../core/snapshot/public-now.ts';
import { type Difference, factsOf, markDifferences } from './differences.ts';
import { firstDifference } from './first-difference.ts';
import { hasEnded, PAST } from './lapsed.ts';
import { dayOfPage, proofOfPage, whyNoProof } from './page-block.ts';
import { marksOfPage } from './page-marks.ts';
import type { ReadRelease } from './read-release.ts';
import { type PageFault, type PlacedRecord, recordFault } from './record-fault.ts';

/**
 * Whether a page is, byte for byte, what this program writes; `unknown` where another one wrote it; where it differs, what should
 * have been written.
 */
export type Look = 'same' | 'unknown' | { readonly written: string };

export type PageLooks = (html: string, proof: PageProof, lang: PageLang, release: ReadRelease, now: Date) => Look;

export interface PageContext {
  readonly release: ReadRelease;
  readonly now: Date;
  readonly looks: PageLooks | null;
}

export interface PageVerdict {
  readonly fault: PageFault | null;
  /** `whole`: byte for byte what this program writes; `facts`: another one wrote it, and its facts are those signed. */
  readonly agrees: 'whole' | 'facts' | null;
}

/** Everything that can be told of a page beside its signed record. */
export async function verifyPage(
  html: string,
  placed: PlacedRecord,
  lang: PageLang,
  { release, now, looks }: PageContext,
): Promise<PageVerdict> {
  const proof = proofOfPage(html);
  if (proof === null) return { fault: { detail: whyNoProof(html) }, agrees: null };
  const day = chinaDay(now);
  // Whatever JSON stands in the block: what has not the shape of a proof throws on the way.
  const fault = await blockFault(html, proof, placed, lang, release, day).catch(() => ({ detail: 'proof unreadable' }));
  if (fault !== null) return { fault, agrees: null };
  const look = looks?.(html, proof, lang, release, now) ?? 'unknown';
  if (look === 'same') return { fault: null, agrees: 'whole' };
  const facts = shownOtherwise(html, proof, lang, day);
  if (look === 'unknown') {
    if (facts?.length === 0) return { fault: null, agrees: 'facts' };
    return { fault: { detail: 'shows something else', ...(facts && { differences: facts }) }, agrees: null };
  }
  const differences = facts?.length ? facts : [firstDifference(html, look.written)];
  return { fault: { detail: 'differs from its own data, rendered again', differences }, agrees: null };
}

/** Facts in the page that are not those of its own data; null where the page cannot be read as one of ours. */
export function shownOtherwise(
  html: string,
  proof: PageProof,
  lang: PageLang,
  today: IsoDate,
): readonly Difference[] | null {
  const marks = marksOfPage(html);
  return marks && markDifferences(marks, factsOf(proof.record, proof.openings, dayOfPage(html) ?? today, lang));
}

async function blockFault(
  html: string,
  proof: PageProof,
  placed: PlacedRecord,
  lang: PageLang,
  release: ReadRelease,
  day: IsoDate,
): Promise<PageFault | null> {
  const { record } = placed;
  const rendered = dayOfPage(html);
  const carried = { ...proof, fingerprint: proof.pin.rootSha256 };
  const said = await recordFault(carried, placed, release, lang, rendered ?? day);
  if (said !== null) return said;
  const dayFault = faultOfDay(rendered, proof.release.time, day);
  if (dayFault !== null) return { detail: dayFault };
  if (!(await openingsMatch(record.sealed, proof.openings))) return { detail: 'opening without commitment' };
  if (proof.openings.some(({ body }) => hasEnded(body, day))) return { detail: PAST };
  const left = leftOut(proof, release.openings.get(record.code) ?? [], day);
  return left ? { detail: 'a penalty in its term is left out' } : null;
}

/** What is odd about the day on which a page says it was rendered. A phone calls a page without one, or of one to come, false. */
export function faultOfDay(rendered: IsoDate | null, published: string, today: IsoDate): string | null {
  if (rendered === null) return 'no day of rendering';
  if (rendered > today) return 'rendered on a day to come';
  return rendered < chinaDay(new Date(published)) ? 'rendered before it was published' : null;
}

/** Whether a signed opening whose term still runs is not on the page: commitments alone cannot tell. */
export function leftOut(proof: Pick<PageProof, 'openings'>, signed: readonly Opening[], day: IsoDate): boolean {
  const shown = new Set(proof.openings.map(({ salt }) => salt));
  return signed.some(({ salt, body }) => isInTerm(body, day) && !shown.has(salt));
}
