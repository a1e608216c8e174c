/** What was announced must not get lost: a proposal while its period runs, a grade in force while another is proposed. */
import type { Evaluation } from '../../core/domain/evaluation.ts';
import type { IsoDate } from '../../core/domain/iso-date.ts';
import type { InstitutionRecord } from '../../core/snapshot/record.ts';
import type { ReadRelease } from '../verify/read-release.ts';
import type { CodeTable } from './codes.ts';
import { differing } from './differing.ts';
import type { Round } from './evidence.ts';

/** An institution that a proposed publication would drop, in the clerk's own terms. */
export interface Missing {
  readonly name: string;
  /** Its number in the workbook; null where `codes.csv` does not know it. */
  readonly id: string | null;
  /** `row-missing`: no row of 机构, or one that was not accepted. `rows-quarantined`: rows of its evidence were not. */
  readonly why: 'row-missing' | 'rows-quarantined' | 'not-graded';
  /** Problem codes of the evaluation; of `not-graded` alone. */
  readonly problems: readonly string[];
}

/**
 * Institutions of the last release that have a grade in force and no row any more, or a proposal whose period runs and
 * none any more, in the order of their codes. Out of the list on its own grounds is what was withdrawn (closed, licence
 * gone) or is outside the grading. A proposed publication that drops any of them is refused: a period would end for it
 * before its day, and its grade in force, known from the last release alone, would be forgotten.
 */
export function announcedMissing(
  last: Pick<ReadRelease, 'records'> | null,
  round: Round,
  codes: CodeTable,
  today: IsoDate,
): Missing[] {
  const ids = new Map([...codes].map(([id, code]) => [code, id]));
  return (last?.records ?? []).flatMap((record): readonly Missing[] => {
    const id = ids.get(record.code) ?? null;
    const evaluation = id === null ? undefined : round.evaluations.get(id);
    const proposed = record.proposal !== undefined && record.proposal.until >= today;
    const { name } = record;
    if (id === null || evaluation === undefined) {
      const announced = proposed || record.outcome.status === 'graded';
      return announced ? [{ name, id, why: 'row-missing', problems: [] }] : [];
    }
    if (!proposed || !isUngraded(evaluation)) return [];
    if (round.incomplete.has(id)) return [{ name, id, why: 'rows-quarantined', problems: [] }];
    return [{ name, id, why: 'not-graded', problems: evaluation.problems.map(({ code }) => code) }];
  });
}

function isUngraded({ status, problems }: Evaluation): boolean {
  return (
    status === 'not-graded' && !problems.some(({ code }) => code === 'out-of-scope' || code === 'not-yet-in-phase')
  );
}

/** Records of institutions that had a grade or a proposal in the last release and, without being withdrawn, have neither now. */
export function ungradedSince(
  last: Pick<ReadRelease, 'records'> | null,
  records: readonly InstitutionRecord[],
): InstitutionRecord[] {
  const graded = ({ outcome, proposal }: InstitutionRecord) => outcome.status === 'graded' || proposal !== undefined;
  return differing(last?.records ?? [], records).flatMap(({ before: old, now }) =>
    old && now && graded(old) && !graded(now) && now.outcome.status !== 'withdrawn' ? [now] : [],
  );
}
