/** Whether an institution is a medical one: a policy may grade others too, whose staff is nobody's concern here. */
import type { Institution } from '../../core/domain/institution.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';

export function isMedical(
  { subject }: Pick<Institution, 'subject'>,
  { subjects }: Pick<RulebookTerms, 'subjects'>,
): boolean {
  return subjects.every(({ id, own }) => id !== subject || own === null);
}
