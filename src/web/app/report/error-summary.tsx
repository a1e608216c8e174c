/** What is still missing, with a link to each field. Takes the focus when it comes up. */
import { useEffect, useRef } from 'react';
import type { ReportWords } from '../../../core/words/report.ts';
import type { Problem } from './steps.ts';

interface SummaryProps {
  readonly problems: readonly Problem[];
  readonly r: ReportWords;
  /** Counts the tries: each takes the focus anew. */
  readonly tries: number;
  readonly onFollow: (problem: Problem) => void;
}

export function ErrorSummary({ problems, r, tries, onFollow }: SummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (tries > 0) box.current?.focus();
  }, [tries]);
  if (problems.length === 0) return null;
  return (
    <div className="rep-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{r.rep.error({ n: problems.length })}</h2>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.field} ${problem.error}`}>
            <a
              href={`#${problem.field}`}
              onClick={(event) => {
                // The address holds the step; a fragment would be an entry of its own on the way back.
                event.preventDefault();
                onFollow(problem);
              }}
            >
              {r.rep.errors[problem.error]}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
