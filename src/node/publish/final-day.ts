/** When the grades of a year came out. */
import { chinaDay, type IsoDate } from '../../core/domain/iso-date.ts';
import type { LogEntry } from '../../core/trust/log.ts';

/** The day on which a year's final grades came out first: validity counts from it, also after corrections. */
export function firstFinalDay(log: readonly LogEntry[], year: number): IsoDate | null {
  const entry = log.find((one) => one.year === year && one.stage === 'final');
  return entry ? chinaDay(new Date(entry.time)) : null;
}
