/**
 * GEN-2: one fact entered twice with different details counts once. Which of the two must not depend on their order,
 * and entering a fact again must never improve a grade: so the heavier one stays.
 */
import { compareDecimals, decimal } from '../domain/decimal.ts';
import type { Event } from '../domain/facts.ts';

/** Whether `a` weighs more than `b`; both of one kind, and both already counted. */
export function heavier(a: Event, b: Event): boolean {
  if (a.kind === 'safetyPoints' && b.kind === 'safetyPoints') {
    return compareDecimals(decimal(a.points), decimal(b.points)) > 0;
  }
  return weight(a) > weight(b);
}

function weight(event: Event): number {
  switch (event.kind) {
    case 'penalty':
      return event.scope === 'health' ? 2 : event.scope === 'medicalRelated' ? 1 : 0;
    case 'malpractice':
      return event.harm === 'other' ? 0 : 1;
    case 'complaint':
      return event.severeImpact && event.substantiated !== false ? 1 : 0;
    default:
      return 0;
  }
}
