/** 第十八条（十） 「应当下调其信用评价等级直至摘牌」: downgrades of the grade in force, and the removal that ends it (CN-4). */
import type { Evaluation, Reason } from '../../domain/evaluation.ts';
import type { Amendment } from '../../domain/facts.ts';
import { applyAmendments } from '../amendments.ts';
import { type Draft, finish } from '../draft.ts';
import { hasDocument } from '../evidence.ts';
import { GRADES } from './bands.ts';
import { RULES } from './rules.ts';

/** What `directDowngrade` names as its grade when the label is removed. */
const REMOVED = 'revoked';
const RULING = 'CN-4';
const LOWEST = 'C';

const POLICY = {
  grades: GRADES,
  downgrade: { id: 'direct-downgrade', definition: RULES['direct-downgrade'], ruling: RULING },
  // 摘牌 is a downgrade carried to its end; `labelWithdrawn` belongs to another policy and changes nothing here.
  withdrawal: null,
};

/** Applies all amendments: both kinds of decision need the number under which 评价领导小组 approved them (核准). */
export function applyChanges(draft: Draft): Evaluation {
  const { institution } = draft;
  const removals = removalsOf(institution.amendments);
  // A removal without its approval is told as any other downgrade without one.
  const amendments = institution.amendments.map(asDowngrade);
  const changed = applyAmendments({ ...draft, institution: { ...institution, amendments } }, POLICY);
  if (removals.length === 0) return changed;
  const problems = draft.problems.filter(({ code }) => code !== 'no-grade-in-force');
  return finish({ ...draft, reasons: removals, problems, used: new Set([RULING]) }, GRADES, 'withdrawn');
}

type Downgrade = Extract<Amendment, { readonly kind: 'directDowngrade' }>;

function isRemoval(amendment: Amendment): amendment is Downgrade {
  return amendment.kind === 'directDowngrade' && amendment.to === REMOVED;
}

function asDowngrade(amendment: Amendment): Amendment {
  return isRemoval(amendment) ? { ...amendment, to: LOWEST } : amendment;
}

/** The approved removals, the first one first. */
function removalsOf(amendments: readonly Amendment[]): Reason[] {
  const { article, effect } = RULES.removed;
  return amendments
    .map((amendment, index) => ({ amendment, index }))
    .filter(({ amendment }) => isRemoval(amendment) && hasDocument(amendment))
    .sort((a, b) => (a.amendment.on === b.amendment.on ? a.index - b.index : a.amendment.on < b.amendment.on ? -1 : 1))
    .map(({ index }) => ({
      rule: 'removed',
      article,
      effect,
      observed: REMOVED,
      threshold: null,
      events: [],
      amendments: [index],
    }));
}
