/**
 * Whether a bureau's list of files may stand in the province's repository as the list of a delegated role. Its own site is
 * read by the same rules but for these: what phones could not read there, or would be bound by for ever, is not confirmed.
 */
import { mapAt } from '../../core/trust/json.ts';
import { type Trusted, trustedPaths } from '../../core/trust/trusted.ts';
import type { SiteProblem } from '../verify/site-problem.ts';

export type ListFault =
  /** Its number is far above the one that is out. `detail`: both. */
  | { readonly code: 'leap'; readonly detail: string }
  /** Signed at an instant that is still to come. `detail`: that instant. */
  | { readonly code: 'ahead'; readonly detail: string }
  | { readonly code: 'not-genuine'; readonly problems: readonly SiteProblem[] };

/** A bureau publishes some thirty times a year. A thief of its keys could leave it no number to go on with (fast-forward). */
const LEAP = 10_000;
/** As far as clocks may differ. Phones take the newest signing time for the present, and end on it what ends by its day. */
const AHEAD_MS = 86_400_000;

/**
 * @param trusted the bureau's own release, verified from its own root
 * @param last number of the list that is out; 0 before the first
 */
export function listFault(trusted: Trusted, last: number, now: Date): ListFault | null {
  const { targets } = trusted.set;
  if (targets.version > last + LEAP) return { code: 'leap', detail: `${last} → ${targets.version}` };
  if (Date.parse(targets.signedAt) > now.getTime() + AHEAD_MS) return { code: 'ahead', detail: targets.signedAt };
  const readable = new Set(trustedPaths(trusted));
  const unread = targets.body.has('delegations')
    ? 'delegations'
    : [...mapAt(targets.body, 'targets').keys()].find((path) => !readable.has(path));
  if (unread === undefined) return null;
  const detail = '清单里的这一项手机读不了 / phones cannot read this in its list';
  return { code: 'not-genuine', problems: [{ code: 'format', file: unread, detail }] };
}
