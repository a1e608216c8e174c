/** Which negative facts the register of 威环卫〔2022〕6号 shows; without its document none of them is (GEN-1). */
import type { Event } from '../../domain/facts.ts';
import type { Verdict } from '../evidence.ts';

/** Kinds that are not named here belong to other policies, or speak for the institution: those need no document. */
export function weigh(event: Event): Verdict {
  switch (event.kind) {
    // 四（一）2 「将医疗机构的不良执业行为情况与审批校验、综合监督、医院评审和年终考核挂钩」
    case 'badPracticePoints':
    // 四（一）1 「对许可申请中隐瞒有关情况或者提供虚假材料的申请人，纳入失信记录」
    case 'falseApplication':
      return { counts: true };
    // 四（三） 「实现“一处违法，处处受限”」; one that is none of health care is shown nowhere.
    case 'penalty':
      return { counts: event.scope !== 'other' };
    default:
      return { counts: false };
  }
}
