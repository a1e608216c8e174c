/**
 * The register of 威环卫〔2022〕6号: 四（一）2 asks for 信用等级评估 by 《环翠区民营医疗机构信用积分管理实施细则》, which the plan does not
 * contain (HC-1). So nobody is graded, and no rule exists that a reason could name.
 *
 * Not encoded: 四（二） and HC-2, the integrity of staff, which is no fact about an institution and not public; 五 and 六, work
 * and publicity (the calendar has its days). The plan knows neither a downgrade nor the withdrawal of a label.
 */
import type { Evaluation, Problem } from '../../domain/evaluation.ts';
import type { Facts, InstitutionFacts } from '../../domain/facts.ts';
import type { Period } from '../../domain/iso-date.ts';
import { finish, newDraft, periodNotCovered, roundRulings } from '../draft.ts';
import type { Editions } from '../editions.ts';
import { gatherEvidence } from '../evidence.ts';
import type { Choices } from '../rulings.ts';
import { weigh } from './weigh.ts';

/** The register's entry of every institution, with what the clerk must know of it. */
export function evaluateHuancui(facts: Facts, choices: Choices, editions: Editions): readonly Evaluation[] {
  const refused = periodNotCovered(editions, facts, choices);
  if (refused !== null) return refused;
  const { period, institutions } = facts;
  const round = [...roundRulings(editions, period, choices), 'HC-1'];
  return institutions.map((institution) => {
    const draft = newDraft(institution, round);
    const unshown = notShown(institution, period, choices);
    // The other general rulings shape what is shown of a fact, and nothing of this result.
    if (unshown.length > 0) draft.used.add('GEN-1');
    draft.blockers.push({ code: 'method-not-supplied', path: 'assessments' });
    draft.problems.push(...unshown, ...notKnown(institution));
    return finish(draft, [], 'register');
  });
}

/** GEN-1: the period's negative facts that name no document. */
function notShown(institution: InstitutionFacts, period: Period, choices: Choices): readonly Problem[] {
  return gatherEvidence(institution, period, choices, weigh).problems;
}

/** An amendment is named and changes nothing: there is no grade, and no label. */
function notKnown({ amendments }: InstitutionFacts): Problem[] {
  return amendments.map((_, index) => ({ code: 'not-in-this-policy', path: `amendments[${index}].kind` }));
}
