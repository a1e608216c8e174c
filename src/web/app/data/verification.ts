/** What this device knows of the shown release, as the institution page puts it into words. */
import { chinaDay, type IsoDate } from '../../../core/domain/iso-date.ts';
import type { Opening } from '../../../core/snapshot/opening.ts';
import { isInTerm, type PublicView, publicNow } from '../../../core/snapshot/public-now.ts';
import type { InstitutionRecord } from '../../../core/snapshot/record.ts';
import { type Checked, type Standing, verificationOf as verificationBy } from '../../page/verification.ts';
import type { SyncState } from './controller.ts';

/** Null while nothing is shown. By the rule of the static page. `device` is the device's own clock. */
export function verificationOf(state: SyncState, device: Date): Checked | null {
  const { shown, offered } = state;
  if (shown === null) return null;
  const standing = standingOf(state);
  if (standing === null) return { kind: 'checking' };
  const published = shown.data.release.time;
  return verificationBy(standing, shown.release.trusted, published, (offered ?? shown).data.release.time, device);
}

/** Whether the origin just confirmed what is shown: of a code that it has not, nobody has it. */
export function isConfirmed(state: SyncState): boolean {
  return state.offered === null && standingOf(state) === 'current';
}

/** How the last check ended; null while the first one of this visit goes on. */
function standingOf({ shown, trouble, checkedAt, phase }: SyncState): Standing | null {
  if (checkedAt === null && trouble === null && phase.kind !== 'idle') return null;
  if (checkedAt === null || trouble !== null) return 'kept';
  return shown?.release.expired.length === 0 ? 'current' : 'aged';
}

/** The day by which publication terms are judged: never earlier than what was verified. */
export function dayOfRelease(state: SyncState, device: Date): IsoDate {
  const known = state.shown?.release.trusted.now ?? device;
  return chinaDay(known > device ? known : device);
}

/** The day by which validity is judged: a clock in doubt ends no grade, the publisher's last confirmation is then the day. */
export function dayOfValidity(state: SyncState, device: Date): IsoDate {
  const trusted = state.shown?.release.trusted;
  if (!trusted?.clockSuspect || trusted.confirmedAt === '') return dayOfRelease(state, device);
  return chinaDay(new Date(trusted.confirmedAt));
}

/** What may be shown of an institution. What must leave leaves by any clock; what is in force is not over by a wrong one. */
export function viewOfRelease(
  record: InstitutionRecord,
  openings: readonly Opening[],
  state: SyncState,
  device: Date,
): PublicView {
  const day = dayOfRelease(state, device);
  const left = openings.filter(({ body }) => isInTerm(body, day));
  return publicNow(record, left, dayOfValidity(state, device));
}
