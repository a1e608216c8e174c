/** What every sheet is given, and the few texts derived from it. */
import type { Bureau } from '../../../core/domain/bureau.ts';
import { chinaDay, type IsoDate } from '../../../core/domain/iso-date.ts';
import type { RulebookTerms } from '../../../core/domain/terms.ts';
import type { StaffOpening } from '../../../core/snapshot/opening.ts';
import type { PublicView } from '../../../core/snapshot/public-now.ts';
import { dayText, words } from '../../../core/words/index.ts';
import { sheetWords } from '../../../core/words/sheet.ts';
import { subjectOf } from '../subject.ts';

export interface SheetProps {
  readonly view: PublicView;
  readonly terms: RulebookTerms;
  readonly bureau: Bureau;
  /** `time` in ISO 8601. */
  readonly release: { readonly version: number; readonly time: string };
  /** Of the first root file, hex: `verify` starts from it, so people can compare it with the printed beginning. */
  readonly fingerprint: string;
  readonly printedOn: IsoDate;
  /** Printed by the institution itself: marked 临时张贴. The bureau's own batch is not. */
  readonly temporary: boolean;
  /** The list of names; null where only counts are at hand (the app). */
  readonly staff: StaffOpening | null;
  /** The printed claim, 160 digits; only on boards that the bureau prints. */
  readonly claim?: string;
}

/** Boards are put up under Chinese policies: they are Chinese, in whatever language the app is read. */
export const W = words.zh;
export const P = sheetWords.zh;

/** Whether the board has a part for doctors and nurses: medical institutions alone. */
export function hasStaff(sheet: Pick<SheetProps, 'terms' | 'view'>): boolean {
  return !subjectOf(sheet)?.own;
}

/** What a scan is good for: a register gives no grades. */
export function howOf({ terms }: Pick<SheetProps, 'terms'>): string {
  return terms.register === null ? W.print.how : P.howRegister;
}

export function day(date: IsoDate): string {
  return dayText(date, 'zh');
}

/** The day of publication in China. */
export function publishedDay(release: SheetProps['release']): IsoDate {
  return chinaDay(new Date(release.time));
}

/** What people type: without `https://`, which browsers add; plain http is kept, they would not guess it. */
export function typedHost(site: string): string {
  return site.replace(/^https:\/\//, '');
}

/** The first 16 hex digits in groups of four, as printed and compared by eye. */
export function shortFingerprint(hex: string): string {
  return (
    hex
      .slice(0, 16)
      .toUpperCase()
      .match(/.{1,4}/g) ?? []
  ).join(' ');
}
