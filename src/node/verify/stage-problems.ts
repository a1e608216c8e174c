/** Whether records, log and list of releases go with the stage that a release says it is of. */
import { chinaDay } from '../../core/domain/iso-date.ts';
import type { ReadRelease } from './read-release.ts';
import type { SiteProblem } from './site-problem.ts';

/**
 * What a release says goes with its stage: a final one has grades of its own year and proposes nothing; a proposed one
 * proposes for its year, and puts no grade in force.
 */
export function stageProblems({
  releases,
  records,
  log,
}: Pick<ReadRelease, 'releases' | 'records' | 'log'>): SiteProblem[] {
  const newest = releases.at(-1);
  const wrong = records.filter(({ year, proposal, certificate }) =>
    newest?.stage === 'proposed'
      ? proposal && proposal.year !== newest.year
      : proposal || (year !== newest?.year && !certificate),
  );
  // A period that was announced holds whatever was published within it (decision 014).
  const early = releases.filter(
    ({ stage, time }, at) =>
      stage === 'final' &&
      releases.slice(0, at).some(({ until }) => until !== undefined && chinaDay(new Date(time)) <= until),
  );
  const otherDay = records.filter(
    ({ proposal }) => proposal && newest?.until !== undefined && proposal.until !== newest.until,
  );
  const data = (detail: string) => ({ code: 'data' as const, file: 'records.json', detail });
  const graded = log.filter(({ stage, changes }) => stage === 'proposed' && changes.some(({ to }) => to !== null));
  return [
    ...wrong.map(({ code }) => data(`stage of record ${code}`)),
    ...early.map(({ version }) => data(`final ${version} within a period`)),
    ...otherDay.map(({ code }) => data(`period of record ${code}`)),
    ...graded.map(({ version }) => ({
      code: 'log' as const,
      file: 'log.json',
      detail: `proposed grades in ${version}`,
    })),
  ];
}
