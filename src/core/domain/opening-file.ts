/** Names of the signed files whose content must leave on a day known beforehand. */
import { type IsoDate, parseIsoDate } from './iso-date.ts';

/** One file a last day: on the day after, the file is deleted, and nothing has to be signed for it. */
export function openingFile(lastDay: IsoDate): string {
  return `penalties-${lastDay}.bin`;
}

/** Its last day, told by the signed path; null for any other file. */
export function lastDayOf(path: string): IsoDate | null {
  const day = /(?:^|\/)penalties-([\d-]{10})\.bin$/.exec(path)?.[1];
  return day === undefined ? null : parseIsoDate(day);
}

/** Whether the file has rightly left by that day: without it nothing is missing. */
export function hasLeft(path: string, today: IsoDate): boolean {
  const last = lastDayOf(path);
  return last !== null && last < today;
}

/** Whether the file holds openings: those of one last day, or of all as releases before the split have it. */
export function isOpeningFile(path: string): boolean {
  return lastDayOf(path) !== null || /(?:^|\/)penalties\.bin$/.test(path);
}

/** Whether the file is one of those that hold the staff lists, encrypted for inspectors. */
export function isStaffFile(path: string): boolean {
  return /(?:^|\/)staff(?:-\d+)?\.bin$/.test(path);
}
