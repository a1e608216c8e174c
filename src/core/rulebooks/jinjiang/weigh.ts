/** What 第八条 counts as negative information, event by event: JJ-1, 2, 5, 8, 9, 10. */
import { parseDecimal } from '../../domain/decimal.ts';
import type { Event } from '../../domain/facts.ts';
import { hasDocument, type Verdict } from '../evidence.ts';
import type { Choices } from '../rulings.ts';
import { isSevere } from './rules.ts';

type Complaint = Extract<Event, { kind: 'complaint' }>;
type Malpractice = Extract<Event, { kind: 'malpractice' }>;

/** Kinds that are not named here belong to other policies, or are positive or repairing: no evidence against anyone. */
export function weigh(event: Event, choices: Choices): Verdict {
  switch (event.kind) {
    case 'penalty':
      return { counts: event.scope !== 'other', rulings: ['JJ-5'] };
    case 'systemAvoidance':
      return { counts: event.intentional && event.bySampling, rulings: ['JJ-5'] };
    case 'touting':
    case 'illegalAdvertising':
      return { counts: event.sanctioned, rulings: ['JJ-5'] };
    case 'malpractice':
      return weighMalpractice(event);
    case 'complaint':
      return weighComplaint(event, choices);
    case 'safetyPoints':
      // 「记分」 of nothing is none; the sum of the others is what 第十二条 asks for.
      return parseDecimal(event.points)?.units === 0n ? { counts: false } : { counts: true, rulings: ['JJ-1'] };
    case 'unregisteredPhysician':
      return { counts: true, rulings: ['JJ-10'] };
    case 'obstruction':
    case 'orderDefiance':
    case 'overdueRectification':
    case 'otherNegative':
      return { counts: true };
    default:
      return { counts: false };
  }
}

/** JJ-5 before JJ-9: lesser responsibility is no negative information, established or not. */
function weighMalpractice(event: Malpractice): Verdict {
  if (event.responsibility !== 'full' && event.responsibility !== 'main') return { counts: false, rulings: ['JJ-5'] };
  if (event.established !== 'none') return { counts: true, rulings: ['JJ-5'] };
  const problem = { code: 'malpractice-not-established', field: 'established' };
  return { counts: false, rulings: ['JJ-9'], problem };
}

/**
 * JJ-8: severe impact acts by its determination, whether or not the complaint is decided yet, but never when it was
 * found unsubstantiated. Without the determination's number it does not count at all; the missing number is told once,
 * as `needs-determination`. JJ-2 for all other complaints.
 */
function weighComplaint(event: Complaint, choices: Choices): Verdict {
  if (isSevere(event)) {
    if (hasDocument(event)) return { counts: true, rulings: ['JJ-8'] };
    const problem = { code: 'needs-determination', field: 'documentNo' };
    return { counts: false, rulings: ['JJ-8'], problem };
  }
  const rulings = event.severeImpact ? ['JJ-2', 'JJ-8'] : ['JJ-2'];
  return { counts: choices['JJ-2'] === 'literal' || event.substantiated === true, rulings };
}
