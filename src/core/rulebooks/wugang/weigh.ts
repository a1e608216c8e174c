/** Which events 附件1 四 reads. */
import type { Event } from '../../domain/facts.ts';
import type { Verdict } from '../evidence.ts';

/** Kinds that are not named here belong to other policies: no evidence under this one. */
export function weigh(event: Event): Verdict {
  switch (event.kind) {
    case 'penalty':
      if (event.scope === 'health') return { counts: true };
      return { counts: event.scope === 'medicalRelated', rulings: ['WG-9'] };
    case 'malpractice':
      // 「发生重大医疗事故医疗机构负完全责任的」, established by appraisal or court (WG-14).
      if (!event.major || event.responsibility !== 'full') return { counts: false };
      return event.established === 'none' ? { counts: false, rulings: ['WG-14'] } : { counts: true };
    case 'conductViolation':
    case 'seriousViolation':
    case 'severeSocialImpact':
    case 'setupNonCompliance':
    case 'suspendedVerification':
    case 'safetyAccident':
    case 'fireAccident':
      return { counts: true };
    default:
      return { counts: false };
  }
}
