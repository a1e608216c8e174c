/** What this device knows of the shown release, as the institution page puts it into words. */
import { chinaDay, type IsoDate } from '../../../core/domain/iso-date.ts';
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

/** The day by which validity and publication terms are judged: never earlier than what was verified. */
export function dayOfRelease(state: SyncState, device: Date): IsoDate {
  const known = state.shown?.release.trusted.now ?? device;
  return chinaDay(known > device ? known : device);
}
