/** One saved page or record: alone as far as it proves itself, beside a site whether that site's publisher signed it. */
import { chinaDay } from '../../core/domain/iso-date.ts';
import { openingsMatch } from '../../core/snapshot/opening.ts';
import { publicNow } from '../../core/snapshot/public-now.ts';
import { recordText } from '../../core/snapshot/record.ts';
import type { Release } from '../../core/trust/releases.ts';
import type { Difference } from './differences.ts';
import { isWordedByRulebook } from './grade-words.ts';
import { hasEnded, PAST } from './lapsed.ts';
import { openDataFault } from './open-data.ts';
import { dayOfPage, proofOfPage } from './page-block.ts';
import { type PageLooks, shownOtherwise, verifyPage } from './page-fault.ts';
import type { ReadRelease } from './read-release.ts';
import { type PageFault, verdictOf } from './record-fault.ts';
import type { SavedFile } from './saved-file.ts';
import { supersededFault } from './superseded.ts';

/**
 * current: signed, and of the newest publication, byte for byte · facts: the facts that a page marks are signed, and nothing else
 * on it was compared · superseded: its record was signed, in an earlier publication · unsigned: it agrees with itself, and nothing
 * at hand says who signed it · not-genuine.
 */
export type SavedVerdict = 'current' | 'facts' | 'superseded' | 'unsigned' | 'not-genuine';

export interface SavedVerification {
  readonly verdict: SavedVerdict;
  readonly fault: PageFault | null;
  /** It holds a penalty whose term has ended since it was saved. */
  readonly lapsed: boolean;
}

/** Without a release: the record under the root that the file itself names, its openings, and what the page shows of them. */
export async function verifyAlone(saved: SavedFile, now: Date): Promise<SavedVerification> {
  const fault = await ownFault(saved, now).catch(() => ({ detail: 'proof unreadable' }));
  return { verdict: fault === null ? 'unsigned' : 'not-genuine', fault, lapsed: hasLapsed(saved, now) };
}

/** Beside the verified release of a site. `looks`: how this program writes pages; without it no page is wholly compared. */
export async function verifySaved(
  saved: SavedFile,
  release: ReadRelease,
  now: Date,
  looks: PageLooks | null,
): Promise<SavedVerification> {
  const own = await verifyAlone(saved, now);
  const fault = await signedFault(saved, release, now).catch((): PageFault => ({ detail: 'proof unreadable' }));
  // Beside what is signed it can be told what was altered.
  if (own.fault !== null) return { ...own, fault: fault?.differences ? fault : own.fault };
  // What has lapsed since may stand in a copy that somebody saved; only sites must take it down.
  if (fault === null || fault.detail === PAST) {
    return { ...own, verdict: isCompared(saved, release, now, looks) ? 'current' : 'facts' };
  }
  if (fault.detail === 'superseded') {
    const older = supersededFault(saved, release, now);
    return { ...own, verdict: older === null ? 'superseded' : 'not-genuine', fault: older ?? fault };
  }
  return { ...own, verdict: 'not-genuine', fault };
}

/** A record file was: `openDataFault`. What a browser saved after the page's script ran never is. */
function isCompared(
  { kind, text, lang }: SavedFile,
  release: ReadRelease,
  now: Date,
  looks: PageLooks | null,
): boolean {
  if (kind === 'record') return true;
  const proof = proofOfPage(text);
  return proof !== null && looks?.(text, proof, lang, release, now) === 'same';
}

async function signedFault(saved: SavedFile, release: ReadRelease, now: Date): Promise<PageFault | null> {
  const { carried, kind, text, lang } = saved;
  const index = release.records.findIndex(({ code }) => code === carried.record.code);
  const record = release.records[index];
  // It has left the list: what was published of it before may be signed all the same.
  if (record === undefined) return goneFault(saved, release);
  const placed = { record, index, path: null };
  if (!isWordedByRulebook(record, release.terms)) return { detail: 'words of grade' };
  if (kind === 'record') return openDataFault(text, placed, release, chinaDay(now));
  const { fault } = await verifyPage(text, placed, lang, { release, now, looks: null });
  // What the page shows was looked at already, with what its own script may have taken down since.
  return fault?.detail === 'shows something else' ? null : fault;
}

async function goneFault({ carried }: SavedFile, release: ReadRelease): Promise<PageFault> {
  if (carried.fingerprint !== release.fingerprint) return { detail: 'another pin' };
  const verdict = await verdictOf(carried, release);
  return { detail: verdict === 'current' || verdict === null ? 'not-under-root' : verdict };
}

async function ownFault(saved: SavedFile, now: Date): Promise<PageFault | null> {
  const { carried, openings, text, kind } = saved;
  const { version, time, count, root } = carried.release;
  const named: Release = { version, time, count, root, year: carried.record.year, stage: 'final' };
  const verdict = await verdictOf(carried, { releases: [named] });
  if (verdict !== 'current') return { detail: verdict ?? 'proof unreadable' };
  if (!(await openingsMatch(carried.record.sealed, openings))) return { detail: 'opening without commitment' };
  if (kind === 'page') return shownFault(saved, now);
  const { text: said } = JSON.parse(text) as { text?: unknown };
  return said === recordText(carried.record) ? null : { detail: 'differs from what is signed' };
}

/** Facts that the page shows otherwise than its own data, but for those that its script takes down when their day is over. */
function shownFault({ text, lang, carried, openings }: SavedFile, now: Date): PageFault | null {
  const proof = proofOfPage(text);
  const today = chinaDay(now);
  if (dayOfPage(text) === null) return { detail: 'no day of rendering' };
  const differences = proof && shownOtherwise(text, proof, lang, today);
  if (differences === null) return { detail: 'shows something else' };
  const later = publicNow(carried.record, openings, today);
  const taken = ({ fact, shown }: Difference) => {
    if (fact === 'count') return Number(shown) >= later.penalties.length && Number(shown) < openings.length;
    if (shown !== null) return false;
    const nth = /^penalties\.(\d+)\./.exec(fact)?.[1];
    if (nth === undefined) return fact.startsWith('state.') && later.state.kind === 'lapsed';
    const before = publicNow(carried.record, openings, dayOfPage(text) ?? today).penalties[Number(nth)];
    return before !== undefined && hasEnded(before, today);
  };
  const altered = differences.filter((difference) => !taken(difference));
  return altered.length === 0 ? null : { detail: 'shows something else', differences: altered };
}

function hasLapsed({ openings }: SavedFile, now: Date): boolean {
  const today = chinaDay(now);
  return openings.some(({ body }) => body && hasEnded(body, today));
}
