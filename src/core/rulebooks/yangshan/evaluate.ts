/** Grades under 阳山县医疗卫生信用信息管理实施方案: taken from the province's system, never computed. */
import type { Evaluation, Problem } from '../../domain/evaluation.ts';
import type { Event, Facts, InstitutionFacts } from '../../domain/facts.ts';
import type { Period } from '../../domain/iso-date.ts';
import { type AmendmentPolicy, applyAmendments } from '../amendments.ts';
import { type Draft, newDraft, periodNotCovered, reasonOf, roundRulings } from '../draft.ts';
import type { Editions } from '../editions.ts';
import type { Choices } from '../rulings.ts';
import { GRADES } from './grades.ts';
import { RULES } from './rules.ts';
import { SUBJECTS } from './subjects.ts';

/** An amendment is named and changes nothing: another grade can only come from the province's system. */
const AMENDMENTS: AmendmentPolicy = { grades: GRADES, downgrade: null, withdrawal: null };
const IMPORTED = 'assessments.importedGrade';

/** Takes over every institution's grade on its own. */
export function evaluateYangshan(facts: Facts, choices: Choices, editions: Editions): readonly Evaluation[] {
  const refused = periodNotCovered(editions, facts, choices);
  if (refused !== null) return refused;
  const { period, institutions } = facts;
  const round = roundRulings(editions, period, choices);
  return institutions.map((institution) => applyAmendments(gradeOne(newDraft(institution, round), period), AMENDMENTS));
}

function gradeOne(draft: Draft, period: Period): Draft {
  const { institution } = draft;
  draft.blockers.push(...blockers(institution, period));
  const grade = institution.assessments.importedGrade?.grade;
  if (draft.blockers.length > 0 || grade === undefined) return draft;
  draft.grade = grade;
  const rule = { ...RULES.imported, effect: `grade ${grade}` };
  draft.reasons.push(reasonOf('imported', rule, { observed: grade, threshold: null }));
  const stale = reimportProblem(institution, period);
  if (stale !== null) {
    draft.used.add('YS-6');
    draft.problems.push(stale);
  }
  return draft;
}

/** Why no grade can be taken over. Whose phase is still to come has nothing to import yet: only that is told. */
function blockers(institution: InstitutionFacts, period: Period): Problem[] {
  const phase = phaseProblem(institution, period);
  if (phase?.code === 'not-yet-in-phase') return [phase];
  return [phase, gradeProblem(institution)].filter((problem) => problem !== null);
}

/**
 * 三、实施步骤: whether the subject's phase covers the whole period. Facts without a subject are those of a medical
 * institution whose phase nobody asks for. An id that the plan does not grade – any natural person's – is refused.
 */
function phaseProblem({ subject }: InstitutionFacts, period: Period): Problem | null {
  if (subject === undefined) return null;
  const known = SUBJECTS.find(({ id }) => id === subject);
  if (known === undefined) return { code: 'unknown-subject', path: 'subject' };
  return period.from < known.from ? { code: 'not-yet-in-phase', path: 'subject' } : null;
}

function gradeProblem({ assessments }: InstitutionFacts): Problem | null {
  const { importedGrade } = assessments;
  if (importedGrade === undefined) return { code: 'missing-imported-grade', path: IMPORTED };
  const known: readonly string[] = GRADES;
  return known.includes(importedGrade.grade) ? null : { code: 'unknown-grade', path: `${IMPORTED}.grade` };
}

/**
 * 四（六）（七）: after a repair, or the correction of what was wrong, the system has another result than the one imported. The
 * grade stays until it is imported again; the clerk is told once, however much there was, and nothing of it is in the result
 * that is published. What happened on the day of the import may have come after it. Without the import's day, what lies in or
 * after the period may have come after it too.
 */
function reimportProblem({ assessments, events }: InstitutionFacts, period: Period): Problem | null {
  const on = assessments.importedGrade?.on;
  const since = on ?? period.from;
  const changed = events.some((event) =>
    event.kind === 'creditRepair' ? event.on >= since : isCorrected(event) && event.on >= period.from,
  );
  if (!changed) return null;
  return { code: 'grade-needs-reimport', path: on === undefined ? `${IMPORTED}.on` : IMPORTED };
}

/**
 * A penalty revoked or altered. Facts hold the day of its decision and not that of its revocation, so it cannot be compared
 * with the import: told as long as the entry is there. Never one against a person, which is in no institution's grade.
 */
function isCorrected(event: Event): boolean {
  return event.kind === 'penalty' && event.status === 'revoked' && event.against === 'institution';
}
