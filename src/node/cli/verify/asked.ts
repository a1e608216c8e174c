/** What was asked of `verify`, and what came of it. */
import type { InspectorKey } from '../../../core/snapshot/staff-file.ts';
import type { Lang } from '../../../core/words/lang.ts';
import { type VerifyingWords, verifyingWords } from '../../../core/words/verifying.ts';
import { type GivenRoot, LEAST_DIGITS, type RootFault } from '../../verify/given-root.ts';
import type { LyingThere } from '../../verify/lying-there.ts';
import type { SiteVerification } from '../../verify/verify-site.ts';
import type { Looks } from './looks.ts';

export interface Asked {
  readonly where: string;
  readonly root: GivenRoot | null;
  readonly inspector: InspectorKey | null;
  readonly lang: Lang;
  readonly json: boolean;
  readonly looks: () => Promise<Looks>;
}

export interface SiteOutcome extends SiteVerification {
  readonly verdict: 'genuine' | 'not-genuine' | 'dated' | 'unknown';
  /** Whether the app around the pages could be compared with the build at hand. */
  readonly appCompared: boolean;
  /** Pages are there under their files' names only. */
  readonly unmapped: boolean;
  /** What lies in the folder beside what is signed; null where a host's files cannot be listed, or nothing verifies. */
  readonly lying: LyingThere | null;
}

/** Chinese with the English beside, as long as nobody said which. */
export function both(say: (words: VerifyingWords) => string): string {
  return `${say(verifyingWords.zh)} / ${say(verifyingWords.en)}`;
}

/** What is wrong with a `--root` as it was typed. */
export function rootFault(fault: RootFault, typed: string): string {
  if (fault === 'short') return both(({ usage }) => usage.rootShort({ n: LEAST_DIGITS }));
  return both(({ usage }) => (fault === 'no-file' ? usage.noRootFile({ root: typed }) : usage.noRoot({ root: typed })));
}
