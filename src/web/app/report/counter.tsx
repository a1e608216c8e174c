/** How much may still be written: silent until the end is near. */
import type { ReportWords } from '../../../core/words/report.ts';

/** Of the limit; shorter texts are counted from the first character. */
const NEAR = 0.9;
const SHORT = 500;

export function Counter({
  text,
  limit,
  r,
}: {
  readonly text: string;
  readonly limit: number;
  readonly r: ReportWords;
}) {
  const used = text.trim().length;
  const shown = used >= limit * NEAR || (limit <= SHORT && used > 0);
  return (
    <p className="rep-counter" role="status">
      {shown && (used > limit ? r.rep.over({ n: used - limit }) : r.rep.left({ n: limit - used }))}
    </p>
  );
}
