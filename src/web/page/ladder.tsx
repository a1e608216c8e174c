/** The ladder of a mark: as many steps as the policy has grades, filled from the lowest up. Reads in black and white. */
import type { ReactNode } from 'react';
import type { Words } from '../../core/words/index.ts';

interface LadderProps {
  /** 1 is best, of `levels`. */
  readonly level: number;
  readonly levels: number;
  /** Left out in lists, where the figures alone stand. */
  readonly words?: Words;
}

/** More steps than a glance can count are told as numbers. */
const MOST_STEPS = 5;

export function Ladder({ level, levels, words }: LadderProps): ReactNode {
  if (levels > MOST_STEPS) {
    return <small aria-hidden="true">{words?.certificate.step({ level, levels }) ?? `${level}/${levels}`}</small>;
  }
  return (
    <span aria-hidden="true">
      {Array.from({ length: levels }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps are their positions
        <i className={i <= levels - level ? 'on' : undefined} key={i} />
      ))}
    </span>
  );
}
