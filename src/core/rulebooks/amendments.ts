/** Changes of the grade in force: JJ-7, WG-6, WG-7. They are never evidence for the next year (that would punish twice). */
import type { Evaluation, Problem, Reason } from '../domain/evaluation.ts';
import type { Amendment, WithdrawalCause } from '../domain/facts.ts';
import type { Period } from '../domain/iso-date.ts';
import { type Draft, finish } from './draft.ts';
import { hasDocument } from './evidence.ts';
import type { RuleDefinition } from './rulebook.ts';

interface RuleRef {
  readonly id: string;
  readonly definition: RuleDefinition;
  /** The ruling under which it acts. */
  readonly ruling: string;
}

/** How a policy lets the grade in force be changed. */
export interface AmendmentPolicy {
  readonly grades: readonly string[];
  /** Null where the policy knows no direct downgrade. */
  readonly downgrade: RuleRef | null;
  /** Null where the policy knows no withdrawal of the label. */
  readonly withdrawal: ((cause: WithdrawalCause) => RuleRef) | null;
}

interface Indexed {
  readonly amendment: Amendment;
  readonly index: number;
}

const NO_GRADE = 'no-grade-in-force';
/** The patient's warning comes first: a revoked licence outweighs whatever else ended the label. */
const CAUSES: readonly WithdrawalCause[] = ['licenceRevoked', 'licenceCancelled', 'closed', 'other'];

/** What keeps an amendment from acting; all of it. */
function faults({ amendment, index }: Indexed, policy: AmendmentPolicy): Problem[] {
  const found: Problem[] = [];
  const at = (code: string, field: string): void => {
    found.push({ code, path: `amendments[${index}].${field}` });
  };
  if (amendment.kind === 'labelWithdrawn') {
    if (policy.withdrawal === null) at('not-in-this-policy', 'kind');
    else if (amendment.cause === 'other' && !hasDocument(amendment)) at('missing-document', 'documentNo');
  } else if (policy.downgrade === null) at('not-in-this-policy', 'kind');
  else {
    if (!hasDocument(amendment)) at('downgrade-without-approval', 'documentNo');
    if (!policy.grades.includes(amendment.to)) at('unknown-grade', 'to');
  }
  return found;
}

/** Whether the institution had stopped using its label before this round: it is then not among those graded. */
export function withdrawnBefore(amendments: readonly Amendment[], period: Period): boolean {
  return amendments.some(
    (amendment) =>
      amendment.kind === 'labelWithdrawn' &&
      (amendment.cause !== 'other' || hasDocument(amendment)) &&
      amendment.on <= period.to,
  );
}

/**
 * Applies the amendments, oldest first, to the grade that evidence and assessments gave, and finishes the result. All of
 * them act, whatever their day (contracts): who calls leaves out those of an earlier grade.
 * A downgrade gives the worse of the grade in force and `to`, so a better `to` changes nothing; where no grade is in
 * force there is nothing to lower (problem `no-grade-in-force`); after a withdrawal nothing acts on the grade any more.
 */
export function applyAmendments(draft: Draft, policy: AmendmentPolicy): Evaluation {
  const plain = draft.grade === null ? 'not-graded' : 'graded';
  if (draft.institution.amendments.length === 0) return finish(draft, policy.grades, plain);
  const ordered = draft.institution.amendments
    .map((amendment, index) => ({ amendment, index }))
    .sort((a, b) => inTime(a, b, policy.grades));
  const withdrawals: Reason[] = [];
  for (const entry of ordered) {
    const problems = faults(entry, policy);
    draft.problems.push(...problems);
    if (entry.amendment.kind === 'labelWithdrawn') {
      if (problems.length === 0) withdrawals.push(...withdrawal(entry, entry.amendment.cause, policy));
      else if (policy.withdrawal) draft.used.add(policy.withdrawal(entry.amendment.cause).ruling);
    } else if (withdrawals.length === 0 && policy.downgrade !== null) {
      draft.used.add(policy.downgrade.ruling);
      if (problems.length === 0) lower(draft, entry, entry.amendment.to, policy.grades, policy.downgrade);
    }
  }
  return withdrawals.length === 0 ? finish(draft, policy.grades, plain) : withdrawn(draft, withdrawals, policy);
}

/** By day; within a day withdrawals first and the lowest grade next, so that the order of entry never matters. */
function inTime(a: Indexed, b: Indexed, grades: readonly string[]): number {
  if (a.amendment.on !== b.amendment.on) return a.amendment.on < b.amendment.on ? -1 : 1;
  const weight = ({ amendment }: Indexed): number =>
    amendment.kind === 'labelWithdrawn' ? grades.length : grades.indexOf(amendment.to);
  return weight(b) - weight(a) || a.index - b.index;
}

function lower(draft: Draft, { index }: Indexed, to: string, grades: readonly string[], rule: RuleRef): void {
  if (draft.grade === null) {
    draft.problems.push({ code: NO_GRADE, path: `amendments[${index}]` });
    return;
  }
  if (grades.indexOf(to) <= grades.indexOf(draft.grade)) return;
  const { id, definition } = rule;
  draft.reasons.unshift({
    rule: id,
    article: definition.article,
    effect: `set ${to}`,
    observed: draft.grade,
    threshold: to,
    events: [],
    amendments: [index],
  });
  draft.grade = to;
}

function withdrawal({ index }: Indexed, cause: WithdrawalCause, policy: AmendmentPolicy): Reason[] {
  const rule = policy.withdrawal?.(cause);
  if (rule === undefined) return [];
  const { id, definition } = rule;
  const { article, effect } = definition;
  return [{ rule: id, article, effect, observed: cause, threshold: null, events: [], amendments: [index] }];
}

/** No grade any more: the reasons and rulings of the former grade go with it. */
function withdrawn(draft: Draft, withdrawals: readonly Reason[], policy: AmendmentPolicy): Evaluation {
  const order: readonly Reason['observed'][] = CAUSES;
  const weight = (reason: Reason): number => order.indexOf(reason.observed);
  const reasons = [...withdrawals].sort((a, b) => weight(a) - weight(b));
  const problems = draft.problems.filter((problem) => problem.code !== NO_GRADE);
  const used = new Set(CAUSES.flatMap((cause) => policy.withdrawal?.(cause).ruling ?? []));
  return finish({ ...draft, reasons, problems, used }, policy.grades, 'withdrawn');
}
