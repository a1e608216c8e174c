/** What the verification line says after a check: decided once, for the app's component and for the page's script. */
import { chinaDay, daysBetween, type IsoDate } from '../../core/domain/iso-date.ts';
import type { VerifyWords } from '../../core/words/verify.ts';
import type { Verification } from './types.ts';

/** Look of the line; the words carry the meaning alone. `over`: the grade no longer counts. */
type VerificationTone = 'plain' | 'good' | 'aged' | 'over' | 'bad';

export interface VerificationText {
  readonly tone: VerificationTone;
  /** The first says it; the others say more. */
  readonly lines: readonly string[];
}

interface VerificationContext {
  readonly words: VerifyWords;
  readonly day: (day: IsoDate) => string;
  /** Short name of the bureau. */
  readonly bureau: string;
  readonly phone: string;
  /** What stands in the grade's place: of a genuine page it may be that its grade is over. */
  readonly state: string | undefined;
}

/** Everything but the words that the page comes with (`unchecked`, `insecure`). */
export type Checked = Exclude<Verification, { kind: 'unchecked' | 'insecure' }>;

export function verificationText(known: Checked, context: VerificationContext): VerificationText {
  const { words, day, bureau, phone, state } = context;
  if (known.kind === 'checking') return { tone: 'plain', lines: [words.checking] };
  if (known.kind === 'bad') return { tone: 'bad', lines: [words.bad, words.badWhy, words.badDo({ phone })] };
  const confirmed = day(known.kind === 'aged' ? known.asOf : known.confirmed);
  const dates = words.okDates({ published: day(known.published), confirmed });
  const over = state === 'lapsed' ? words.lapsed : state === 'withdrawn' ? words.withdrawn : null;
  if (known.kind === 'ok') return { tone: over ? 'over' : 'good', lines: [over ?? words.ok({ bureau }), dates] };
  if (known.kind === 'clock') {
    return { tone: 'aged', lines: [over ?? words.ok({ bureau }), dates, words.clock({ date: day(known.deviceDay) })] };
  }
  const { cause } = known;
  const aged = words.aged({ date: confirmed });
  const advice =
    cause.kind === 'bureau'
      ? words.agedBureau({ n: cause.days, phone })
      : cause.kind === 'offline'
        ? words.agedDo
        : words.agedNewer({ date: day(cause.newer) });
  return { tone: 'aged', lines: over ? [over, aged, advice] : [aged, dates, advice] };
}

/** How the check of genuine data ended; `kept`: no answer that can be believed, only what this device verified before. */
export type Standing = 'current' | 'aged' | 'kept';

/**
 * What may be said of genuine data, on the page as in the app: only what the origin confirmed in this very check is
 * current, all else is dated.
 * @param time when the release that is shown was published, `newest` when the newest one was; ISO 8601
 * @param device what this device takes for now
 */
export function verificationOf(
  standing: Standing,
  trusted: { readonly confirmedAt: string; readonly now: Date; readonly clockSuspect: boolean },
  time: string,
  newest: string,
  device: Date,
): Checked {
  const published = dayOf(time);
  const confirmed = dayOf(trusted.confirmedAt);
  // A wrong clock decides nothing about expiry (words, verify.clock).
  if (trusted.clockSuspect) return { kind: 'clock', deviceDay: chinaDay(device), published, confirmed };
  const aged = (cause: Aged['cause'], asOf: IsoDate): Aged => ({ kind: 'aged', asOf, published, cause });
  if (time !== newest) return aged({ kind: 'superseded', newer: dayOf(newest) }, published);
  if (standing === 'kept') return aged({ kind: 'offline' }, confirmed);
  const days = daysBetween(confirmed, chinaDay(trusted.now));
  if (standing === 'aged') return aged({ kind: 'bureau', days }, confirmed);
  return { kind: 'ok', published, confirmed };
}

type Aged = Extract<Checked, { kind: 'aged' }>;

function dayOf(instant: string): IsoDate {
  return chinaDay(new Date(instant));
}
