/** What this device knows of the shown release, as the institution page puts it into words. */
import { chinaDay, daysBetween, type IsoDate } from '../../../core/domain/iso-date.ts';
import type { Checked } from '../../page/verification.ts';
import type { SyncState } from './controller.ts';

/** Null while nothing is shown. `device` is the device's own clock. */
export function verificationOf(state: SyncState, device: Date): Checked | null {
  const { shown, offered } = state;
  if (shown === null) return null;
  const { trusted, expired } = shown.release;
  const published = dayOf(trusted.publishedAt);
  const confirmed = dayOf(trusted.confirmedAt);
  // A wrong clock decides nothing about expiry (words, verify.clock).
  if (trusted.clockSuspect) return { kind: 'clock', deviceDay: chinaDay(device), published, confirmed };
  if (offered) {
    const newer = dayOf(offered.release.trusted.publishedAt);
    return { kind: 'aged', asOf: confirmed, published, cause: { kind: 'superseded', newer } };
  }
  if (expired.length === 0) return { kind: 'ok', published, confirmed };
  // Asked just now and still too old: the publisher's delay, not the reader's network.
  if (state.checkedAt !== null) {
    const days = Math.max(1, daysBetween(confirmed, chinaDay(trusted.now)));
    return { kind: 'aged', asOf: confirmed, published, cause: { kind: 'bureau', days } };
  }
  return { kind: 'aged', asOf: confirmed, published, cause: { kind: 'offline' } };
}

/** The day by which validity and publication terms are judged: never earlier than what was verified. */
export function dayOfRelease(state: SyncState, device: Date): IsoDate {
  const known = state.shown?.release.trusted.now ?? device;
  return chinaDay(known > device ? known : device);
}

function dayOf(instant: string): IsoDate {
  return chinaDay(new Date(instant));
}
