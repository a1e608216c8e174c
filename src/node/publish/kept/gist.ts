/** What each record of a publication was made of: taken while the workbook is in memory, kept once it is published. */
import { fromBase64Url } from '../../../core/domain/bytes.ts';
import type { InstitutionEntry } from '../../../core/domain/institution.ts';
import type { Found } from '../publication.ts';
import type { Publishable, ReleaseContext } from '../records.ts';
import { Sayings } from '../review/sayings.ts';
import { type Gist, HASH, type KeptFacts } from './round.ts';
import { DIGEST } from './runs.ts';

/**
 * Facts that may be kept, as JSON; empty where there is an event, a change of grade, a measure, a certificate or a judgement on the past: what can
 * be repaired, revoked or lapse stays in the workbook alone.
 */
export function keptFacts({ facts, measures, certificate }: InstitutionEntry, incomplete: boolean): string {
  const { licence, subject, assessments, events, amendments } = facts;
  const canLeave = events.length + amendments.length + measures.length > 0 || certificate !== null;
  if (canLeave || incomplete || assessments.eligibility !== undefined) return '';
  const kept: KeptFacts = { licence, ...(subject === undefined ? {} : { subject }), assessments };
  return JSON.stringify(kept);
}

/** The bytes of a commitment to a list of staff; zeros where there is none. */
export function staffDigest(commitment: string | null): Uint8Array {
  return commitment === null ? new Uint8Array(HASH) : (fromBase64Url(commitment) ?? new Uint8Array(HASH));
}

/** Of a publication for which every institution was read. */
export function gistOf(
  { workspace, round, codes }: Pick<Found, 'workspace' | 'round' | 'codes'>,
  made: readonly Publishable[],
  { today }: Pick<ReleaseContext, 'today'>,
): Gist {
  // The workbook's own entries: with the changes of grade of earlier rounds, too.
  const byCode = new Map(workspace.entries.map((entry) => [codes.table.get(entry.institution.id), entry]));
  const ids: string[] = [];
  const facts: string[] = [];
  const evaluations = new Uint8Array(made.length * DIGEST);
  const staff = new Uint8Array(made.length * HASH);
  const sayings = new Sayings();
  for (const [at, { record, staffSealed = null }] of made.entries()) {
    const entry = byCode.get(record.code);
    const { id } = entry?.institution ?? { id: '' };
    const evaluation = round.evaluations.get(id);
    if (entry === undefined || evaluation === undefined) throw new RangeError(`no row for ${record.code}`);
    ids.push(id);
    facts.push(keptFacts(entry, round.incomplete.has(id)));
    evaluations.set(sayings.count(evaluation).digest.subarray(0, DIGEST), at * DIGEST);
    staff.set(staffDigest(staffSealed), at * HASH);
  }
  const problems = workspace.problems.filter(({ severity }) => severity === 'error');
  return { ids, day: today, facts, evaluations, staff, problems };
}
