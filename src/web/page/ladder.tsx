/** The ladder of a mark: as many steps as the policy has grades, filled from the lowest up. Reads in black and white. */
import type { ReactNode } from 'react';

interface LadderProps {
  /** 1 is best, of `levels`. */
  readonly level: number;
  readonly levels: number;
}

export function Ladder({ level, levels }: LadderProps): ReactNode {
  return (
    <span aria-hidden="true">
      {Array.from({ length: levels }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps are their positions
        <i className={i <= levels - level ? 'on' : undefined} key={i} />
      ))}
    </span>
  );
}
