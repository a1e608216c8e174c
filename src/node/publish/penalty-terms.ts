/** How long a penalty may be shown, and which ones are shown at all. */
import type { Event, PenaltyEvent } from '../../core/domain/facts.ts';
import { type IsoDate, termEnd } from '../../core/domain/iso-date.ts';

/**
 * 《信用修复管理办法》（国家发展改革委令2025年第36号，2026年4月1日起施行） and 国办发〔2025〕22号, counted from the date of the decision: the
 * longest term of each class, which ends as every term does (GEN-8); GEN-9 tells it to readers. 轻微 is in principle not shown, and here never is. The bureau's legal
 * office confirms the table; other terms within the law are a matter of configuration.
 */
const MONTHS_SHOWN: Readonly<Record<'ordinary' | 'serious', number>> = { ordinary: 12, serious: 36 };

/** The last day on which the penalty may be shown; null when it is not shown: minor, or not yet classed. */
export function shownUntil(penalty: PenaltyEvent): IsoDate | null {
  const { seriousness } = penalty;
  if (seriousness === undefined || seriousness === 'minor') return null;
  return termEnd(penalty.on, MONTHS_SHOWN[seriousness]);
}

/** Numbers of the decisions whose consequences were repaired by that day. */
export function repairedBy(events: readonly Event[], day: IsoDate): ReadonlySet<string> {
  return new Set(events.flatMap((event) => (event.kind === 'creditRepair' && event.on <= day ? [event.repairs] : [])));
}

/**
 * Whether the penalty belongs in public files while its term runs: imposed on the institution in medical matters
 * (晋卫健规〔2024〕2号 第八条第1项; 舞卫健发〔2021〕89号 五(二)4), in force, documented, not repaired, of a class that is shown.
 */
export function isShowable(
  event: Event,
  repaired: ReadonlySet<string>,
): event is PenaltyEvent & { documentNo: string } {
  return (
    event.kind === 'penalty' &&
    event.against === 'institution' &&
    event.scope !== 'other' &&
    event.status === 'effective' &&
    event.documentNo !== undefined &&
    !repaired.has(event.documentNo) &&
    shownUntil(event) !== null
  );
}
